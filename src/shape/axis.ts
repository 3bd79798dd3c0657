import type { Dim, Shape } from "./dim.js";
import { ShapeError } from "./message.js";
import type { Fits } from "./message.js";
import { show } from "./show.js";
import type { Show } from "./show.js";

/**
 * The key of axis `X` in tuple `S`, where -1 is the last: `"1"`. It is `"unknown"` if the axis or the rank of `S` is,
 * and never if there is no such axis.
 */
export type Axis<S extends unknown[], X extends number> = number extends X
  ? "unknown"
  : number extends S["length"]
    ? "unknown"
    : `${X}` extends `-${infer N}`
      ? AxisFromEnd<S, N>
      : `${X}` extends keyof S
        ? `${X}`
        : never;

/** Takes axes from the end until there were `N`; as many as are left is the index. */
type AxisFromEnd<S extends unknown[], N extends string, Taken extends 0[] = [0]> = S extends [...infer Rest, unknown]
  ? `${Taken["length"]}` extends N
    ? `${Rest["length"]}`
    : AxisFromEnd<Rest, N, [...Taken, 0]>
  : never;

/**
 * `S` taken apart at axis `X`, where -1 is the last: the dims before it, its own, those after it. It is `"unknown"` if
 * the axis is, or if the rank of `S` leaves open which one it is, and never if there is no such axis.
 *
 * Of a union of axes it is the union of the parts. Axes are taken off one by one, from the end that the number counts
 * from, so that in generic code `[...L, 512]` has an axis -1, and an axis 0 no more than `L` has one.
 */
export type PartsAt<S extends unknown[], X extends number> = number extends X
  ? "unknown"
  : X extends unknown
    ? `${X}` extends `-${infer N}`
      ? PartsFromEnd<S, N>
      : PartsFromStart<S, `${X}`>
    : never;

type PartsFromStart<S extends unknown[], Index extends string, Before extends unknown[] = []> = { shape: S } extends {
  shape: [infer D, ...infer Rest];
}
  ? `${Before["length"]}` extends Index
    ? [before: Before, dim: D, after: Rest]
    : PartsFromStart<Rest, Index, [...Before, D]>
  : number extends S["length"]
    ? "unknown"
    : never;

type PartsFromEnd<S extends unknown[], FromEnd extends string, After extends unknown[] = []> = { shape: S } extends {
  shape: [...infer Rest, infer D];
}
  ? `${[...After, D]["length"]}` extends FromEnd
    ? [before: Rest, dim: D, after: After]
    : PartsFromEnd<Rest, FromEnd, [D, ...After]>
  : number extends S["length"]
    ? "unknown"
    : never;

/** `Next` if `S` has axis `X`, or the message. */
export type AxisRule<Op extends string, S extends unknown[], X extends number, Next = Fits<S>> = [
  PartsAt<S, X>,
] extends [never]
  ? NoAxis<Op, S, X>
  : Next;

/** The message where `S` has no axis `X`. */
export type NoAxis<
  Op extends string,
  S extends unknown[],
  X extends number,
> = `${Op}: axis ${X} is out of range: ${Show<S>} has rank ${S["length"]}`;

/**
 * The index of `axis`, where -1 is the last.
 *
 * @throws ShapeError `op/axis` if the shape has no such axis
 */
export function axisRule(op: string, shape: Readonly<Shape>, axis: number): number {
  const index = axis < 0 ? shape.length + axis : axis;
  if (!Number.isInteger(index) || index < 0 || index >= shape.length) {
    throw new ShapeError(`${op}/axis`, `${op}: axis ${axis} is out of range: ${show(shape)} has rank ${shape.length}`);
  }
  return index;
}

/** The dim at a key that {@link Axis} gave. */
export type DimAt<S extends unknown[], Key> = Key extends keyof S ? AsDim<S[Key]> : Dim;

type AsDim<D> = { dim: D } extends { dim: infer Known extends Dim } ? Known : Dim;

/** Unknown dims, as many as `S` has; of unknown rank where that of `S` is. */
export type UnknownDims<S extends unknown[]> = number extends S["length"] ? Shape : { [I in keyof S]: Dim };
