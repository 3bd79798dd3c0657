import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import type { Known } from "../shape/strict.js";
import { permuteRule, transposeRule } from "../shape/rules/index.js";
import type { PermuteRule, TransposeRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * The last two axes exchanged.
 *
 * @throws ShapeError `transpose/rank` if there are no two
 */
export function transpose<S extends Shape, D extends DType>(
  x: Arg<TransposeRule<S>, Tensor<S, D>, "transpose: input">,
): Tensor<Result<TransposeRule<S>>, D>;
export function transpose(x: Tensor<Shape, DType>): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const shape = transposeRule(input.shape);
  const axes = shape.map((_, axis) => axis);
  const [m = 0, n = 0] = axes.splice(-2);
  return fromNode({ op: "permute", axes: [...axes, n, m], input, shape, dtype: input.dtype, dims: input.dims });
}

/**
 * The axes in another order: axis `i` of the result is axis `axes[i]` of `x`. Negative axes count from the end.
 *
 * @throws ShapeError `permute/axes`, `permute/axis` unless `axes` names each axis once
 */
export function permute<S extends Shape, D extends DType, const Axes extends number[]>(
  x: Known<Tensor<S, D>, "permute: input">,
  axes: Arg<PermuteRule<S, Axes>, readonly [...Axes], "permute: axes">,
): Tensor<Result<PermuteRule<S, Axes>>, D>;
export function permute(x: Tensor<Shape, DType>, wanted: readonly number[]): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const { shape, axes } = permuteRule(input.shape, wanted);
  return fromNode({ op: "permute", axes, input, shape, dtype: input.dtype, dims: input.dims });
}
