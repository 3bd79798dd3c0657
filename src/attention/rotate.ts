import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import type { MinRankRule } from "../shape/rules/rank.js";
import { type AnglesRule, anglesRule, type PairsRule, pairsRule } from "../shape/rules/rotate.js";
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
  sin: Arg<
    DTypeRule<"rotate", "sin", DN, "f32", AnglesRule<"sin", S, N, PairsRule<C, N, Fits<N>>>>,
    Tensor<N, DN>,
    "rotate: sin"
  >,
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
  pairsRule(cos.shape, sin.shape);
  return fromNode(rotated(input, cos, sin, interleaved));
}

/** The node of a rotation, whose `cos` and `sin` have an angle for each pair. */
export function rotated(input: Node, cos: Node, sin: Node, interleaved: boolean): Node {
  const dims = mergeDims("rope", { input, cos, sin });
  return { op: "rotate", shape: input.shape, dtype: "f32", dims, interleaved, input, cos, sin };
}
