import type { DType } from "../graph/dtype.js";
import type { Dim, Shape } from "../shape/dim.js";
import type { Fits, Arg } from "../shape/message.js";
import { parseShapeRule } from "../shape/rules/index.js";
import type { Parsed, ParseShapeRule } from "../shape/rules/index.js";
import { nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/** The type of a pattern that `Rule` guards: `P`, or the message. */
type ParsePattern<Rule, P> = { rule: Rule } extends { rule: Parsed<unknown> } ? P : Rule;

type AxesOf<Rule> = { rule: Rule } extends { rule: Parsed<infer Axes> } ? Axes : Record<string, Dim>;

/**
 * The dims of a tensor by names: `parseShape(x, "b _ h w")` is `{ b: 10, h: 30, w: "width" }`. They can be given to
 * {@link rearrange} and others as lengths.
 *
 * @param pattern a name for each axis, `_` for one that isn't wanted, a number that it must be, or `...` for any number
 * of axes
 * @throws ShapeError `parseShape/pattern`, `parseShape/rank`, `parseShape/length`
 */
export function parseShape<S extends Shape, D extends DType, const P extends string>(
  x: Arg<Fits<[]>, Tensor<S, D>, "parseShape: input">,
  pattern: ParsePattern<ParseShapeRule<S, P>, P>,
): AxesOf<ParseShapeRule<S, P>>;
export function parseShape(x: Tensor<Shape, DType>, pattern: string): Record<string, Dim> {
  return parseShapeRule(nodeOf(x), pattern);
}
