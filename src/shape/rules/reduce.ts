import { axisRule } from "../axis.js";
import type { NoAxis, PartsAt, UnknownDims } from "../axis.js";
import type { Dim, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show } from "../show.js";

/** The axes that a reduction goes over: one, several, or all of them where none is given. */
export type Axes = number | readonly number[] | undefined;

/** The shape of `S` reduced over axes `X`: they are gone, or 1 if they are kept. */
export type ReduceRule<Op extends string, S extends Shape, X extends Axes, Keep extends boolean> = boolean extends Keep
  ? Fits<Shape>
  : X extends number
    ? OverOne<Op, S, X, Keep>
    : X extends readonly number[]
      ? number extends X["length"]
        ? Keep extends true
          ? Fits<UnknownDims<S>>
          : Fits<Shape>
        : OverSeveral<S, Keep, KeysOf<Op, S, X>>
      : Keep extends true
        ? Fits<{ [I in keyof S]: 1 }>
        : Fits<[]>;

type OverOne<Op extends string, S extends Shape, X extends number, Keep> =
  PartsAt<S, X> extends infer Parts
    ? [Parts] extends [never]
      ? NoAxis<Op, S, X>
      : Parts extends [infer Before extends unknown[], unknown, infer After extends unknown[]]
        ? Keep extends true
          ? Fits<[...Before, 1, ...After]>
          : Fits<[...Before, ...After]>
        : Keep extends true
          ? Fits<UnknownDims<S>>
          : Fits<WithoutLast<S, [0]>>
    : never;

/** The keys of the axes in `X`: `"-1"` for the last; `"unknown"` among them if one is. Or the message. */
type KeysOf<
  Op extends string,
  S extends Shape,
  X extends readonly number[],
  Keys extends string[] = [],
  Rest extends readonly unknown[] = X,
> = Rest extends readonly [infer First extends number, ...infer Others]
  ? KeyOf<S, First> extends infer Key
    ? [Key] extends [never]
      ? NoAxis<Op, S, First>
      : Key extends Exclude<Keys[number], "unknown">
        ? `${Op}: axis ${First} is used twice in ${Show<X>}`
        : KeysOf<Op, S, X, [...Keys, Key & string], Others>
    : never
  : Keys;

type KeyOf<S extends Shape, X extends number> =
  PartsAt<S, X> extends infer Parts
    ? [Parts] extends [never]
      ? never
      : Parts extends [unknown, unknown, infer After extends unknown[]]
        ? number extends After["length"]
          ? "unknown"
          : `-${[...After, 0]["length"] & number}`
        : "unknown"
    : never;

type OverSeveral<S extends Shape, Keep, Keys> = Keys extends string[]
  ? "unknown" extends Keys[number]
    ? Keep extends true
      ? Fits<UnknownDims<S>>
      : Fits<WithoutLast<S, Keys>>
    : Walk<S, Keep, Keys[number]>
  : Keys;

/** From the last axis on, until those that have a key in `Keys` are passed. */
type Walk<S extends unknown[], Keep, Keys extends string, After extends unknown[] = [], Count extends 0[] = [0]> = [
  Keys,
] extends [never]
  ? Fits<[...S, ...After]>
  : { shape: S } extends { shape: [...infer Rest, infer D] }
    ? `-${Count["length"]}` extends Keys
      ? Walk<Rest, Keep, Exclude<Keys, `-${Count["length"]}`>, Keep extends true ? [1, ...After] : After, [...Count, 0]>
      : Walk<Rest, Keep, Keys, [D, ...After], [...Count, 0]>
    : Fits<Shape>;

/** Unknown dims, as many as `S` has less those of `Taken`. */
type WithoutLast<S extends unknown[], Taken extends unknown[]> = number extends S["length"]
  ? Shape
  : Taken extends [unknown, ...infer Others]
    ? S extends [unknown, ...infer Rest]
      ? WithoutLast<Rest, Others>
      : Shape
    : { [I in keyof S]: Dim };

/**
 * The shape of `shape` reduced over `axes`, and those axes counted from the front, ascending.
 *
 * @throws ShapeError `op/axis` if there is no such axis, or it is given twice
 */
export function reduceRule(
  op: string,
  shape: Readonly<Shape>,
  axes: Axes,
  keepDim: boolean,
): { shape: Shape; axes: number[] } {
  const wanted = axes === undefined ? [...shape.keys()] : typeof axes === "number" ? [axes] : axes;
  const reduced = new Set<number>();
  for (const axis of wanted) {
    const index = axisRule(op, shape, axis);
    if (reduced.has(index)) {
      throw new ShapeError(`${op}/axis`, `${op}: axis ${axis} is used twice in ${show(wanted)}`);
    }
    reduced.add(index);
  }
  return {
    shape: keepDim
      ? shape.map((dim, axis) => (reduced.has(axis) ? 1 : dim))
      : shape.filter((_, axis) => !reduced.has(axis)),
    axes: [...reduced].toSorted((left, right) => left - right),
  };
}

const undefinedOfNothing: ReadonlySet<string> = new Set(["mean", "max", "min", "argMax"]);

/**
 * Checks that the reduction `op` has a value over axes of these sizes: there is no mean, maximum or minimum of no
 * elements. A size may be unknown.
 *
 * @throws ShapeError `op/empty`
 */
export function notEmptyRule(
  op: string,
  shape: Readonly<Shape>,
  axes: readonly number[],
  sizes: readonly (number | undefined)[],
): void {
  const empty = undefinedOfNothing.has(op) ? axes.find((axis) => sizes[axis] === 0) : undefined;
  if (empty !== undefined) {
    throw new ShapeError(
      `${op}/empty`,
      `${op}: there is no ${op} of no elements: axis ${empty} of ${show(shape)} is 0`,
    );
  }
}
