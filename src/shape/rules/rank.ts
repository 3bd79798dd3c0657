import type { Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { show } from "../show.js";
import type { Show } from "../show.js";

/** The ranks that an operation can ask for. */
export type Rank = 0 | 1 | 2 | 3;

/** Takes axes from the end, so that it is decided for `[...L, 512]` too as far as that goes. */
type HasMinRank<S extends unknown[], R extends Rank> = R extends 0
  ? true
  : { shape: S } extends { shape: [...infer Rest, unknown] }
    ? HasMinRank<Rest, { 1: 0; 2: 1; 3: 2 }[R & (1 | 2 | 3)]>
    : false;

/** `Next` if `S` has at least `R` axes or an unknown number of them, or the message. */
export type MinRankRule<Op extends string, What extends string, S extends Shape, R extends Rank, Next = S> =
  HasMinRank<S, R> extends true
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
  R extends Rank,
  Next = S,
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
export function rankRule(op: string, what: string, shape: Readonly<Shape>, rank: Rank): void {
  if (shape.length !== rank) {
    throw new ShapeError(`${op}/rank`, `${op}: ${what} needs rank ${rank}: ${show(shape)} has rank ${shape.length}`);
  }
}
