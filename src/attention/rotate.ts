import type { DType } from "../graph/dtype.js";
import type { BinaryFunction, Node } from "../graph/node.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import type { MinRankRule } from "../shape/rules/rank.js";
import { type AnglesRule, anglesRule } from "../shape/rules/rotate.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** What {@link rotate} takes beside tensors. */
export interface RotateOptions {
  /** Whether pairs are neighbours, features `2 i` and `2 i + 1`. By default they are `i` and `i + pairs`. */
  readonly interleaved?: boolean | undefined;
}

/**
 * Pairs `(a, b)` of features of `x [.., length, d]` turned to `(a cos - b sin, a sin + b cos)`: rotary position embedding
 * by tables of cosines and sines, such as those that come with a model. `cos` and `sin` `[.., pairs]` broadcast to the
 * pairs; features from `2 * pairs` on stay.
 *
 * @throws ShapeError `rotate/angles`, `rotate/rank`, `rotate/dtype`
 */
export function rotate<
  S extends Shape,
  D extends DType,
  C extends Shape,
  DC extends DType,
  N extends Shape,
  DN extends DType,
>(
  x: Arg<DTypeRule<"rotate", "input", D, "f32", MinRankRule<"rotate", "input", S, 2>>, Tensor<S, D>, "rotate: input">,
  cos: Arg<DTypeRule<"rotate", "cos", DC, "f32", AnglesRule<"cos", S, C, Fits<C>>>, Tensor<C, DC>, "rotate: cos">,
  sin: Arg<DTypeRule<"rotate", "sin", DN, "f32", AnglesRule<"sin", S, N, Fits<N>>>, Tensor<N, DN>, "rotate: sin">,
  options?: RotateOptions,
): Tensor<S>;
export function rotate(
  x: Tensor<Shape, DType>,
  cosTensor: Tensor<Shape, DType>,
  sinTensor: Tensor<Shape, DType>,
  { interleaved = false }: RotateOptions = {},
): Tensor {
  const [input, cos, sin] = [nodeOf(x), nodeOf(cosTensor), nodeOf(sinTensor)];
  const dims = mergeDims("rotate", { input, cos, sin });
  dtypeRule("rotate", "input", input.dtype, "f32");
  for (const [what, node] of [["cos", cos] as const, ["sin", sin] as const]) {
    dtypeRule("rotate", what, node.dtype, "f32");
    anglesRule(what, input.shape, node.shape, dims);
  }
  return fromNode(rotated(input, cos, sin, interleaved));
}

/**
 * `input [.., length, d]` with pairs `(a, b)` of its first features turned to `(a cos - b sin, a sin + b cos)`, where
 * `cos` and `sin` `[.., width / 2]` broadcast to the pairs. They are features `i` and `i + width / 2`, or neighbours if
 * interleaved. Features from `width` on stay.
 */
export function rotated(input: Node, cos: Node, sin: Node, isInterleaved: boolean): Node {
  const half = Number(cos.shape.at(-1));
  const [turned, rest] = parts(input, 2 * half);
  const [a, b] = isInterleaved ? neighbours(turned, half) : halves(turned, half);
  const first = arithmetic("sub", arithmetic("mul", a, cos), arithmetic("mul", b, sin));
  const second = arithmetic("add", arithmetic("mul", a, sin), arithmetic("mul", b, cos));
  const pairs = isInterleaved ? woven(first, second, turned) : concatenated([first, second]);
  return rest === undefined ? pairs : concatenated([pairs, rest]);
}

/** The features before `width` and, if there are any, from it on. */
function parts(input: Node, width: number): readonly [Node, Node | undefined] {
  const features = Number(input.shape.at(-1));
  if (features === width) return [input, undefined];
  return [featuresOf(input, 0, width), featuresOf(input, width, features - width)];
}

function halves(input: Node, half: number): readonly [Node, Node] {
  return [featuresOf(input, 0, half), featuresOf(input, half, half)];
}

function neighbours(input: Node, half: number): readonly [Node, Node] {
  const paired = reshaped(input, [...input.shape.slice(0, -1), half, 2]);
  const of = (side: number): Node => reshaped(featuresOf(paired, side, 1), [...input.shape.slice(0, -1), half]);
  return [of(0), of(1)];
}

function woven(first: Node, second: Node, like: Node): Node {
  const column = (node: Node): Node => reshaped(node, [...node.shape, 1]);
  return reshaped(concatenated([column(first), column(second)]), like.shape);
}

function featuresOf(input: Node, start: number, length: number): Node {
  const axis = input.shape.length - 1;
  const shape = input.shape.toSpliced(axis, 1, length);
  return { op: "narrow", axis, start, shape, dtype: input.dtype, dims: input.dims, input };
}

function reshaped(input: Node, shape: Node["shape"]): Node {
  return { op: "reshape", shape, dtype: input.dtype, dims: input.dims, input };
}

function concatenated(inputs: readonly [Node, Node]): Node {
  const [{ shape, dtype }, second] = inputs;
  const axis = shape.length - 1;
  const size = Number(shape[axis]) + Number(second.shape[axis]);
  const dims = mergeDims("rope", { first: inputs[0], second });
  return { op: "concat", axis, inputs, shape: shape.toSpliced(axis, 1, size), dtype, dims };
}

/** Of features and angles that broadcast to them. */
function arithmetic(fn: BinaryFunction, left: Node, right: Node): Node {
  const dims = mergeDims("rope", { left, right });
  return { op: "binary", fn, left, right, shape: left.shape, dtype: "f32", dims };
}
