import type { Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show } from "../show.js";

/** The ranks that an operation can ask for. */
export type Rank = 0 | 1 | 2 | 3;

interface Axes {
  0: [];
  1: [unknown];
  2: [unknown, unknown];
  3: [unknown, unknown, unknown];
}

/**
 * `Next` if `S` has at least `R` axes or an unknown number of them, or the message. The axes are counted from the end, so
 * that it is decided for `[...L, 512]` too as far as that goes.
 */
export type MinRankRule<Op extends string, What extends string, S extends Shape, R extends Rank, Next = Fits<S>> = {
  shape: S;
} extends { shape: [...infer _Rest, ...Axes[R]] }
  ? Next
  : number extends S["length"]
    ? Next
    : `${Op}: ${What} needs rank ${R} or more: ${Show<S>} has rank ${S["length"]}`;

/**
 * Checks that `shape` has at least `rank` axes.
 *
 * @throws ShapeError `op/rank`
 */
export function minRankRule(op: string, what: string, shape: Readonly<Shape>, rank: Rank): void {
  if (shape.length < rank) {
    throw new ShapeError(
      `${op}/rank`,
      `${op}: ${what} needs rank ${rank} or more: ${show(shape)} has rank ${shape.length}`,
    );
  }
}

/** `Next` if `S` has `R` axes or an unknown number of them, or the message. */
export type RankRule<
  Op extends string,
  What extends string,
  S extends Shape,
  R extends number,
  Next = Fits<S>,
> = number extends S["length"]
  ? Next
  : S["length"] extends R
    ? Next
    : `${Op}: ${What} needs rank ${R}: ${Show<S>} has rank ${S["length"]}`;

/**
 * Checks that `shape` has `rank` axes.
 *
 * @throws ShapeError `op/rank`
 */
export function rankRule(op: string, what: string, shape: Readonly<Shape>, rank: number): void {
  if (shape.length !== rank) {
    throw new ShapeError(`${op}/rank`, `${op}: ${what} needs rank ${rank}: ${show(shape)} has rank ${shape.length}`);
  }
}
