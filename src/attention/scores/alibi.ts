import type { DType } from "../../graph/dtype.js";
import type { Shape } from "../../shape/dim.js";
import type { Arg } from "../../shape/message.js";
import { type DTypeRule, dtypeRule } from "../../shape/rules/dtype.js";
import { type RankRule, rankRule } from "../../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../../tensor/tensor.js";
import { element } from "../lookup.js";
import { perEntry, type PerEntry } from "../per-entry.js";
import type { IntegerScalar, Scalar } from "../scalar.js";
import type { ScoreFunction } from "../score-function.js";

/** What {@link alibi} takes beside the slopes. */
export interface AlibiOptions {
  /** How many keys come before the first query, as in `causal`. By default 0. */
  readonly offset?: PerEntry | undefined;
}

/**
 * Linear biases in place of positions: `slope[h] * (k - q - offset)` is added to a score (Press, Smith and Lewis, ALiBi,
 * 2022).
 *
 * @param slopes an f32 tensor `[heads]`, or the number of heads: then the slopes are those of the paper
 * @throws ShapeError `alibi/dtype`, `alibi/rank`
 * @throws RangeError if the number of heads is no whole number of at least 1
 */
export function alibi<S extends Shape = ["heads"], D extends DType = "f32">(
  slopes: Arg<DTypeRule<"alibi", "slopes", D, "f32", RankRule<"alibi", "slopes", S, 1>>, Tensor<S, D> | number>,
  options?: AlibiOptions,
): ScoreFunction;
export function alibi(slopes: Tensor<Shape, DType> | number, { offset = 0 }: AlibiOptions = {}): ScoreFunction {
  const slopeOf = typeof slopes === "number" ? usualSlopes(slopes) : givenSlopes(slopes);
  const shift = perEntry("alibi: offset", offset);
  return (score, { b, h, q, k }) => score.add(slopeOf(h).mul(k.sub(q.add(shift(b)))));
}

function givenSlopes(tensor: Tensor<Shape, DType>): (h: IntegerScalar) => Scalar<"f32"> {
  const node = nodeOf(tensor);
  dtypeRule("alibi", "slopes", node.dtype, "f32");
  rankRule("alibi", "slopes", node.shape, 1);
  return (h) => element(node, "f32", [h]);
}

/**
 * Of `n` heads, a power of two, head `h` has the slope `2^(-8 (h + 1) / n)`. Of any other number of heads the first have
 * those of the next lower power, and the rest every second one of the next higher: section 3 of the paper, and its code.
 */
function usualSlopes(heads: number): (h: IntegerScalar) => Scalar<"f32"> {
  if (!Number.isSafeInteger(heads) || heads < 1) {
    throw new RangeError(`alibi: the number of heads is a whole number of at least 1: got ${heads}`);
  }
  const power = 2 ** Math.floor(Math.log2(heads));
  const slope = (steps: IntegerScalar): Scalar<"f32"> =>
    steps
      .toFloat()
      .mul((-4 * Math.LN2) / power)
      .exp();
  if (power === heads) return (h) => slope(h.add(1).mul(2));
  return (h) => slope(h.lt(power).select(h.add(1).mul(2), h.sub(power).mul(2).add(1)));
}
