import type { Fits } from "../message.js";
import type { Shape } from "../dim.js";
import type { Composition } from "./composition.js";
import type { IsLiteral } from "./literal.js";
import { readPattern } from "./pattern.js";
import type { Operation, ReadPattern } from "./pattern.js";
import { readSizes } from "./sizes.js";
import type { SizesArgument, SizesRule } from "./sizes.js";
import { transform } from "./transform.js";
import type { Input, Transform, Transformation } from "./transform.js";

/** The rule of an operation whose result has no axes that its input lacks: a shape, a message, or a fault of the lengths. */
export type PatternRule<Op extends Exclude<Operation, "repeat">, S extends Shape, P extends string, Sizes> =
  IsLiteral<P> extends true
    ? ReadPattern<Op, P> extends infer Read
      ? Read extends [infer Left extends Composition, infer Right extends Composition]
        ? SizesRule<Op, P, Sizes, Left["names"], Transform<Op, P, S, Sizes, Left, Right>>
        : `${Op}: pattern "${P}" ${Read & string}`
      : never
    : Fits<Shape>;

/**
 * What a pattern does to a tensor.
 *
 * @throws ShapeError `op/pattern` if something is wrong with the text, `op/dim`, `op/sizes` with the lengths, `op/rank`,
 * `op/length`, `op/unknown` if they don't fit the tensor
 */
export function patternRule(
  op: Exclude<Operation, "repeat">,
  input: Input,
  pattern: string,
  sizes: SizesArgument,
): Transformation {
  const sides = readPattern(op, pattern);
  return transform(op, pattern, sides, input, readSizes(op, pattern, sizes, sides.left.names));
}
