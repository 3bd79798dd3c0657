import type { Dim, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/**
 * The shape of a table of biases for relative positions, `[heads, distances]` or `[heads, rows, columns]`: the distance 0
 * stands in the middle, so that there is an odd number of them.
 */
export type RelativeBiasRule<S extends Shape> = { shape: S } extends { shape: [unknown, infer D] }
  ? OddRule<S, D, Fits<S>>
  : { shape: S } extends { shape: [unknown, infer Rows, infer Columns] }
    ? OddRule<S, Rows, OddRule<S, Columns, Fits<S>>>
    : number extends S["length"]
      ? Fits<S>
      : `relativeBias: table needs rank 2 or 3: ${Show<S>} has rank ${S["length"]}`;

type OddRule<S extends Shape, D, Next> = { text: `${D & Dim}` } extends { text: `${string}${0 | 2 | 4 | 6 | 8}` }
  ? { dim: D } extends { dim: number }
    ? `relativeBias: table has no middle: an odd number of distances is needed, ${Show<S>} has ${ShowDim<D>}`
    : Next
  : Next;

/**
 * Checks the shape of a table of biases for relative positions.
 *
 * @throws ShapeError `relativeBias/rank`, `relativeBias/distances` if a number of distances is even
 */
export function relativeBiasRule(shape: Readonly<Shape>): void {
  if (shape.length < 2 || shape.length > 3) {
    throw new ShapeError(
      "relativeBias/rank",
      `relativeBias: table needs rank 2 or 3: ${show(shape)} has rank ${shape.length}`,
    );
  }
  const even = shape.slice(1).find((dim) => typeof dim === "number" && dim % 2 === 0);
  if (even === undefined) return;
  throw new ShapeError(
    "relativeBias/distances",
    `relativeBias: table has no middle: an odd number of distances is needed, ${show(shape)} has ${even}`,
  );
}
