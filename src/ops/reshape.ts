import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import type { Known } from "../shape/strict.js";
import { reshapeRule } from "../shape/rules/index.js";
import type { ReshapeRule } from "../shape/rules/index.js";
import type { SizesChecked } from "../shape/size.js";
import { bindingsOf, toDim } from "../shape/variable.js";
import type { DimArgument, DimsOf } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/** A shape without its -1, for a look at the others. */
type WithoutRest<S extends readonly unknown[]> = { [I in keyof S]: S[I] extends -1 ? 1 : S[I] };

/**
 * The same elements in row-major order under another shape: `reshape(x, [seq, 8, 64])`. One dim may be -1: what is
 * left of the elements.
 *
 * @throws ShapeError `reshape/elements` if the numbers of elements differ for some size of the names
 */
export function reshape<S extends Shape, D extends DType, const Wanted extends readonly DimArgument[]>(
  x: Known<Tensor<S, D>, "reshape: input">,
  shape: SizesChecked<
    "reshape",
    WithoutRest<DimsOf<Wanted>>,
    Arg<ReshapeRule<S, DimsOf<Wanted>>, Wanted, "reshape: shape">
  >,
): Tensor<Result<ReshapeRule<S, DimsOf<Wanted>>>, D>;
export function reshape(x: Tensor<Shape, DType>, wanted: readonly DimArgument[]): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const dims = mergeDims("reshape", { input, shape: { dims: bindingsOf("reshape", wanted) } });
  const dimsWanted = wanted.map((dim) => (dim === -1 ? dim : toDim("reshape", dim)));
  const shape = reshapeRule(input.shape, dimsWanted, dims);
  return fromNode({ op: "reshape", input, shape, dtype: input.dtype, dims });
}
