import { type DType, toDType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";
import type { Known } from "../shape/strict.js";

/**
 * The elements of `x` as `dtype`.
 *
 * From f32 to i32 goes towards zero; NaN is 0, and values that an i32 can't hold are the nearest that it can. To bool,
 * all but 0 is true; from bool, true is 1.
 *
 * @throws ShapeError `cast/dtype` if there is no such dtype
 */
export function cast<S extends Shape, D extends DType, const E extends DType>(
  x: Known<Tensor<S, D>, "cast: input">,
  dtype: E,
): Tensor<S, E>;
export function cast(x: Tensor<Shape, DType>, dtype: DType): Tensor<Shape, DType> {
  const input = nodeOf(x);
  if (input.dtype === dtype) return fromNode(input);
  return fromNode({ op: "cast", shape: input.shape, dtype: toDType("cast", dtype), dims: input.dims, input });
}
