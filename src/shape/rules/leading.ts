import type { Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { SameRest } from "../rest.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/** The dims, from the end, that two lists of axes don't have in common; `[]` if all may be the same. */
export type Differs<A extends unknown[], B extends unknown[]> =
  SameRest<A, B> extends true
    ? []
    : { a: A; b: B } extends { a: [...infer RestA, infer LastA]; b: [...infer RestB, infer LastB] }
      ? Same<LastA, LastB> extends true
        ? Differs<RestA, RestB>
        : Mismatch<LastA, LastB>
      : number extends A["length"] | B["length"]
        ? []
        : "rank";

/** `Next` if nothing differs, or the message: `Found` is what {@link Differs} gives for the leading axes of A and B. */
export type LeadingRule<
  Op extends string,
  Left extends string,
  A extends Shape,
  Right extends string,
  B extends Shape,
  Found,
  Next,
> = { found: Found } extends { found: [] }
  ? Next
  : Found extends Mismatch<infer X, infer Y>
    ? `${Op}: leading axes differ: ${Left} ${Show<A>} has ${ShowDim<X>}, ${Right} ${Show<B>} has ${ShowDim<Y>}`
    : `${Op}: ranks differ: ${Left} ${Show<A>} has rank ${A["length"]}, ${Right} ${Show<B>} has rank ${B["length"]}`;

/**
 * Checks that two shapes are the same in the axes up to `last`, which counts from the end.
 *
 * @throws ShapeError `op/leading`, `op/rank`
 */
export function leadingRule(
  op: string,
  left: string,
  a: Readonly<Shape>,
  right: string,
  b: Readonly<Shape>,
  last: number,
  dims: DimBindings,
): void {
  for (let axis = last; -axis <= Math.min(a.length, b.length); axis--) {
    const [x = 1, y = 1] = [a.at(axis), b.at(axis)];
    if (sameDim(x, y, dims)) continue;
    throw new ShapeError(
      `${op}/leading`,
      `${op}: leading axes differ: ${left} ${show(a)} has ${x}, ${right} ${show(b)} has ${y}`,
    );
  }
  if (a.length !== b.length) {
    throw new ShapeError(
      `${op}/rank`,
      `${op}: ranks differ: ${left} ${show(a)} has rank ${a.length}, ${right} ${show(b)} has rank ${b.length}`,
    );
  }
}
