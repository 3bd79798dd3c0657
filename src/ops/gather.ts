import type { DType } from "../graph/dtype.js";
import type { AxisRule } from "../shape/axis.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { dtypeRule, gatherRule } from "../shape/rules/index.js";
import type { DTypeRule, GatherRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * The positions of `axis` that the indices name. The axes of the indices stand in its place, as in ONNX Gather: of
 * `x [8, "seq", 64]` and `indices ["n", 2]`, `gather(x, indices, 1)` is `[8, "n", 2, 64]`. An index below 0 or past
 * the end is a RangeError where the result is evaluated. A negative axis counts from the end.
 *
 * @throws ShapeError `gather/axis`, `gather/dtype` unless the indices are i32
 */
export function gather<S extends Shape, I extends Shape, D extends DType, E extends DType, const X extends number>(
  x: Arg<Fits<[]>, Tensor<S, D>, "gather: input">,
  indices: Arg<DTypeRule<"gather", "indices", E, "i32", Fits<[]>>, Tensor<I, E>, "gather: indices">,
  axis: Arg<AxisRule<"gather", S, X>, X, "gather: axis">,
): Tensor<Result<GatherRule<S, I, X>>, D>;
export function gather(
  x: Tensor<Shape, DType>,
  indicesTensor: Tensor<Shape, DType>,
  wantedAxis: number,
): Tensor<Shape, DType> {
  const [input, indices] = [nodeOf(x), nodeOf(indicesTensor)];
  dtypeRule("gather", "indices", indices.dtype, "i32");
  const { shape, axis } = gatherRule(input.shape, indices.shape, wantedAxis);
  const dims = mergeDims("gather", { input, indices });
  return fromNode({ op: "gather", name: "gather", axis, input, indices, shape, dtype: input.dtype, dims });
}
