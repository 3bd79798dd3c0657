import type { Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import type { Identical } from "../identity.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { PartsAt, UnknownDims } from "../axis.js";
import { differenceOff } from "./concat.js";
import type { Difference } from "./concat.js";

/**
 * The shape of tensors of one shape side by side along a new axis `X` of the result. That `X` can be an axis is for
 * {@link StackAxisRule} to say.
 */
export type StackRule<Shapes extends Shape[], X extends number> = Shapes extends [
  infer First extends unknown[],
  ...infer Rest extends unknown[][],
]
  ? AllSame<First, Rest, [0]> extends infer Count
    ? Count extends number
      ? WithAxis<First, X, Count>
      : Count
    : never
  : Shapes extends []
    ? "stack: needs at least one tensor: got none"
    : Fits<Shape>;

/** The number of shapes, where all are the same as the first; or the message. */
type AllSame<First extends unknown[], Shapes extends unknown[][], Position extends 0[]> = Shapes extends [
  infer Next extends unknown[],
  ...infer Rest extends unknown[][],
]
  ? DifferenceOf<First, Next> extends infer Found
    ? { found: Found } extends { found: [] }
      ? AllSame<First, Rest, [...Position, 0]>
      : Explain<First, Next, Position["length"], Found>
    : never
  : Position["length"];

type DifferenceOf<A extends unknown[], B extends unknown[]> = Identical<A, B> extends true ? [] : Difference<A, B, -1>;

type Explain<First extends unknown[], Next extends unknown[], Position extends number, Found> =
  Found extends Mismatch<infer A, infer B>
    ? `stack: tensors differ: tensor 0 ${Show<First>} has ${ShowDim<A>}, tensor ${Position} ${Show<Next>} has ${ShowDim<B>}`
    : `stack: ranks differ: tensor 0 ${Show<First>} has rank ${First["length"]}, tensor ${Position} ${Show<Next>} has rank ${Next["length"]}`;

/** `S` with a new axis of `Count` that becomes axis `X`. */
type WithAxis<S extends unknown[], X extends number, Count> = X extends 0
  ? Fits<[Count, ...S]>
  : X extends -1
    ? Fits<[...S, Count]>
    : NewAxis<S, X> extends infer Parts
      ? Parts extends [infer Before extends unknown[], infer After extends unknown[]]
        ? Fits<[...Before, Count, ...After]>
        : Fits<UnknownDims<[...S, Count]>>
      : never;

/** The dims before and after a new axis `X` of `S`; `"unknown"` if they can't be told, never if `X` is out of range. */
type NewAxis<S extends unknown[], X extends number> = `${X}` extends `-${string}`
  ? PartsAt<["new", ...S], X> extends infer Parts
    ? Parts extends [infer Before, infer D, infer After]
      ? Before extends [unknown, ...infer Rest]
        ? [[...Rest, D], After]
        : [[], After]
      : Parts
    : never
  : PartsAt<[...S, "new"], X> extends infer Parts
    ? Parts extends [infer Before, infer D, infer After]
      ? After extends [...infer Rest, unknown]
        ? [Before, [D, ...Rest]]
        : [Before, []]
      : Parts
    : never;

/** `[]` if tensors of the first shape can be stacked along axis `X`, or the message. */
export type StackAxisRule<Shapes extends Shape[], X extends number> = Shapes extends [
  infer First extends unknown[],
  ...unknown[],
]
  ? [X extends 0 | -1 ? 0 : NewAxis<First, X>] extends [never]
    ? `stack: axis ${X} is out of range: tensors ${Show<First>} make rank ${[...First, 0]["length"] & number}`
    : Fits<[]>
  : Fits<[]>;

/**
 * The shape of tensors of one shape side by side along a new axis, and that axis counted from the front.
 *
 * @throws ShapeError `stack/axis`, `stack/rank`, `stack/shape` if they differ in a dim, `stack/none`
 */
export function stackRule(
  shapes: readonly Readonly<Shape>[],
  axis: number,
  dims: DimBindings,
): { shape: Shape; axis: number } {
  const [first, ...rest] = shapes;
  if (first === undefined) throw new ShapeError("stack/none", "stack: needs at least one tensor: got none");
  for (const [i, next] of rest.entries()) {
    const found = differenceOff(-1, first, next, dims);
    if (found === "rank") {
      throw new ShapeError(
        "stack/rank",
        "stack: ranks differ: " +
          `tensor 0 ${show(first)} has rank ${first.length}, tensor ${i + 1} ${show(next)} has rank ${next.length}`,
      );
    }
    if (found !== undefined) {
      throw new ShapeError(
        "stack/shape",
        "stack: tensors differ: " +
          `tensor 0 ${show(first)} has ${found.left}, tensor ${i + 1} ${show(next)} has ${found.right}`,
      );
    }
  }
  const rank = first.length + 1;
  const index = axis < 0 ? rank + axis : axis;
  if (!Number.isInteger(index) || index < 0 || index >= rank) {
    throw new ShapeError("stack/axis", `stack: axis ${axis} is out of range: tensors ${show(first)} make rank ${rank}`);
  }
  return { shape: first.toSpliced(index, 0, shapes.length), axis: index };
}
