import type { DType } from "../graph/dtype.js";
import { mergeBindings } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { reshapeRule } from "../shape/rules/index.js";
import type { ReshapeRule } from "../shape/rules/index.js";
import { bindingsOf, toDim } from "../shape/variable.js";
import type { DimArgument, DimsOf } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * The same elements in row-major order under another shape: `reshape(x, [seq, 8, 64])`. One dim may be -1: what is
 * left of the elements.
 *
 * @throws ShapeError `reshape/elements` if the numbers of elements differ for some size of the names
 */
export function reshape<S extends Shape, D extends DType, const Wanted extends readonly DimArgument[]>(
  x: Tensor<S, D>,
  shape: Arg<ReshapeRule<S, DimsOf<Wanted>>, Wanted>,
): Tensor<Result<ReshapeRule<S, DimsOf<Wanted>>>, D>;
export function reshape(x: Tensor<Shape, DType>, wanted: readonly DimArgument[]): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const dims = mergeBindings("reshape", input.dims, bindingsOf("reshape", wanted));
  const dimsWanted = wanted.map((dim) => (dim === -1 ? dim : toDim("reshape", dim)));
  const shape = reshapeRule(input.shape, dimsWanted, dims);
  return fromNode({ op: "reshape", input, shape, dtype: input.dtype, dims });
}
