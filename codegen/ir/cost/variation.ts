import { coefficientOf } from "../affine.js";
import type { Affine, Module, Procedure, Statement } from "../nodes.js";
import { visitStatements } from "../traverse.js";

/** Says whether the number of passes of any loop in a body depends on an index variable. */
export class Variation {
  readonly #procedures: ReadonlyMap<string, Procedure>;
  readonly #known = new Map<readonly Statement[], Map<string, boolean>>();

  constructor(module: Module) {
    this.#procedures = new Map(module.procedures.map((procedure) => [procedure.name, procedure]));
  }

  /** Whether `body` may cost another amount for another value of `variable`. */
  depends(body: readonly Statement[], variable: string): boolean {
    const known = this.#known.get(body) ?? new Map<string, boolean>();
    this.#known.set(body, known);
    const before = known.get(variable);
    if (before !== undefined) return before;
    let result = false;
    visitStatements(body, (statement) => {
      result ||= this.#dependsItself(statement, variable);
    });
    known.set(variable, result);
    return result;
  }

  #dependsItself(statement: Statement, variable: string): boolean {
    const mentioned = (index: Affine) => coefficientOf(index, variable) !== 0;
    switch (statement.kind) {
      case "for":
      case "strip":
        return [statement.lower, ...statement.upper].some(mentioned);
      // What is bound here may bound a loop.
      case "bind":
        return statement.min.some(mentioned);
      case "bindMax":
        return statement.max.some(mentioned);
      case "call": {
        const callee = this.#procedures.get(statement.callee);
        return statement.indices.some((index, i) => {
          const parameter = callee?.indices[i];
          return mentioned(index) && callee !== undefined && parameter !== undefined
            ? this.depends(callee.body, parameter)
            : false;
        });
      }
      default:
        return false;
    }
  }
}
