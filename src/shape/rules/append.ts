import type { PartsAt } from "../axis.js";
import type { Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { addDims } from "../polynomial.js";
import type { AddDim } from "../polynomial.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { differenceOff } from "./concat.js";
import type { NextLength } from "./concat.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/** The shape `[.., past + next, width]` of `past [.., past, width]` and `next [.., next, width]`. */
export type AppendRule<P extends Shape, N extends Shape> =
  PartsAt<P, -2> extends infer Parts
    ? Parts extends [infer Before extends unknown[], infer Length, infer After extends unknown[]]
      ? NextLength<P, Before, After, N, -2> extends infer Found
        ? { found: Found } extends { found: [infer Added] }
          ? Fits<[...Before, AddDim<Length, Added>, ...After]>
          : Explain<P, N, Found>
        : never
      : // A rank that is too low is the first argument's mistake.
        Fits<Shape>
    : never;

type Explain<P extends Shape, N extends Shape, Found> =
  Found extends Mismatch<infer A, infer B>
    ? `append: past and next differ off axis -2: past ${Show<P>} has ${ShowDim<A>}, next ${Show<N>} has ${ShowDim<B>}`
    : MinRankRule<
        "append",
        "next",
        N,
        2,
        `append: ranks differ: past ${Show<P>} has rank ${P["length"]}, next ${Show<N>} has rank ${N["length"]}`
      >;

/**
 * The shape `[.., past + next, width]` of `past [.., past, width]` and `next [.., next, width]`.
 *
 * @throws ShapeError `append/rank` if the ranks differ or are below 2, `append/shape` if other dims differ
 */
export function appendRule(past: Readonly<Shape>, next: Readonly<Shape>, dims: DimBindings): Shape {
  minRankRule("append", "past", past, 2);
  const axis = past.length - 2;
  const found = differenceOff(axis, past, next, dims);
  if (found === "rank") {
    minRankRule("append", "next", next, 2);
    throw new ShapeError(
      "append/rank",
      `append: ranks differ: past ${show(past)} has rank ${past.length}, next ${show(next)} has rank ${next.length}`,
    );
  }
  if (found !== undefined) {
    throw new ShapeError(
      "append/shape",
      "append: past and next differ off axis -2: " +
        `past ${show(past)} has ${found.left}, next ${show(next)} has ${found.right}`,
    );
  }
  return past.with(axis, addDims(past[axis] ?? 1, next[axis] ?? 1));
}

/** `Next` if what is appended has the dtype of the past, or the message. */
export type AppendDTypeRule<D extends string, E extends string, Next> = { dtype: E } extends { dtype: D }
  ? Next
  : `append: dtypes differ: past ${D}, next ${E} (use cast)`;

/**
 * Checks that what is appended has the dtype of the past.
 *
 * @throws ShapeError `append/dtype`
 */
export function appendDTypeRule(past: string, next: string): void {
  if (past !== next) {
    throw new ShapeError("append/dtype", `append: dtypes differ: past ${past}, next ${next} (use cast)`);
  }
}
