import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { dtypeRule, matmulRule, sameDTypeRule } from "../shape/rules/index.js";
import type { DTypeRule, MatmulRule, MinRankRule, SameDTypeRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * The matrix product of `left [.., m, k]` and `right [.., k, n]`: `[.., m, n]`. The leading axes broadcast.
 *
 * @throws ShapeError `matmul/inner`, `matmul/leading`, `matmul/rank`, `matmul/dtype`
 */
export function matmul<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  left: Arg<DTypeRule<"matmul", "left", D, "f32", MinRankRule<"matmul", "left", A, 2>>, Tensor<A, D>, "matmul: left">,
  right: Arg<SameDTypeRule<"matmul", D, E, MatmulRule<A, B>>, Tensor<B, E>, "matmul: right">,
): Tensor<Result<MatmulRule<A, B>>>;
export function matmul(left: Tensor<Shape, DType>, right: Tensor<Shape, DType>): Tensor {
  const a = nodeOf(left);
  const b = nodeOf(right);
  dtypeRule("matmul", "left", a.dtype, "f32");
  sameDTypeRule("matmul", a.dtype, b.dtype);
  const dims = mergeDims("matmul", { left: a, right: b });
  const shape = matmulRule(a.shape, b.shape, dims);
  return fromNode({ op: "matmul", left: a, right: b, shape, dtype: "f32", dims });
}
