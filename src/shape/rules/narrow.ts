import { axisRule } from "../axis.js";
import type { Axis, AxisRule, DimAt, WithDim } from "../axis.js";
import { sizeOf } from "../bindings.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import type { IsUnknown } from "../identity.js";
import { ShapeError } from "../message.js";
import { addDims, subDims } from "../polynomial.js";
import type { AddDim, SubDim } from "../polynomial.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/**
 * The shape with axis `X` cut to `Length` positions from `Start`. Refused where that goes past the end for every size
 * of the names; what depends on a size is checked when the size is known.
 */
export type NarrowRule<S extends Shape, X extends number, Start extends number, Length extends Dim> = AxisRule<
  "narrow",
  S,
  X,
  NarrowStartRule<Start, WithinAxis<S, X, Start, Length>>
>;

type WithinAxis<
  S extends Shape,
  X extends number,
  Start extends number,
  Length extends Dim,
> = number extends S["length"]
  ? Shape
  : Exceeds<SubDim<AddDim<Start, Length>, DimAt<S, Axis<S, X>>>> extends true
    ? `narrow: start ${ShowDim<Start>} + length ${ShowDim<Length>} exceeds axis ${X}: ${Show<S>} has ${ShowDim<DimAt<S, Axis<S, X>>>}`
    : WithDim<S, Axis<S, X>, Length>;

/** `Next` if `Start` can be a position, or the message. */
export type NarrowStartRule<Start extends number, Next = Shape> = `${Start}` extends
  | `-${string}`
  | `${string}.${string}`
  ? `narrow: start must be a whole number from 0: got ${Start}`
  : Next;

/** Whether the end minus the size is known and positive. */
type Exceeds<Excess> = [Excess] extends [never]
  ? false
  : Excess extends 0
    ? false
    : IsUnknown<Excess> extends true
      ? false
      : true;

/**
 * The shape with `axis` cut to `length` positions from `start`, and that axis counted from the front.
 *
 * @throws ShapeError `narrow/axis`, `narrow/start`, `narrow/length` if it goes past the end
 */
export function narrowRule(
  shape: Readonly<Shape>,
  axis: number,
  start: number,
  length: Dim,
  dims: DimBindings,
): { shape: Shape; axis: number } {
  const index = axisRule("narrow", shape, axis);
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new ShapeError("narrow/start", `narrow: start must be a whole number from 0: got ${start}`);
  }
  const size = shape[index] ?? 1;
  const end = addDims(start, length);
  const excess = subDims(end, size);
  const room = sizeOf(size, dims);
  if (excess !== undefined && excess !== 0) throw exceeds("");
  if (room !== undefined && room < (sizeOf(end, dims) ?? 0)) throw exceeds(`, which is ${room} here`);
  return { shape: shape.with(index, length), axis: index };

  function exceeds(here: string): ShapeError {
    return new ShapeError(
      "narrow/length",
      `narrow: start ${start} + length ${length} exceeds axis ${axis}: ${show(shape)} has ${size}${here}`,
    );
  }
}
