import type { Shape } from "../dim.js";
import type { SizesArgument } from "../einops/sizes.js";
import type { Input, Transformation } from "../einops/transform.js";
import { patternRule } from "../einops/two-sided.js";
import type { PatternRule } from "../einops/two-sided.js";

/**
 * The shape that `reduce` gives, a message for the pattern, or a fault of the lengths. The axes that only the left side
 * has are gone.
 *
 * @param Sizes the lengths that are given, as a union of pairs
 */
export type ReducePatternRule<S extends Shape, P extends string, Sizes> = PatternRule<"reduce", S, P, Sizes>;

/**
 * What `reduce` does to a tensor.
 *
 * @throws ShapeError `reduce/pattern`, `reduce/dim`, `reduce/sizes`, `reduce/rank`, `reduce/length`, `reduce/unknown`
 */
export function reducePatternRule(input: Input, pattern: string, sizes: SizesArgument): Transformation {
  return patternRule("reduce", input, pattern, sizes);
}
