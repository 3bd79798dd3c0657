import { add, equals } from "./affine.js";
import { add as addFloats, nameOf } from "./expressions.js";
import { FreshNames } from "./names.js";
import type { Affine, Expression, Module, Procedure, Statement } from "./nodes.js";
import { namesIn } from "./simplify/copy.js";
import { mapOperands, mapStatement, visitExpression } from "./traverse.js";
import { typeOf, valueType } from "./types.js";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

/**
 * A module without vectors, for targets that have none: a vector `x` becomes scalars `x_0`, `x_1`, .., one for each
 * lane, and loads and stores of vectors become one for each element. Every lane keeps its bits.
 */
export function scalarise(module: Module): Module {
  const procedures = module.procedures.map((procedure): Procedure => {
    const body = new Scalariser(new FreshNames(namesIn(module, procedure))).body(procedure.body);
    return Object.freeze({ ...procedure, body: Object.freeze(body) });
  });
  return Object.freeze({ ...module, procedures: Object.freeze(procedures) });
}

class Scalariser {
  readonly #names: FreshNames;
  readonly #lanes = new Map<string, readonly string[]>();

  constructor(names: FreshNames) {
    this.#names = names;
  }

  body(body: readonly Statement[]): readonly Statement[] {
    return body.flatMap((statement) => this.#statement(statement));
  }

  #statement(statement: Statement): readonly Statement[] {
    switch (statement.kind) {
      case "let":
      case "var":
        return this.#define(statement);
      case "assign":
        return this.#assign(statement);
      case "store":
        return this.#store(statement);
      default:
        return [
          mapStatement(statement, {
            expression: (expression) => this.#lane(expression, 0),
            body: (inner) => this.body(inner),
          }),
        ];
    }
  }

  #define(statement: StatementOf<"let" | "var">): readonly Statement[] {
    const { kind, name } = statement;
    const { lanes } = typeOf(statement.value);
    const [shared, value] = this.#withSharedScalars(statement.value);
    if (lanes === 1) return [...shared, Object.freeze({ kind, name, value: this.#lane(value, 0) })];
    const names = Array.from({ length: lanes }, (_, lane) => this.#names.fresh(`${name}_${lane}`));
    this.#lanes.set(name, names);
    const definitions = names.map((unique, lane): Statement => {
      return Object.freeze({ kind, name: unique, value: this.#lane(value, lane) });
    });
    return [...shared, ...definitions];
  }

  #assign(statement: StatementOf<"assign">): readonly Statement[] {
    const targets = this.#lanes.get(statement.name) ?? [statement.name];
    const [shared, value] = this.#withSharedScalars(statement.value);
    const values = targets.map((_, lane) => this.#lane(value, lane));
    // A lane that reads one before it must see what that was, not what it becomes.
    const overtakes = values.some((lane, i) => contains(lane, (part) => isOneOf(part, targets.slice(0, i))));
    const [kept, safe] = overtakes ? this.#named(statement.name, values) : [[], values];
    const assignments = targets.flatMap((name, lane): readonly Statement[] => {
      const assigned = safe[lane];
      return assigned === undefined ? [] : [Object.freeze({ kind: "assign", name, value: assigned })];
    });
    return [...shared, ...kept, ...assignments];
  }

  #store(statement: StatementOf<"store">): readonly Statement[] {
    const { buffer, indices } = statement;
    const { lanes } = typeOf(statement.value);
    const [shared, value] = this.#withSharedScalars(statement.value);
    const places = Array.from({ length: lanes }, (_, lane) => alongLast(indices, lane));
    const values = places.map((_, lane) => this.#lane(value, lane));
    // A lane that reads another element of the buffer must see what that was, not what an earlier lane stored.
    const overtakes =
      lanes > 1 &&
      values.some((lane, i) =>
        contains(lane, (part) => {
          if (part.kind !== "load" || part.buffer !== buffer) return false;
          return !part.indices.every((index, axis) => equals(index, places[i]?.[axis] ?? index));
        }),
      );
    const [kept, safe] = overtakes ? this.#named(buffer, values) : [[], values];
    const stores = places.flatMap((place, lane): readonly Statement[] => {
      const stored = safe[lane];
      return stored === undefined ? [] : [Object.freeze({ kind: "store", buffer, indices: place, value: stored })];
    });
    return [...shared, ...kept, ...stores];
  }

  /** Lets for `values`, and their names as expressions. */
  #named(base: string, values: readonly Expression[]): readonly [readonly Statement[], readonly Expression[]] {
    const lets = values.map((value, lane) => ({
      kind: "let" as const,
      name: this.#names.fresh(`${base}_${lane}`),
      value,
    }));
    return [
      lets.map((statement) => Object.freeze(statement)),
      lets.map(({ name, value }) => nameOf(name, typeOf(value))),
    ];
  }

  /**
   * `value` with each scalar that a splat computes named first, so that it is computed once and not in every lane. The
   * branches of a select are left alone: only one of them may be fit to compute.
   */
  #withSharedScalars(value: Expression): readonly [readonly Statement[], Expression] {
    const shared: Statement[] = [];
    const share = (expression: Expression): Expression => {
      if (expression.kind === "select") return Object.freeze({ ...expression, condition: share(expression.condition) });
      const mapped = mapOperands(expression, share);
      if (mapped.kind !== "splat" || mapped.operand.kind === "name" || mapped.operand.kind === "number") return mapped;
      const name = this.#names.fresh("scalar");
      shared.push(Object.freeze({ kind: "let", name, value: this.#lane(mapped.operand, 0) }));
      return Object.freeze({ ...mapped, operand: nameOf(name, typeOf(mapped.operand)) });
    };
    return [shared, share(value)];
  }

  #lane(expression: Expression, lane: number): Expression {
    switch (expression.kind) {
      case "number":
        return Object.freeze({ ...expression, type: valueType(expression.type.scalar) });
      case "name": {
        const name = this.#lanes.get(expression.name)?.[lane] ?? expression.name;
        return nameOf(name, valueType(expression.type.scalar));
      }
      case "load": {
        const indices = alongLast(expression.indices, lane);
        return Object.freeze({ ...expression, indices, type: valueType(expression.type.scalar) });
      }
      case "splat":
        return this.#lane(expression.operand, 0);
      case "lane":
        return this.#lane(expression.operand, expression.lane);
      case "binary":
        return expression.operator === "addPairs" ? this.#pair(expression, lane) : this.#mapped(expression, lane);
      default:
        return this.#mapped(expression, lane);
    }
  }

  #mapped(expression: Expression, lane: number): Expression {
    return mapOperands(expression, (operand) => this.#lane(operand, lane));
  }

  #pair({ left, right }: Extract<Expression, { readonly kind: "binary" }>, lane: number): Expression {
    const half = typeOf(left).lanes / 2;
    const [operand, first] = lane < half ? [left, 2 * lane] : [right, 2 * (lane - half)];
    return addFloats(this.#lane(operand, first), this.#lane(operand, first + 1));
  }
}

function alongLast(indices: readonly Affine[], lane: number): readonly Affine[] {
  return Object.freeze(indices.map((index, axis) => (axis === indices.length - 1 ? add(index, lane) : index)));
}

function contains(expression: Expression, test: (part: Expression) => boolean): boolean {
  let found = false;
  visitExpression(expression, (part) => {
    found ||= test(part);
  });
  return found;
}

function isOneOf(expression: Expression, names: readonly string[]): boolean {
  return expression.kind === "name" && names.includes(expression.name);
}
