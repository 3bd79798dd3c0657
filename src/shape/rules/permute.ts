import { axisRule } from "../axis.js";
import type { Axis, DimAt } from "../axis.js";
import type { Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show } from "../show.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/** The shape with its last two axes exchanged. */
export type TransposeRule<S extends Shape> = { shape: S } extends {
  shape: [...infer Leading, infer M, infer N];
}
  ? Fits<[...Leading, N, M]>
  : MinRankRule<"transpose", "input", S, 2, Fits<Shape>>;

/**
 * The shape with its last two axes exchanged.
 *
 * @throws ShapeError `transpose/rank`
 */
export function transposeRule(shape: Readonly<Shape>): Shape {
  minRankRule("transpose", "input", shape, 2);
  const [m = 1, n = 1] = shape.slice(-2);
  return [...shape.slice(0, -2), n, m];
}

/** The shape whose axis `i` is axis `Axes[i]` of `S`. */
export type PermuteRule<S extends Shape, Axes extends number[]> = number extends S["length"] | Axes["length"]
  ? Fits<Shape>
  : Axes["length"] extends S["length"]
    ? Pick<S, Axes>
    : `permute: numbers of axes differ: axes ${Show<Axes>} has ${Axes["length"]}, input ${Show<S>} has ${S["length"]}`;

type Pick<S extends Shape, Axes extends number[], Keys = never, Picked extends Shape = [], Rest = Axes> = Rest extends [
  infer X extends number,
  ...infer Others,
]
  ? Axis<S, X> extends infer Key
    ? [Key] extends [never]
      ? `permute: axis ${X} is out of range: ${Show<S>} has rank ${S["length"]}`
      : Key extends Exclude<Keys, "unknown">
        ? `permute: axis ${X} is used twice in ${Show<Axes>}`
        : Pick<S, Axes, Keys | Key, [...Picked, DimAt<S, Key>], Others>
    : never
  : Fits<Picked>;

/**
 * The shape whose axis `i` is axis `axes[i]` of `shape`, and those axes counted from the front.
 *
 * @throws ShapeError `permute/axes` if `axes` is no permutation
 */
export function permuteRule(shape: Readonly<Shape>, axes: readonly number[]): { shape: Shape; axes: number[] } {
  if (axes.length !== shape.length) {
    throw new ShapeError(
      "permute/axes",
      `permute: numbers of axes differ: axes ${show(axes)} has ${axes.length}, input ${show(shape)} has ${shape.length}`,
    );
  }
  const picked: number[] = [];
  for (const axis of axes) {
    const index = axisRule("permute", shape, axis);
    if (picked.includes(index)) {
      throw new ShapeError("permute/axes", `permute: axis ${axis} is used twice in ${show(axes)}`);
    }
    picked.push(index);
  }
  return { shape: picked.map((index) => shape[index] ?? 1), axes: picked };
}
