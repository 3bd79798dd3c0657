import { coefficientOf, constantValue, equals, sub } from "./affine.js";
import { nameOf, splat } from "./expressions.js";
import { FreshNames } from "./names.js";
import type { Affine, Expression, Module, Procedure, Statement } from "./nodes.js";
import { namesIn, renamedCopy } from "./simplify/copy.js";
import { expressionsOf, mapOperands, mapStatement, visitExpression } from "./traverse.js";
import { typeOf, valueType } from "./types.js";

type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

/**
 * A module whose innermost loops over neighbouring elements take `lanes` of them at a time. A loop is taken where each
 * pass only names values and stores, and where what it loads and stores lies side by side from pass to pass or stays the
 * same. Every element keeps its bits: nothing is added up in another order.
 */
export function vectorise(module: Module, lanes: number): Module {
  const procedures = module.procedures.map((procedure): Procedure => {
    const body = new Vectoriser(new FreshNames(namesIn(module, procedure)), lanes).body(procedure.body);
    return Object.freeze({ ...procedure, body: Object.freeze(body) });
  });
  return Object.freeze({ ...module, procedures: Object.freeze(procedures) });
}

class Vectoriser {
  readonly #names: FreshNames;
  readonly #lanes: number;

  constructor(names: FreshNames, lanes: number) {
    this.#names = names;
    this.#lanes = lanes;
  }

  body(body: readonly Statement[]): readonly Statement[] {
    return body.flatMap((statement) =>
      statement.kind === "for" && isTaken(statement)
        ? this.#loop(statement)
        : [mapStatement(statement, { body: (inner) => this.body(inner) })],
    );
  }

  #loop(loop: StatementOf<"for">): readonly Statement[] {
    const { variable, lower, upper, body, unroll } = loop;
    const length = lengthOf(loop);
    if (length < this.#lanes) return [loop];
    const isWhole = length % this.#lanes === 0;
    const ahead: Statement[] = [];
    const wide = this.#wide(body, variable, ahead);
    if (isWhole) return [...ahead, Object.freeze({ ...loop, step: this.#lanes, unroll, body: wide })];
    // Of a name that is defined in both parts, the second has another.
    const one = renamedCopy(body, new Map(), this.#names);
    const parts = [
      { width: this.#lanes, body: wide },
      { width: 1, body: one },
    ];
    return [...ahead, Object.freeze({ kind: "strip", variable, lower, upper, parts })];
  }

  /** The body for all lanes at once; what it needs splatted of values from outside is put `ahead` of the loop. */
  #wide(body: readonly Statement[], variable: string, ahead: Statement[]): readonly Statement[] {
    const inside = new Set<string>();
    const splatted = new Map<string, string>();
    const widen = (expression: Expression): Expression => {
      const { scalar } = typeOf(expression);
      const type = valueType(scalar, this.#lanes);
      switch (expression.kind) {
        case "number":
          return Object.freeze({ ...expression, type });
        case "name": {
          if (inside.has(expression.name)) return nameOf(expression.name, type);
          const known = splatted.get(expression.name);
          if (known !== undefined) return nameOf(known, type);
          const name = this.#names.fresh(`${expression.name}_all`);
          splatted.set(expression.name, name);
          ahead.push(Object.freeze({ kind: "let", name, value: splat(expression, this.#lanes) }));
          return nameOf(name, type);
        }
        case "index":
          return splat(expression, this.#lanes);
        case "load":
          return runsAlong(expression.indices, variable)
            ? Object.freeze({ ...expression, type })
            : splat(expression, this.#lanes);
        default:
          return mapOperands(expression, widen);
      }
    };
    return Object.freeze(
      body.map((statement) => {
        const wide = mapStatement(statement, { expression: widen });
        if (statement.kind === "let") inside.add(statement.name);
        return wide;
      }),
    );
  }
}

/** How many passes a loop has in steps of 1; infinity where that is no constant. */
function lengthOf({ lower, upper }: StatementOf<"for">): number {
  const [end, ...others] = upper;
  return (end && others.length === 0 ? constantValue(sub(end, lower)) : undefined) ?? Infinity;
}

/** Whether all passes of a loop can be done side by side. */
function isTaken(loop: StatementOf<"for">): boolean {
  const { variable, step, body } = loop;
  const stores = body.filter((statement) => statement.kind === "store");
  if (step !== 1 || stores.length === 0) return false;
  const passes = lengthOf(loop);
  return body.every((statement) => {
    if (statement.kind !== "let" && statement.kind !== "store") return false;
    if (statement.kind === "store" && !runsAlong(statement.indices, variable)) return false;
    if (statement.kind === "store" && !stores.every((other) => isApart(statement, other, passes))) return false;
    return expressionsOf(statement).every((expression) => isWidened(expression, variable, stores));
  });
}

function isWidened(expression: Expression, variable: string, stores: readonly StatementOf<"store">[]): boolean {
  let isFit = true;
  visitExpression(expression, (part) => {
    if (part.kind === "splat" || part.kind === "lane" || typeOf(part).lanes !== 1) isFit = false;
    if (part.kind === "index" && mentions(part.index, variable)) isFit = false;
    if (part.kind !== "load") return;
    const isFixed = !part.indices.some((index) => mentions(index, variable));
    if (!isFixed && !runsAlong(part.indices, variable)) isFit = false;
    // A pass may read what it stores itself, but not what another pass does.
    for (const { buffer, indices } of stores) {
      if (buffer === part.buffer && !sameIndices(part.indices, indices)) isFit = false;
    }
  });
  return isFit;
}

/** Whether the next pass is at the next element along the last axis. */
function runsAlong(indices: readonly Affine[], variable: string): boolean {
  const last = indices.at(-1);
  return (
    last !== undefined &&
    coefficientOf(last, variable) === 1 &&
    indices.slice(0, -1).every((index) => !mentions(index, variable))
  );
}

/**
 * Whether `passes` passes of two stores may be done in any order: they store the same element in each, or lie further
 * apart than the passes go.
 */
function isApart(left: StatementOf<"store">, right: StatementOf<"store">, passes: number): boolean {
  if (left.buffer !== right.buffer || sameIndices(left.indices, right.indices)) return true;
  const distance = constantValue(sub(left.indices.at(-1) ?? 0, right.indices.at(-1) ?? 0)) ?? 0;
  return sameIndices(left.indices.slice(0, -1), right.indices.slice(0, -1)) && Math.abs(distance) >= passes;
}

function sameIndices(left: readonly Affine[], right: readonly Affine[]): boolean {
  return left.length === right.length && left.every((index, axis) => equals(index, right[axis] ?? 0));
}

function mentions(index: Affine, variable: string): boolean {
  return coefficientOf(index, variable) !== 0;
}
