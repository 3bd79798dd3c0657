import { FreshNames } from "../names.js";
import type { Module, Procedure, Statement } from "../nodes.js";
import { mapStatement } from "../traverse.js";
import { namesIn, withIndices } from "./copy.js";
import { withoutDeadValues } from "./dead-values.js";
import { simplifyExpression } from "./expression-rules.js";
import { constantBound, statementRules, withoutRedundant } from "./statement-rules.js";

/**
 * A module that does the same with less: constants folded, loops marked `unroll` repeated, strips of constant length
 * split, dead values dropped. Every value keeps its bits in every arithmetic.
 */
export function simplify(module: Module): Module {
  const procedures = module.procedures.map((procedure) => simplifyProcedure(module, procedure));
  return Object.freeze({ ...module, procedures: Object.freeze(procedures) });
}

function simplifyProcedure(module: Module, procedure: Procedure): Procedure {
  const names = new FreshNames(namesIn(module, procedure));
  let body = simplifyBody(procedure.body, names);
  // Dropping dead values may leave a loop empty.
  for (let kept = withoutDeadValues(body); kept !== body; kept = withoutDeadValues(body)) {
    body = simplifyBody(kept, names);
  }
  return Object.freeze({ ...procedure, body: Object.freeze(body) });
}

function simplifyBody(body: readonly Statement[], names: FreshNames): readonly Statement[] {
  const result: Statement[] = [];
  for (const [i, statement] of body.entries()) {
    const simple =
      statement.kind === "bindValue" ? mapStatement(statement, { expression: simplifyExpression }) : statement;
    const value = constantBound(simple);
    if (value !== undefined && "name" in statement) {
      const rest = withIndices(body.slice(i + 1), new Map([[statement.name, value]]));
      return [...result, ...simplifyBody(rest, names)];
    }
    result.push(...simplifyStatement(statement, names));
  }
  return result;
}

function simplifyStatement(statement: Statement, names: FreshNames): readonly Statement[] {
  const simple = withSimpleBounds(
    mapStatement(statement, { expression: simplifyExpression, body: (inner) => simplifyBody(inner, names) }),
  );
  for (const { rewrite } of statementRules) {
    const statements = rewrite(simple, names);
    if (statements !== undefined) return simplifyBody(statements, names);
  }
  return [simple];
}

function withSimpleBounds(statement: Statement): Statement {
  switch (statement.kind) {
    case "for":
    case "strip":
      return Object.freeze({ ...statement, upper: Object.freeze(withoutRedundant(statement.upper, 1)) });
    case "bind":
      return Object.freeze({ ...statement, min: Object.freeze(withoutRedundant(statement.min, 1)) });
    case "bindMax":
      return Object.freeze({ ...statement, max: Object.freeze(withoutRedundant(statement.max, -1)) });
    default:
      return statement;
  }
}
