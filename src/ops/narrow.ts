import type { DType } from "../graph/dtype.js";
import { mergeBindings } from "../shape/bindings.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { AxisRule } from "../shape/axis.js";
import type { Arg, Result } from "../shape/message.js";
import { narrowRule } from "../shape/rules/index.js";
import type { NarrowRule, NarrowStartRule } from "../shape/rules/index.js";
import { bindingsOf, toDim } from "../shape/variable.js";
import type { DimArgument, DimVariable } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * `length` positions of `axis` from `start`: `narrow(x, 0, 0, 1)` is the first row. A negative axis counts from the
 * end. Where the end depends on a size that is not known yet, it is checked when the size is.
 *
 * @throws ShapeError `narrow/length` if that goes past the end, `narrow/start`, `narrow/axis`
 */
export function narrow<
  S extends Shape,
  D extends DType,
  const X extends number,
  const Start extends number,
  const Length extends Dim,
>(
  x: Tensor<S, D>,
  axis: Arg<AxisRule<"narrow", S, X>, X>,
  start: Arg<NarrowStartRule<Start>, Start>,
  length: Arg<NarrowRule<S, X, Start, Length>, Length | DimVariable<Length & string>>,
): Tensor<Result<NarrowRule<S, X, Start, Length>>, D>;
export function narrow(
  x: Tensor<Shape, DType>,
  wantedAxis: number,
  start: number,
  length: DimArgument,
): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const dims = mergeBindings("narrow", input.dims, bindingsOf("narrow", [length]));
  const { shape, axis } = narrowRule(input.shape, wantedAxis, start, toDim("narrow", length), dims);
  return fromNode({ op: "narrow", axis, start, input, shape, dtype: input.dtype, dims });
}
