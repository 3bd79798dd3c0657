import { add as addIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, addPairs, mul, num, splat } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { joined, overLanes } from "./panel-softmax.js";
import { count } from "./panels.js";

/*
 * A query against keys and values that lie in memory, where a head is so narrow that all of the query, or all sums of
 * the values, fit into registers. There the sum over the lanes of a score takes longer than its products do, and sums of
 * values that are kept in memory wait for each other. V8 puts all loads of a pass before its products and sums, so that
 * what a pass loads has to fit into registers too.
 */
const REGISTERS = 14;

/** Whether {@link scoreNarrow} is for a query of `width`: with as many keys as lanes it fits into registers. */
export function isNarrowQuery(width: number, lanes: number): boolean {
  return (width / lanes) * (lanes + 1) <= REGISTERS;
}

/** Whether {@link weighNarrow} is for values of `width`: they fit into registers with their sums. */
export function isNarrowValue(width: number, lanes: number): boolean {
  return chainsOf(width / lanes) > 0;
}

/** How many keys a pass takes, each with sums of its own, where a value is so many vectors. */
function chainsOf(vectors: number): number {
  return Math.floor(REGISTERS / (2 * vectors + 1));
}

/** The keys of a block that count. */
export interface KeyRange {
  readonly first: Affine;
  readonly end: Affine;
}

/**
 * Scores of one query: of as many keys as there are lanes, each score's lanes are added up in pairs, those of all keys
 * side by side.
 *
 * @param query the query's vectors
 * @param keyAt a vector of a key, number `i` of them
 * @param store takes the scores from a key on: a vector, or one of the last
 */
export function scoreNarrow(
  b: ProcedureBuilder,
  lanes: number,
  { first, end }: KeyRange,
  query: readonly Expression[],
  keyAt: (key: Affine, i: number) => Expression,
  store: (key: Affine, scores: Expression) => void,
): void {
  const held = query.map((vector, i) => b.let(`query${i}`, vector));
  const productOf = (key: Affine): Expression =>
    joined(
      held.map((vector, i) => mul(vector, keyAt(key, i))),
      add,
    );
  b.strip("key", first, end, [lanes, 1], (key, taken) => {
    if (taken === 1) return store(key, overLanes(b, productOf(key), lanes, add));
    const products = count(taken).map((i) => b.let(`product${i}`, productOf(addIndex(key, i))));
    store(key, sumsOverLanes(b, products));
  });
}

/** A vector of the sums over the lanes of as many vectors, each in the order of {@link overLanes}. */
function sumsOverLanes(b: ProcedureBuilder, vectors: readonly Expression[]): Expression {
  const [first, second] = vectors;
  if (!first || !second) throw new Error("there are as many vectors as lanes, two or more");
  const half = vectors.length / 2;
  if (half === 1) return b.let("pairs", addPairs(first, second));
  const sides = [vectors.slice(0, half), vectors.slice(half)].map((side) => sumsOverLanes(b, side));
  return sumsOverLanes(b, sides);
}

/**
 * The sum of the values, each times its key's weight, in registers: of as many keys side by side as there are registers
 * for, so that sums don't wait for each other.
 *
 * @param weightOf a key's weight
 * @param valueAt a vector of a key's value, number `i` of `vectors`
 * @returns the sums' vectors
 */
export function weighNarrow(
  b: ProcedureBuilder,
  lanes: number,
  { first, end }: KeyRange,
  vectors: number,
  weightOf: (key: Affine) => Expression,
  valueAt: (key: Affine, i: number) => Expression,
): readonly Expression[] {
  const chains = count(chainsOf(vectors)).map((chain) =>
    count(vectors).map((i) => b.var(`sum${chain}_${i}`, num(0, lanes))),
  );
  b.strip("key", first, end, [...new Set([chains.length, 1])], (key, taken) => {
    for (const [chain, sums] of chains.slice(0, taken).entries()) {
      const at = addIndex(key, chain);
      const weight = b.let(`weight${chain}`, splat(weightOf(at), lanes));
      for (const [i, sum] of sums.entries()) b.assign(sum, add(sum, mul(weight, valueAt(at, i))));
    }
  });
  return count(vectors).map((i) =>
    joined(
      chains.map((sums) => sums[i]!),
      add,
    ),
  );
}
