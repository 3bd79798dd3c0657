import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type NormalizeRule, normalizeRule } from "../shape/rules/normalize.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** What {@link layerNorm} takes beside tensors. */
export interface LayerNormOptions {
  /** Added to the variance, so that a constant row doesn't divide by zero. By default 1e-5. */
  readonly epsilon?: number;
}

/**
 * Layer normalisation over the last axis, `(x - mean) / sqrt(variance + epsilon) * weight + bias` (Ba, Kiros and
 * Hinton, 2016). The variance divides by the width. `weight` and `bias` are as wide as the last axis, and may be left
 * out.
 * @throws ShapeError if `weight` or `bias` is of another width, or a tensor isn't f32
 * @throws RangeError if epsilon is negative or not finite
 */
export function layerNorm<
  S extends Shape,
  W extends Shape,
  B extends Shape,
  D extends DType,
  E extends DType,
  F extends DType,
>(
  x: Arg<
    DTypeRule<"layerNorm", "input", D, "f32", MinRankRule<"layerNorm", "input", S, 1>>,
    Tensor<S, D>,
    "layerNorm: input"
  >,
  weight?: Arg<
    DTypeRule<"layerNorm", "weight", E, "f32", NormalizeRule<"layerNorm", "weight", S, W>>,
    Tensor<W, E>,
    "layerNorm: weight"
  >,
  bias?: Arg<
    DTypeRule<"layerNorm", "bias", F, "f32", NormalizeRule<"layerNorm", "bias", S, B>>,
    Tensor<B, F>,
    "layerNorm: bias"
  >,
  options?: LayerNormOptions,
): Tensor<S>;
export function layerNorm(
  x: Tensor<Shape, DType>,
  weightTensor?: Tensor<Shape, DType>,
  biasTensor?: Tensor<Shape, DType>,
  { epsilon = 1e-5 }: LayerNormOptions = {},
): Tensor {
  const input = nodeOf(x);
  const weight = weightTensor && nodeOf(weightTensor);
  const bias = biasTensor && nodeOf(biasTensor);
  dtypeRule("layerNorm", "input", input.dtype, "f32");
  minRankRule("layerNorm", "input", input.shape, 1);
  const dims = mergeDims("layerNorm", { input, weight, bias });
  for (const [what, node] of [["weight", weight] as const, ["bias", bias] as const]) {
    if (node === undefined) continue;
    dtypeRule("layerNorm", what, node.dtype, "f32");
    normalizeRule("layerNorm", what, input.shape, node.shape, dims);
  }
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw new RangeError(`layerNorm: epsilon must be a finite number of at least 0: got ${epsilon}`);
  }
  return fromNode({ op: "layerNorm", shape: input.shape, dtype: "f32", dims, epsilon, input, weight, bias });
}
