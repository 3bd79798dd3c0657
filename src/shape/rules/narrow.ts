import { atMostDims } from "../at-most.js";
import type { AtMostDim } from "../at-most.js";
import { axisRule } from "../axis.js";
import type { PartsAt, UnknownDims } from "../axis.js";
import { sizeOf } from "../bindings.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Raised } from "../flag.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { addDims } from "../polynomial.js";
import type { AddDim } from "../polynomial.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/**
 * The shape with axis `X` cut to `Length` positions. That there is such an axis is for AxisRule to say, and that it has
 * these positions for {@link WithinAxis}.
 */
export type NarrowRule<S extends Shape, X extends number, Length extends Dim> =
  PartsAt<S, X> extends infer Parts
    ? Parts extends [infer Before extends unknown[], unknown, infer After extends unknown[]]
      ? Fits<[...Before, Length, ...After]>
      : Fits<UnknownDims<S>>
    : never;

/**
 * `T`, or the message where `Start` and `Length` go past the end of axis `X` for every size of the names. What depends on
 * a size, or on a type parameter, is checked when the size is known.
 */
export type WithinAxis<
  S extends Shape,
  X extends number,
  Start extends Dim,
  Length extends Dim,
  T,
> = `${PastEnd<AddDim<Start, Length>, DimAt<S, X>>}` extends never
  ? T
  : `narrow: start ${ShowDim<Start>} + length ${ShowDim<Length>} exceeds axis ${X}: ${Show<S>} has ${ShowDim<DimAt<S, X>>}`;

/** The flag (flag.ts) of an end that is past the size for every size of the names. */
type PastEnd<End, D> = AtMostDim<End, D> extends false ? Raised : never;

type DimAt<S extends Shape, X extends number> =
  PartsAt<S, X> extends infer Parts ? (Parts extends [unknown, infer D, unknown] ? D : Dim) : never;

/**
 * The shape with `axis` cut to `length` positions from `start`, and that axis counted from the front.
 *
 * @throws ShapeError `narrow/axis`, `narrow/bounds` if it goes past the end
 */
export function narrowRule(
  shape: Readonly<Shape>,
  axis: number,
  start: Dim,
  length: Dim,
  dims: DimBindings,
): { shape: Shape; axis: number } {
  const index = axisRule("narrow", shape, axis);
  const size = shape[index] ?? 1;
  const end = addDims(start, length);
  const room = sizeOf(size, dims);
  if (atMostDims(end, size) === false) throw exceeds("");
  if (room !== undefined && room < (sizeOf(end, dims) ?? 0)) throw exceeds(`, which is ${room} here`);
  return { shape: shape.with(index, length), axis: index };

  function exceeds(here: string): ShapeError {
    return new ShapeError(
      "narrow/bounds",
      `narrow: start ${start} + length ${length} exceeds axis ${axis}: ${show(shape)} has ${size}${here}`,
    );
  }
}
