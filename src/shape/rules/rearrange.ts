import type { Shape } from "../dim.js";
import type { SizesArgument } from "../einops/sizes.js";
import type { Input, Transformation } from "../einops/transform.js";
import { patternRule } from "../einops/two-sided.js";
import type { PatternRule } from "../einops/two-sided.js";

/**
 * The shape that `rearrange` gives, a message for the pattern, or a fault of the lengths. Both sides of the pattern have
 * the same names, and no lengths but 1.
 *
 * @param Sizes the lengths that are given, as a union of pairs
 */
export type RearrangeRule<S extends Shape, P extends string, Sizes> = PatternRule<"rearrange", S, P, Sizes>;

/**
 * What `rearrange` does to a tensor.
 *
 * @throws ShapeError `rearrange/pattern`, `rearrange/dim`, `rearrange/sizes`, `rearrange/rank`, `rearrange/length`,
 * `rearrange/unknown`
 */
export function rearrangeRule(input: Input, pattern: string, sizes: SizesArgument): Transformation {
  return patternRule("rearrange", input, pattern, sizes);
}
