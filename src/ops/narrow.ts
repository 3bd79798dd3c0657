import type { DType } from "../graph/dtype.js";
import type { AxisRule } from "../shape/axis.js";
import { mergeDims } from "../shape/bindings.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { narrowRule } from "../shape/rules/index.js";
import type { NarrowRule, WithinAxis } from "../shape/rules/index.js";
import type { SizeChecked } from "../shape/size.js";
import { bindingsOf, toDim } from "../shape/variable.js";
import type { DimArgument, DimVariable } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * `length` positions of `axis` from `start`: `narrow(x, 0, 0, 1)` is the first row, and of an axis `past+seq`
 * `narrow(x, 1, past, seq)` is what follows the past. A negative axis counts from the end. Where the end depends on a
 * size that is not known yet, it is checked when the size is.
 *
 * @throws ShapeError `narrow/bounds` if that goes past the end, `narrow/axis`, `narrow/dim`
 */
export function narrow<
  S extends Shape,
  D extends DType,
  const X extends number,
  const Start extends Dim,
  const Length extends Dim,
>(
  x: Arg<Fits<[]>, Tensor<S, D>, "narrow: input">,
  axis: Arg<AxisRule<"narrow", S, X>, X, "narrow: axis">,
  start: SizeChecked<"narrow", Start, Arg<Fits<[]>, Start | DimVariable<Start & string>, "narrow: start">>,
  length: SizeChecked<
    "narrow",
    Length,
    WithinAxis<S, X, Start, Length, Arg<Fits<[Length]>, Length | DimVariable<Length & string>, "narrow: length">>
  >,
): Tensor<Result<NarrowRule<S, X, Length>>, D>;
export function narrow(
  x: Tensor<Shape, DType>,
  wantedAxis: number,
  wantedStart: DimArgument,
  wantedLength: DimArgument,
): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const dims = mergeDims("narrow", {
    input,
    start: { dims: bindingsOf("narrow", [wantedStart]) },
    length: { dims: bindingsOf("narrow", [wantedLength]) },
  });
  const [start, length] = [toDim("narrow", wantedStart), toDim("narrow", wantedLength)];
  const { shape, axis } = narrowRule(input.shape, wantedAxis, start, length, dims);
  return fromNode({ op: "narrow", axis, start, input, shape, dtype: input.dtype, dims });
}
