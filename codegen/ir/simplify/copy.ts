import { substitute, variable } from "../affine.js";
import type { FreshNames } from "../names.js";
import type { Affine, Expression, Module, Procedure, Statement } from "../nodes.js";
import { mapOperands, mapStatement, visitStatements } from "../traverse.js";

/** `body` with each index variable of `indices` replaced; what it defines keeps its name. */
export function withIndices(body: readonly Statement[], indices: ReadonlyMap<string, Affine>): readonly Statement[] {
  return new Copy(indices, (name) => name).body(body);
}

/** A copy of `body` for another place in the procedure: `indices` replaced, and all it defines under new names. */
export function renamedCopy(
  body: readonly Statement[],
  indices: ReadonlyMap<string, Affine>,
  names: FreshNames,
): readonly Statement[] {
  return new Copy(indices, (name) => names.fresh(name)).body(body);
}

/** Every name that a new local of `procedure` must not have. */
export function namesIn(module: Module, procedure: Procedure): ReadonlySet<string> {
  const names = new Set([
    ...module.dims,
    ...[...module.buffers, ...module.procedures, ...procedure.buffers].map(({ name }) => name),
    ...procedure.indices,
  ]);
  visitStatements(procedure.body, (statement) => {
    const name = definedName(statement);
    if (name !== undefined) names.add(name);
  });
  return names;
}

/** The name that `statement` defines, if it does. */
function definedName(statement: Statement): string | undefined {
  switch (statement.kind) {
    case "let":
    case "var":
    case "bind":
    case "bindMax":
    case "bindValue":
      return statement.name;
    case "for":
    case "strip":
      return statement.variable;
    default:
      return undefined;
  }
}

class Copy {
  readonly #indices: Map<string, Affine>;
  readonly #names = new Map<string, string>();
  readonly #rename: (name: string) => string;

  constructor(indices: ReadonlyMap<string, Affine>, rename: (name: string) => string) {
    this.#indices = new Map(indices);
    this.#rename = rename;
  }

  body(body: readonly Statement[]): readonly Statement[] {
    return body.map((statement) => this.#statement(statement));
  }

  #statement(statement: Statement): Statement {
    // Names are unique in a procedure, so one defined inside can't occur in this statement with another meaning.
    const defined = definedName(statement);
    if (defined !== undefined) {
      const renamed = this.#rename(defined);
      this.#names.set(defined, renamed);
      if (statement.kind !== "let" && statement.kind !== "var" && renamed !== defined) {
        this.#indices.set(defined, variable(renamed));
      }
    }
    return mapStatement(statement, {
      expression: (expression) => this.#expression(expression),
      index: (index) => substitute(index, this.#indices),
      body: (inner) => this.body(inner),
      name: (name) => this.#names.get(name) ?? name,
    });
  }

  #expression(expression: Expression): Expression {
    switch (expression.kind) {
      case "name":
        return Object.freeze({ ...expression, name: this.#names.get(expression.name) ?? expression.name });
      case "index":
        return Object.freeze({ ...expression, index: substitute(expression.index, this.#indices) });
      case "load":
        return Object.freeze({
          ...expression,
          indices: Object.freeze(expression.indices.map((index) => substitute(index, this.#indices))),
        });
      default:
        return mapOperands(expression, (operand) => this.#expression(operand));
    }
  }
}
