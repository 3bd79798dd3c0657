import { atMostDims } from "../at-most.js";
import type { AtMostDim } from "../at-most.js";
import type { Dim, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { addDims } from "../polynomial.js";
import type { AddDim } from "../polynomial.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { rankRule } from "./rank.js";
import type { RankRule } from "./rank.js";

/** `[L, width]`, if a table `[positions, width]` has as many positions, or the message. */
export type LearnedPositionsRule<T extends Shape, L> = { table: T } extends { table: [infer Positions, infer Width] }
  ? { atMost: AtMostDim<L, Positions> } extends { atMost: false }
    ? `learnedPositions: the table has too few positions: table ${Show<T>} has ${ShowDim<Positions>}, asked for ${ShowDim<L>}`
    : Fits<[L, Width]>
  : RankRule<"learnedPositions", "table", T, 2, Fits<Shape>>;

/** `[]`, if the table has as many positions from the offset `O` on too, or the message. */
export type LearnedOffsetRule<T extends Shape, L, O> = { table: T; offset: O } extends {
  table: [infer Positions, unknown];
  offset: infer Offset;
}
  ? { atMost: AtMostDim<AddDim<Offset, L>, Positions> } extends { atMost: false }
    ? `learnedPositions: the table has too few positions: table ${Show<T>} has ${ShowDim<Positions>}, asked for ${ShowDim<L>} from ${ShowDim<O>}`
    : Fits<[]>
  : Fits<[]>;

/**
 * The shape of `length` rows of a table `[positions, width]` from `offset` on. Where that depends on sizes of names, it is
 * checked when they are known.
 *
 * @throws ShapeError `learnedPositions/rank`, `learnedPositions/bounds` if the table has fewer
 */
export function learnedPositionsRule(table: Readonly<Shape>, length: Dim, offset: Dim): Shape {
  rankRule("learnedPositions", "table", table, 2);
  const [positions = 1, width = 1] = table;
  const tooLong = atMostDims(length, positions) === false;
  if (tooLong || atMostDims(addDims(offset, length), positions) === false) {
    const asked = tooLong ? `${length}` : `${length} from ${offset}`;
    throw new ShapeError(
      "learnedPositions/bounds",
      `learnedPositions: the table has too few positions: table ${show(table)} has ${positions}, asked for ${asked}`,
    );
  }
  return [length, width];
}
