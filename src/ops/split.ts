import type { DType } from "../graph/dtype.js";
import type { NarrowNode, Node } from "../graph/node.js";
import type { AxisRule } from "../shape/axis.js";
import { mergeDims } from "../shape/bindings.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { chunkRule, splitRule } from "../shape/rules/index.js";
import type { ChunkRule, Part, PartsOf, Repeated, SplitRule } from "../shape/rules/index.js";
import type { SizesChecked } from "../shape/size.js";
import { bindingsOf, toDim } from "../shape/variable.js";
import type { DimArgument, DimsOf } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/** A tensor for each shape. */
type Tensors<Shapes, D extends DType> = { -readonly [I in keyof Shapes]: Tensor<Result<Fits<Shapes[I]>>, D> };

/**
 * The parts of `x` along `axis`, one after the other, of the given lengths: `split(qkv, [512, 64, 64], -1)`. The lengths
 * add up to the axis. A negative axis counts from the end.
 *
 * @throws ShapeError `split/lengths` if they don't add up, `split/axis`, `split/dim`
 */
export function split<
  S extends Shape,
  D extends DType,
  const Lengths extends readonly DimArgument[],
  const X extends number,
>(
  x: Arg<Fits<[]>, Tensor<S, D>, "split: input">,
  lengths: SizesChecked<"split", DimsOf<Lengths>, Arg<SplitRule<S, X, DimsOf<Lengths>>, Lengths, "split: lengths">>,
  axis: Arg<AxisRule<"split", S, X>, X, "split: axis">,
): Tensors<PartsOf<SplitRule<S, X, DimsOf<Lengths>>>, D>;
export function split(
  x: Tensor<Shape, DType>,
  lengths: readonly DimArgument[],
  wantedAxis: number,
): Tensor<Shape, DType>[] {
  const input = nodeOf(x);
  const dims = mergeDims("split", { input, lengths: { dims: bindingsOf("split", lengths) } });
  const wanted = lengths.map((length) => toDim("split", length));
  const { axis, parts } = splitRule(input.shape, wantedAxis, wanted, dims);
  return parts.map((part) => fromNode(narrowTo(input, axis, part, dims)));
}

/**
 * `count` equal parts of `x` along `axis`, one after the other: `chunk(qkv, 3, -1)`. The count divides the axis. A
 * negative axis counts from the end. The type is a tuple for counts up to 99, above a list.
 *
 * @throws ShapeError `chunk/count` if it doesn't divide the axis, `chunk/axis`
 */
export function chunk<S extends Shape, D extends DType, const Count extends number, const X extends number>(
  x: Arg<Fits<[]>, Tensor<S, D>, "chunk: input">,
  count: Arg<ChunkRule<S, X, Count>, Count, "chunk: count">,
  axis: Arg<AxisRule<"chunk", S, X>, X, "chunk: axis">,
): Repeated<Tensor<Result<ChunkRule<S, X, Count>>, D>, Count>;
export function chunk(x: Tensor<Shape, DType>, count: number, wantedAxis: number): Tensor<Shape, DType>[] {
  const input = nodeOf(x);
  const { axis, parts } = chunkRule(input.shape, wantedAxis, count);
  return parts.map((part) => fromNode(narrowTo(input, axis, part, input.dims)));
}

function narrowTo(input: Node, axis: number, { start, shape }: Part, dims: DimBindings): NarrowNode {
  return { op: "narrow", axis, start, input, shape, dtype: input.dtype, dims };
}
