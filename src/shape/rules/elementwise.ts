import { broadcast } from "../broadcast.js";
import type { Broadcast, Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/** The shape that `A` and `B` broadcast to. `Left` and `Right` are what the operation calls them. */
export type ElementwiseRule<
  Op extends string,
  A extends Shape,
  B extends Shape,
  Left extends string = "left",
  Right extends string = "right",
> = Explain<Op, A, B, Left, Right, Broadcast<A, B>>;

type Explain<Op extends string, A extends Shape, B extends Shape, Left extends string, Right extends string, Common> =
  Common extends Fits<unknown>
    ? Common
    : Common extends Mismatch<infer X, infer Y>
      ? `${Op}: shapes do not broadcast: ${Left} ${Show<A>} has ${ShowDim<X>}, ${Right} ${Show<B>} has ${ShowDim<Y>}`
      : never;

/**
 * The shape that `a` and `b` broadcast to. `left` and `right` are what the operation calls them.
 *
 * @throws ShapeError `op/broadcast`
 */
export function elementwiseRule(
  op: string,
  a: Readonly<Shape>,
  b: Readonly<Shape>,
  dims: DimBindings,
  left = "left",
  right = "right",
): Shape {
  const common = broadcast(a, b, dims);
  if (Array.isArray(common)) return common;
  throw new ShapeError(
    `${op}/broadcast`,
    `${op}: shapes do not broadcast: ${left} ${show(a)} has ${common.left}, ${right} ${show(b)} has ${common.right}`,
  );
}
