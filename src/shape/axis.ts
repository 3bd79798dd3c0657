import type { Dim, Shape } from "./dim.js";
import { ShapeError } from "./message.js";
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

/** `Next` if `S` has axis `X`, or the message. */
export type AxisRule<Op extends string, S extends unknown[], X extends number, Next = S> = [Axis<S, X>] extends [never]
  ? `${Op}: axis ${X} is out of range: ${Show<S>} has rank ${S["length"]}`
  : Next;

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

/** `S` with `D` at a key that {@link Axis} gave; every dim is unknown if the key is. */
export type WithDim<S extends unknown[], Key, D> = Key extends "unknown"
  ? AllUnknown<S>
  : { [K in keyof S]: K extends Key ? D : S[K] };

/** `S` without the axis at a key that {@link Axis} gave. */
export type WithoutAxis<S extends unknown[], Key> = Key extends "unknown"
  ? S extends [unknown, ...infer Rest]
    ? AllUnknown<Rest>
    : Shape
  : RemoveAt<S, Key>;

type AllUnknown<S extends unknown[]> = { [K in keyof S]: Dim };

type RemoveAt<S extends unknown[], Key, Before extends unknown[] = []> = S extends [infer First, ...infer Rest]
  ? `${Before["length"]}` extends Key
    ? [...Before, ...Rest]
    : RemoveAt<Rest, Key, [...Before, First]>
  : Before;
