import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, load, max, mul, num, select, splat, sub } from "../ir/expressions.js";
import { add as addIndex } from "../ir/affine.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { RunningState } from "./attention.js";
import type { Blocks } from "./attention-blocks.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";
import { combine, sumOfLanes } from "./panel-attention-blocks.js";
import type { Scope } from "./procedures.js";

/** How many vectors are taken side by side, so that their sums don't wait for each other. */
const CHAINS = 2;

/**
 * One row of scores to weights, with vectors: the maximum and the sum are taken lane by lane, then over the lanes, then
 * over what is left at the end of the row.
 */
export function updateRowInVectors(
  b: ProcedureBuilder,
  scope: Scope,
  machine: Machine,
  blocks: Blocks,
  state: RunningState,
  { row, query, seen }: { readonly row: Affine; readonly query: Affine; readonly seen: Affine },
): void {
  const { lanes } = machine;
  const { expOfNegative } = mathOf(machine);
  const before = b.let("before", load(scope.use(state.greatest), [query]));
  const greatest = b.var("greatest", before);
  const maxima = count(CHAINS).map((i) => b.var(`greatest${i}`, splat(before, lanes)));
  b.strip("key", 0, seen, [CHAINS * lanes, lanes, 1], (key, width) => {
    for (const i of count(Math.ceil(width / lanes))) {
      const target = width === 1 ? greatest : (maxima[i] ?? greatest);
      b.assign(target, max(target, load(blocks.scores, [row, addIndex(key, i * lanes)], Math.min(width, lanes))));
    }
  });
  b.assign(greatest, max(greatest, combine(joined(maxima, max), 0, lanes, max)));
  // While every key is hidden the greatest score is -infinity, and -infinity minus itself would be NaN.
  const base = b.let("base", select(compare("eq", greatest, num(-Infinity)), num(0), greatest));
  const bases = b.let("bases", splat(base, lanes));
  const sums = count(CHAINS).map((i) => b.var(`sum${i}`, num(0, lanes)));
  const sum = b.var("sum", num(0));
  b.strip("key", 0, seen, [CHAINS * lanes, lanes, 1], (key, width) => {
    for (const i of count(Math.ceil(width / lanes))) {
      const at = [row, addIndex(key, i * lanes)];
      const x = sub(load(blocks.scores, at, Math.min(width, lanes)), width === 1 ? base : bases);
      const weight = expOfNegative(b, b.let("x", x));
      b.store(blocks.scores, at, weight);
      const target = width === 1 ? sum : (sums[i] ?? sum);
      b.assign(target, add(target, weight));
    }
  });
  const total = b.let("total", add(sum, sumOfLanes(joined(sums, add), lanes)));
  const rescale = expOfNegative(b, b.let("x", sub(before, base)));
  b.store(blocks.rescale, [row], rescale);
  b.store(scope.use(state.greatest), [query], greatest);
  b.store(scope.use(state.total), [query], add(mul(load(scope.use(state.total), [query]), rescale), total));
}

function joined(values: readonly Expression[], join: (left: Expression, right: Expression) => Expression): Expression {
  return values.reduce((left, right) => join(left, right));
}

function count(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}
