import { add as addIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, addPairs, type NameExpression, mul, num, splat } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { joined, overLanes } from "./panel-softmax.js";
import { count } from "./panels.js";

/*
 * A query against keys and values that lie in memory, where a head is so narrow that all of the query, or all sums of
 * the values, fit into registers. There the sum over the lanes of a score takes longer than its products do, and sums of
 * values that are kept in memory wait for each other.
 */

/** Up to as many vectors of a query are held in registers, with those of the keys that are taken at a time. */
const QUERY_VECTORS = 4;

/** Up to as many vectors of sums are held in registers. */
const SUM_VECTORS = 8;

/** Whether {@link scoreNarrow} is for a query of `width`. */
export function isNarrowQuery(width: number, lanes: number): boolean {
  return width / lanes <= QUERY_VECTORS;
}

/** Whether {@link weighNarrow} is for values of `width`. */
export function isNarrowValue(width: number, lanes: number): boolean {
  return width / lanes <= SUM_VECTORS;
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
    let sums: readonly NameExpression[] = count(taken).map((i) => b.let(`product${i}`, productOf(addIndex(key, i))));
    for (; sums.length > 1;) {
      sums = count(sums.length / 2).map((i) => b.let("pairs", addPairs(sums[2 * i]!, sums[2 * i + 1]!)));
    }
    store(key, sums[0]!);
  });
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
  const chains = count(Math.max(1, Math.min(SUM_VECTORS / 2, Math.floor(SUM_VECTORS / vectors)))).map((chain) =>
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
