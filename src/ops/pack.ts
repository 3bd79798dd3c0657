import type { DType } from "../graph/dtype.js";
import type { NarrowNode, Node, ReshapeNode } from "../graph/node.js";
import { mergeBindings, mergeDims } from "../shape/bindings.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import type { Checked } from "../shape/strict.js";
import { packRule, sameDTypesRule, unpackRule } from "../shape/rules/index.js";
import type {
  Packed,
  PackRule,
  SameDTypesRule,
  ShapesFault,
  TensorsFault,
  Unpacked,
  UnpackRule,
} from "../shape/rules/index.js";
import { elementsOf } from "../shape/polynomial.js";
import { bindingsOf, toDim } from "../shape/variable.js";
import type { DimArgument, DimsOf } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AnyTensor, DTypesOf, ShapesOf } from "./tensor-list.js";

/** `[]` unless `Rule` is a fault of the tensors. */
type TensorsRule<Rule> = { rule: Rule } extends { rule: TensorsFault<infer Message> } ? Message : Fits<[]>;

/** The type of a pattern that `Rule` guards: `P`, or the message. `Elsewhere` is what is reported at another argument. */
type StarPattern<Rule, P, Good, Elsewhere> = { rule: Rule } extends { rule: Good }
  ? P
  : { rule: Rule } extends { rule: Elsewhere }
    ? P
    : Rule;

type PackedShape<Rule> = { rule: Rule } extends { rule: Packed<infer S, unknown[]> } ? Result<Fits<S>> : Shape;
type PackedParts<Rule> = { rule: Rule } extends { rule: Packed<unknown[], infer Parts> } ? Parts : Shape[];

/**
 * Tensors of different ranks in one: the axes that `*` stands for become one axis, along which they follow each other.
 * `pack([classToken, patches], "b * d")` makes `["batch", "patches+1", 512]` of `["batch", 512]` and
 * `["batch", "patches", 512]`, together with `[[], ["patches"]]`, which {@link unpack} takes.
 *
 * @param pattern names and one `*`. Tensors have the same dims where the names are.
 * @returns the packed tensor, and for each tensor the dims that the star stands for
 * @throws ShapeError `pack/pattern`, `pack/rank`, `pack/shape`, `pack/dtype`, `pack/none`
 */
export function pack<const Tensors extends readonly AnyTensor[], const P extends string>(
  tensors: Arg<
    SameDTypesRule<"pack", DTypesOf<Tensors>, TensorsRule<PackRule<P, ShapesOf<Tensors>>>>,
    Tensors,
    "pack: tensors"
  >,
  pattern: StarPattern<PackRule<P, ShapesOf<Tensors>>, P, Packed<unknown[], unknown[]>, TensorsFault<string>>,
): [
  packed: Tensor<PackedShape<PackRule<P, ShapesOf<Tensors>>>, Tensors[number]["dtype"]>,
  shapes: PackedParts<PackRule<P, ShapesOf<Tensors>>>,
];
export function pack(tensors: readonly AnyTensor[], pattern: string): [AnyTensor, Shape[]] {
  const inputs = tensors.map(nodeOf);
  const dtype = sameDTypesRule(
    "pack",
    inputs.map((input) => input.dtype),
  );
  const dims = mergeBindings("pack", ...inputs.map((input) => input.dims));
  const { shape, axis, parts } = packRule(
    pattern,
    inputs.map((input) => input.shape),
    dims,
  );
  const merged = inputs.map((input, i) => {
    return reshape(input, shape.with(axis, elementsOf(parts[i] ?? [])), dims);
  });
  const [only] = merged;
  const packed: Node =
    only !== undefined && merged.length === 1 ? only : { op: "concat", axis, inputs: merged, shape, dtype, dims };
  return [fromNode(packed), parts];
}

/** A tensor for each shape that `unpack` gives. */
type UnpackedTensors<Rule, Parts, D extends DType> =
  Rule extends Unpacked<infer Shapes>
    ? { -readonly [I in keyof Shapes]: Tensor<Result<Fits<Shapes[I]>>, D> }
    : { -readonly [I in keyof Parts]: Tensor<Result<unknown>, D> };

/** The shapes of a list, with names for dims. */
type PartsOf<Parts extends readonly (readonly DimArgument[])[]> = { -readonly [I in keyof Parts]: DimsOf<Parts[I]> };

type ShapesParameter<Rule, Parts, Dims> =
  Rule extends ShapesFault<infer Message> ? Message : Checked<[Dims], Parts, "unpack: shapes">;

/**
 * The tensors that {@link pack} has put into one: `unpack(packed, [[], ["patches"]], "b * d")`.
 *
 * @param shapes for each tensor the dims that `*` stands for. One dim in all of them may be -1: what is left.
 * @param pattern names and one `*`, which stands for the packed axis
 * @throws ShapeError `unpack/pattern`, `unpack/rank`, `unpack/shapes` if the shapes don't make up the axis, `unpack/dim`
 */
export function unpack<
  S extends Shape,
  D extends DType,
  const Parts extends readonly (readonly DimArgument[])[],
  const P extends string,
>(
  x: Arg<Fits<[]>, Tensor<S, D>, "unpack: input">,
  shapes: ShapesParameter<UnpackRule<S, P, PartsOf<Parts>>, Parts, PartsOf<Parts>[number][number]>,
  pattern: StarPattern<UnpackRule<S, P, PartsOf<Parts>>, P, Unpacked<unknown[]>, ShapesFault<string>>,
): UnpackedTensors<UnpackRule<S, P, PartsOf<Parts>>, Parts, D>;
export function unpack(x: AnyTensor, shapes: readonly (readonly DimArgument[])[], pattern: string): AnyTensor[] {
  const input = nodeOf(x);
  const dims = mergeDims("unpack", { input, shapes: { dims: bindingsOf("unpack", shapes.flat()) } });
  const wanted = shapes.map((part) => part.map((dim) => (dim === -1 ? dim : toDim("unpack", dim))));
  const { axis, parts } = unpackRule(input.shape, pattern, wanted, dims);
  return parts.map(({ start, length, shape }) => {
    const slice = input.shape.with(axis, length);
    const narrow: NarrowNode = { op: "narrow", axis, start, input, shape: slice, dtype: input.dtype, dims };
    return fromNode(reshape(parts.length === 1 ? input : narrow, shape, dims));
  });
}

function reshape(input: Node, shape: Shape, dims: DimBindings): Node {
  if (shape.length === input.shape.length && shape.every((dim, axis) => dim === input.shape[axis])) return input;
  return { op: "reshape", input, shape, dtype: input.dtype, dims } satisfies ReshapeNode;
}
