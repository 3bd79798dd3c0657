import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { appendDTypeRule, appendRule } from "../shape/rules/index.js";
import type { AppendDTypeRule, AppendRule, MinRankRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * `next [.., next, width]` after `past [.., past, width]`, as a cache of keys or values grows: `[.., past + next, width]`.
 * They agree in dtype and in every other dim.
 *
 * @throws ShapeError `append/shape`, `append/rank`, `append/dtype`
 */
export function append<P extends Shape, N extends Shape, D extends DType, E extends DType>(
  past: Arg<MinRankRule<"append", "past", P, 2>, Tensor<P, D>, "append: past">,
  next: Arg<AppendDTypeRule<D, E, AppendRule<P, N>>, Tensor<N, E>, "append: next">,
): Tensor<Result<AppendRule<P, N>>, D>;
export function append(pastTensor: Tensor<Shape, DType>, nextTensor: Tensor<Shape, DType>): Tensor<Shape, DType> {
  const [past, next] = [nodeOf(pastTensor), nodeOf(nextTensor)];
  appendDTypeRule(past.dtype, next.dtype);
  const dims = mergeDims("append", { past, next });
  const shape = appendRule(past.shape, next.shape, dims);
  return fromNode({
    op: "concat",
    axis: shape.length - 2,
    past: past.shape.at(-2) ?? 0,
    inputs: [past, next],
    shape,
    dtype: past.dtype,
    dims,
  });
}
