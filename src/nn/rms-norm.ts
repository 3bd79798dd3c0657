import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type NormalizeRule, normalizeRule } from "../shape/rules/normalize.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** What {@link rmsNorm} takes beside tensors. */
export interface RmsNormOptions {
  /** Added to the mean of the squares, so that a row of zeros doesn't divide by zero. By default 1e-5. */
  readonly epsilon?: number | undefined;
}

/**
 * Root mean square normalisation over the last axis, `x / sqrt(mean(x^2) + epsilon) * weight` (Zhang and Sennrich, 2019).
 * The weight is as wide as the last axis, and may be left out.
 *
 * @throws ShapeError `rmsNorm/weight`, `rmsNorm/rank`, `rmsNorm/dtype`
 * @throws RangeError if epsilon is negative or not finite
 */
export function rmsNorm<S extends Shape, W extends Shape, D extends DType, E extends DType>(
  x: Arg<
    DTypeRule<"rmsNorm", "input", D, "f32", MinRankRule<"rmsNorm", "input", S, 1>>,
    Tensor<S, D>,
    "rmsNorm: input"
  >,
  weight?: Arg<
    DTypeRule<"rmsNorm", "weight", E, "f32", NormalizeRule<"rmsNorm", "weight", S, W>>,
    Tensor<W, E>,
    "rmsNorm: weight"
  >,
  options?: RmsNormOptions,
): Tensor<S>;
export function rmsNorm(x: Tensor, weight?: Tensor, { epsilon = 1e-5 }: RmsNormOptions = {}): Tensor {
  const [input, scale] = [nodeOf(x), weight && nodeOf(weight)];
  dtypeRule("rmsNorm", "input", input.dtype, "f32");
  minRankRule("rmsNorm", "input", input.shape, 1);
  const dims = mergeDims("rmsNorm", { input, weight: scale });
  if (scale !== undefined) {
    dtypeRule("rmsNorm", "weight", scale.dtype, "f32");
    normalizeRule("rmsNorm", "weight", input.shape, scale.shape, dims);
  }
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw new RangeError(`rmsNorm: epsilon must be a finite number of at least 0: got ${epsilon}`);
  }
  const shape = input.shape;
  return fromNode({ op: "rmsNorm", squares: "mean", shape, dtype: "f32", dims, epsilon, input, weight: scale });
}
