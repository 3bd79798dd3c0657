import type { Affine, Expression, Module, Statement } from "./nodes.js";
import { bodiesOf, expressionsOf, indicesOf, mapStatement, visitExpression, visitStatements } from "./traverse.js";

type BindValue = Extract<Statement, { readonly kind: "bindValue" }>;
type Loop = Extract<Statement, { readonly kind: "for" | "strip" }>;

/**
 * A module in which an index bound to a value is bound outside of the loops that don't change it, with the values that
 * it is computed from: a row that is looked up is then copied in a loop of loads and stores alone. Parallel loops keep
 * what stands in them. A loop that doesn't run has its index bound nevertheless, so the result is to be proven again.
 */
export function hoistBoundValues(module: Module): Module {
  const procedures = module.procedures.map((procedure) => {
    if (!bindsValues(procedure.body)) return procedure;
    return Object.freeze({ ...procedure, body: Object.freeze(hoisted(procedure.body)) });
  });
  return Object.freeze({ ...module, procedures: Object.freeze(procedures) });
}

function bindsValues(body: readonly Statement[]): boolean {
  let found = false;
  visitStatements(body, ({ kind }) => {
    found ||= kind === "bindValue";
  });
  return found;
}

function hoisted(body: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement) => {
    const inner = mapStatement(statement, { body: hoisted });
    if (inner.kind === "for" && !inner.parallel) return outOf(inner, [inner.body]);
    if (inner.kind !== "strip") return [inner];
    return outOf(
      inner,
      inner.parts.map((part) => part.body),
    );
  });
}

/** What doesn't change from pass to pass, and the loop without it. */
function outOf(loop: Loop, bodies: readonly (readonly Statement[])[]): readonly Statement[] {
  const ahead = new Set(bodies.flatMap((body) => invariant(loop, body)));
  if (ahead.size === 0) return [loop];
  return [...ahead, mapStatement(loop, { body: (body) => body.filter((statement) => !ahead.has(statement)) })];
}

/** The bound values at the top of `body` that are the same in each pass, and the lets that they need. */
function invariant(loop: Loop, body: readonly Statement[]): readonly Statement[] {
  const changing = changedIn(loop);
  const fixed: Statement[] = [];
  for (const statement of body) {
    const isFixed =
      (statement.kind === "let" ||
        statement.kind === "bindValue" ||
        statement.kind === "bind" ||
        statement.kind === "bindMax") &&
      isUnchanged(statement, changing);
    if (!isFixed) continue;
    fixed.push(statement);
    changing.names.delete(statement.name);
  }
  const binds = fixed.filter((statement): statement is BindValue => statement.kind === "bindValue");
  const needed = new Set<Statement>(binds);
  // From the last to the first: what a needed statement names stands before it.
  for (const statement of fixed.toReversed()) {
    if ("name" in statement && [...needed].some((user) => namesOf(user).has(statement.name))) needed.add(statement);
  }
  return fixed.filter((statement) => needed.has(statement));
}

/** What may be another from pass to pass: names that the loop defines or assigns to, buffers that it stores to. */
interface Changing {
  readonly names: Set<string>;
  readonly buffers: ReadonlySet<string>;
  readonly calls: boolean;
}

function changedIn(loop: Loop): Changing {
  const names = new Set([loop.variable]);
  const buffers = new Set<string>();
  let calls = false;
  for (const body of bodiesOf(loop)) {
    visitStatements(body, (statement) => {
      if ("name" in statement) names.add(statement.name);
      if ("variable" in statement) names.add(statement.variable);
      if (statement.kind === "store") buffers.add(statement.buffer);
      calls ||= statement.kind === "call";
    });
  }
  return { names, buffers, calls };
}

function isUnchanged(statement: Statement, { names, buffers, calls }: Changing): boolean {
  if ([...namesOf(statement)].some((name) => names.has(name))) return false;
  let isFit = true;
  for (const expression of expressionsOf(statement)) {
    visitExpression(expression, (part) => {
      if (part.kind === "load" && (calls || buffers.has(part.buffer))) isFit = false;
    });
  }
  return isFit;
}

/** The values and index variables that a statement names. */
function namesOf(statement: Statement): ReadonlySet<string> {
  const names = new Set<string>();
  const see = ({ terms }: Affine): void => terms.forEach(([name]) => names.add(name));
  indicesOf(statement).forEach(see);
  const seeValue = (part: Expression): void => {
    if (part.kind === "name") names.add(part.name);
  };
  for (const expression of expressionsOf(statement)) visitExpression(expression, seeValue);
  return names;
}
