import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Arg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** What {@link l2Normalise} takes beside the tensor. */
export interface L2NormaliseOptions {
  /** Added to the squared length, so that a row of zeros stays one. By default 1e-12. */
  readonly epsilon?: number | undefined;
}

/**
 * Rows of length 1: `x / sqrt(sum(x^2) + epsilon)` over the last axis. The product of two such rows is the cosine of
 * their angle.
 *
 * @throws ShapeError `l2Normalise/rank`, `l2Normalise/dtype`
 * @throws RangeError if epsilon is negative or not finite
 */
export function l2Normalise<S extends Shape, D extends DType>(
  x: Arg<
    DTypeRule<"l2Normalise", "input", D, "f32", MinRankRule<"l2Normalise", "input", S, 1>>,
    Tensor<S, D>,
    "l2Normalise: input"
  >,
  options?: L2NormaliseOptions,
): Tensor<S>;
export function l2Normalise(x: Tensor, { epsilon = 1e-12 }: L2NormaliseOptions = {}): Tensor {
  const input = nodeOf(x);
  dtypeRule("l2Normalise", "input", input.dtype, "f32");
  minRankRule("l2Normalise", "input", input.shape, 1);
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw new RangeError(`l2Normalise: epsilon must be a finite number of at least 0: got ${epsilon}`);
  }
  const { shape, dims } = input;
  return fromNode({ op: "rmsNorm", squares: "sum", shape, dtype: "f32", dims, epsilon, input, weight: undefined });
}
