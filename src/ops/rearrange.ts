import type { DType } from "../graph/dtype.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { NoSizes, SizePairs, SizesArgument } from "../shape/einops/index.js";
import type { Result } from "../shape/message.js";
import { rearrangeRule } from "../shape/rules/index.js";
import type { RearrangeRule } from "../shape/rules/index.js";
import { fromNode } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { PatternArgument, SizesParameter } from "./pattern-arguments.js";
import { inputNode } from "./pattern-input.js";
import type { InputArgument, InputDType, InputRule, InputShape, NoList } from "./pattern-input.js";
import type { AnyTensor } from "./tensor-list.js";
import { transformed } from "./transform.js";

/**
 * The axes of `x` in another order, split and joined as the pattern says: `rearrange(x, "s (h d) -> h s d", { h: 8 })`
 * makes `[8, "seq", 64]` of `["seq", 512]`.
 *
 * - `(h d)` is an axis made of two, `h` the outer one. On the left all but one of them need a length, in `sizes`.
 * - `...` stands for any number of axes; on the right also in parentheses, which joins them.
 * - `1` and `()` are an axis of size 1.
 *
 * @param x a tensor, or a list of tensors of one shape, which are stacked along a new first axis
 * @param pattern both sides have the same names. If it is not one literal, the compiler doesn't know the result's shape.
 * @param sizes lengths by the names of axes: numbers, names, or `dim("heads", 8)`
 * @throws ShapeError `rearrange/pattern`, `rearrange/rank`, `rearrange/length`, `rearrange/unknown`, `rearrange/sizes`,
 * `rearrange/dim`; for a list `rearrange/shape`, `rearrange/dtype`, `rearrange/none`
 */
export function rearrange<
  const P extends string,
  S extends Shape = never,
  D extends DType = "f32",
  const Items extends readonly AnyTensor[] = NoList,
  const Z extends Record<string, Dim> = NoSizes,
>(
  x: InputArgument<"rearrange", InputRule<"rearrange", Items>, S, D, Items>,
  pattern: PatternArgument<RearrangeRule<InputShape<"rearrange", S, Items>, P, SizePairs<Z>[keyof Z]>, P, "rearrange">,
  sizes?: SizesParameter<RearrangeRule<InputShape<"rearrange", S, Items>, P, SizePairs<Z>[keyof Z]>, Z, "rearrange">,
): Tensor<Result<RearrangeRule<InputShape<"rearrange", S, Items>, P, SizePairs<Z>[keyof Z]>>, InputDType<D, Items>>;
export function rearrange(x: AnyTensor | readonly AnyTensor[], pattern: string, sizes: SizesArgument = {}): AnyTensor {
  const input = inputNode("rearrange", x);
  return fromNode(transformed(input, rearrangeRule(input, pattern, sizes)));
}
