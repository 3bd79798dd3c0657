import { add as addIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, lane, load, max, mul, num, select, splat, sub } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { Blocks } from "./attention-blocks.js";
import type { RowState } from "./attention-state.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";
import { count } from "./panels.js";
import type { Scope } from "./procedures.js";

/** How many vectors are taken side by side, so that their sums don't wait for each other. */
export const CHAINS = 2;

/** The scores of a row that count: from `from` up to, but without, `seen`. */
export interface ScoreStretch {
  readonly row: Affine;
  readonly query: Affine;
  readonly from: Affine;
  readonly seen: Affine;
}

/**
 * One row of scores to weights, with vectors: the maximum and the sum are taken lane by lane, then over the lanes. The
 * scores are followed by as many of -infinity as fill up the last pass, whose weights are 0.
 */
export function updateRowInVectors(
  b: ProcedureBuilder,
  scope: Scope,
  machine: Machine,
  blocks: Blocks,
  state: RowState,
  { row, query, from, seen }: ScoreStretch,
): void {
  const { lanes } = machine;
  const { ofNegative } = mathOf(machine).powers;
  const chains = count(CHAINS);
  const each = (body: (chain: number, at: readonly Affine[]) => void): void =>
    b.for("key", from, seen, { step: CHAINS * lanes }, (key) => {
      for (const i of chains) body(i, [row, addIndex(key, i * lanes)]);
    });
  for (const i of chains) b.store(blocks.scores, [row, addIndex(seen, i * lanes)], num(-Infinity, lanes));
  const before = b.let("before", splat(load(scope.use(state.greatest), [query]), lanes));
  const maxima = chains.map((i) => b.var(`greatest${i}`, before));
  each((i, at) => {
    const target = maxima[i];
    if (target) b.assign(target, max(target, load(blocks.scores, at, lanes)));
  });
  const greatest = b.let("greatest", overLanes(b, joined(maxima, max), lanes, max));
  // While every key is hidden the greatest score is -infinity, and -infinity minus itself would be NaN.
  const base = b.let("base", splat(select(compare("eq", greatest, num(-Infinity)), num(0), greatest), lanes));
  const sums = chains.map((i) => b.var(`sum${i}`, num(0, lanes)));
  each((i, at) => {
    const weight = ofNegative(b, b.let("x", sub(load(blocks.scores, at, lanes), base)));
    b.store(blocks.scores, at, weight);
    const target = sums[i];
    if (target) b.assign(target, add(target, weight));
  });
  const rescale = b.let("rescale", lane(ofNegative(b, b.let("x", sub(before, base))), 0));
  b.store(blocks.rescale, [row], rescale);
  b.store(scope.use(state.greatest), [query], greatest);
  const total = add(mul(load(scope.use(state.total), [query]), rescale), overLanes(b, joined(sums, add), lanes, add));
  b.store(scope.use(state.total), [query], total);
}

/** All lanes of a vector combined, in pairs. */
export function overLanes(
  b: ProcedureBuilder,
  vector: Expression,
  lanes: number,
  join: (left: Expression, right: Expression) => Expression,
): Expression {
  const named = b.let("lanes", vector);
  const combined = (first: number, length: number): Expression =>
    length === 1 ? lane(named, first) : join(combined(first, length / 2), combined(first + length / 2, length / 2));
  return combined(0, lanes);
}

/** The values combined, one after the other. */
export function joined(
  values: readonly Expression[],
  join: (left: Expression, right: Expression) => Expression,
): Expression {
  return values.reduce((left, right) => join(left, right));
}
