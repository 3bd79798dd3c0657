import type { Statement } from "../nodes.js";
import { bodiesOf, expressionsOf, mapStatement, visitExpression, visitStatements } from "../traverse.js";

/** `body` without values that nothing reads: lets, and vars with their assignments. */
export function withoutDeadValues(body: readonly Statement[]): readonly Statement[] {
  const read = namesRead(body);
  const kept = withoutUnread(body, read);
  // What only a dead value read is dead now.
  return countStatements(kept) < countStatements(body) ? withoutDeadValues(kept) : body;
}

function namesRead(body: readonly Statement[]): ReadonlySet<string> {
  const read = new Set<string>();
  visitStatements(body, (statement) => {
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, (part) => {
        const keepsItselfAlive = statement.kind === "assign" && part.kind === "name" && part.name === statement.name;
        if (part.kind === "name" && !keepsItselfAlive) read.add(part.name);
      });
    }
  });
  return read;
}

function withoutUnread(body: readonly Statement[], read: ReadonlySet<string>): readonly Statement[] {
  const isDead = (statement: Statement) =>
    (statement.kind === "let" || statement.kind === "var" || statement.kind === "assign") && !read.has(statement.name);
  return body
    .filter((statement) => !isDead(statement))
    .map((statement) =>
      bodiesOf(statement).length === 0
        ? statement
        : mapStatement(statement, { body: (inner) => withoutUnread(inner, read) }),
    );
}

function countStatements(body: readonly Statement[]): number {
  let count = 0;
  visitStatements(body, () => count++);
  return count;
}
