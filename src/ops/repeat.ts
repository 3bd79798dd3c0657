import type { DType } from "../graph/dtype.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { NoSizes, SizePairs, SizesArgument } from "../shape/einops/index.js";
import type { Result } from "../shape/message.js";
import { repeatRule } from "../shape/rules/index.js";
import type { RepeatRule } from "../shape/rules/index.js";
import { fromNode } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { PatternArgument, SizesParameter } from "./pattern-arguments.js";
import { inputNode } from "./pattern-input.js";
import type { InputArgument, InputDType, InputRule, InputShape, NoList } from "./pattern-input.js";
import type { AnyTensor } from "./tensor-list.js";
import { transformed } from "./transform.js";

/**
 * As {@link rearrange}, with axes that are new on the right, along which everything is repeated:
 * `repeat(x, "s d -> h s d", { h: 8 })` makes `[8, "seq", 64]` of `["seq", 64]`, `repeat(x, "s d -> (s 2) d")` has each
 * row twice, one copy after the other.
 *
 * @param x a tensor, or a list of tensors of one shape, which are stacked along a new first axis
 * @param pattern the right side has all names of the left one. If it is not one literal, the compiler doesn't know the
 * result's shape.
 * @param sizes lengths by the names of axes: numbers, names, or `dim("heads", 8)`. Each new axis with a name has one.
 * @throws ShapeError `repeat/pattern`, `repeat/rank`, `repeat/length`, `repeat/unknown`, `repeat/sizes`, `repeat/dim`; for a
 * list `repeat/shape`, `repeat/dtype`, `repeat/none`
 */
export function repeat<
  const P extends string,
  S extends Shape = never,
  D extends DType = "f32",
  const Items extends readonly AnyTensor[] = NoList,
  const Z extends Record<string, Dim> = NoSizes,
>(
  x: InputArgument<"repeat", InputRule<"repeat", Items>, S, D, Items>,
  pattern: PatternArgument<RepeatRule<InputShape<"repeat", S, Items>, P, SizePairs<Z>[keyof Z]>, P, "repeat">,
  sizes?: SizesParameter<RepeatRule<InputShape<"repeat", S, Items>, P, SizePairs<Z>[keyof Z]>, Z, "repeat">,
): Tensor<Result<RepeatRule<InputShape<"repeat", S, Items>, P, SizePairs<Z>[keyof Z]>>, InputDType<D, Items>>;
export function repeat(x: AnyTensor | readonly AnyTensor[], pattern: string, sizes: SizesArgument = {}): AnyTensor {
  const input = inputNode("repeat", x);
  return fromNode(transformed(input, repeatRule(input, pattern, sizes)));
}
