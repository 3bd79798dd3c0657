import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import type { Shape } from "../dim.js";
import type { Composition, Groups } from "../einops/composition.js";
import type { IsLiteral } from "../einops/literal.js";
import { patternError, readPattern } from "../einops/pattern.js";
import type { ReadPattern } from "../einops/pattern.js";
import { readSizes } from "../einops/sizes.js";
import type { Counts, NamesIn, SizesArgument, SizesRule } from "../einops/sizes.js";
import { transform } from "../einops/transform.js";
import type { Input, Transform, Transformation } from "../einops/transform.js";

/**
 * The shape that `repeat` gives, a message for the pattern, or a fault of the lengths. The axes that only the right side
 * has are new: the lengths say how often they repeat what is there.
 *
 * @param Sizes the lengths that are given, as a union of pairs
 */
export type RepeatRule<S extends Shape, P extends string, Sizes> =
  IsLiteral<P> extends true
    ? ReadPattern<"repeat", P> extends infer Read
      ? Read extends [infer Left extends Composition, infer Right extends Composition]
        ? SizesRule<"repeat", P, Sizes, Left["names"] | Right["names"], Repeated<S, P, Sizes, Left, Right>>
        : `repeat: pattern "${P}" ${Read & string}`
      : never
    : Fits<Shape>;

type Repeated<S extends Shape, P extends string, Sizes, Left extends Composition, Right extends Composition> = [
  Exclude<Right["names"], Left["names"] | NamesIn<Sizes>>,
] extends [never]
  ? Transform<"repeat", P, S, Sizes, Left, Right, New<Sizes, Left["names"]> | Counts<Right["marks"]>>
  : "..." extends Exclude<Right["names"], Left["names"]>
    ? `repeat: pattern "${P}" has ... only on the right`
    : `repeat: pattern "${P}" does not tell the length of ${FirstOf<Right["groups"], Exclude<Right["names"], Left["names"] | NamesIn<Sizes>>>}: give it in sizes`;

/** The lengths that no axis on the left has. */
type New<Sizes, Names> = Sizes extends [infer Axis extends string, infer D]
  ? Axis extends Names
    ? never
    : [Axis, D]
  : never;

/** The first of the axes `Wanted`. */
type FirstOf<G extends Groups, Wanted> = G extends [infer First, ...infer Rest extends Groups]
  ? First extends [infer Axis, ...infer Others extends string[]]
    ? Axis extends Wanted
      ? Axis & string
      : FirstOf<[Others, ...Rest], Wanted>
    : FirstOf<Rest, Wanted>
  : never;

/**
 * What `repeat` does to a tensor.
 *
 * @throws ShapeError `repeat/pattern`, `repeat/dim`, `repeat/sizes`, `repeat/unknown` if a new axis has no length,
 * `repeat/rank`, `repeat/length`
 */
export function repeatRule(input: Input, pattern: string, argument: SizesArgument): Transformation {
  const sides = readPattern("repeat", pattern);
  const { left, right } = sides;
  const sizes = readSizes("repeat", pattern, argument, new Set([...left.names, ...right.names]));
  const unknown = [...right.names].filter((axis) => !left.names.has(axis) && !sizes.of.has(axis));
  if (unknown.includes("...")) throw patternError("repeat", pattern, "has ... only on the right");
  const [axis] = unknown;
  if (axis !== undefined) {
    throw new ShapeError(
      "repeat/unknown",
      `repeat: pattern "${pattern}" does not tell the length of ${axis}: give it in sizes`,
    );
  }
  return transform("repeat", pattern, sides, input, sizes);
}
