import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { minRankRule, rankRule } from "./rank.js";
import type { MinRankRule, RankRule } from "./rank.js";

/**
 * The shape of the result of normalizing the last axis of `S`, scaled or shifted by `W` of that length.
 * `What` is `W`'s role: `"weight"` or `"bias"`.
 */
export type NormalizeRule<Op extends string, What extends string, S extends Shape, W extends Shape> = {
  input: S;
  weight: W;
} extends { input: [...infer _Leading, infer K]; weight: [infer K2] }
  ? Same<K, K2> extends true
    ? Fits<S>
    : `${Op}: ${What} does not match the last axis: input ${Show<S>} has ${ShowDim<K>}, ${What} ${Show<W>} has ${ShowDim<K2>}`
  : MinRankRule<Op, "input", S, 1, RankRule<Op, What, W, 1, Fits<S>>>;

/**
 * The shape of the result of normalizing the last axis of `shape`.
 *
 * @param what the role of `weight`: `"weight"` or `"bias"`
 * @throws ShapeError `op/rank`, or `op/weight` (`op/bias`) if it doesn't have the length of the last axis
 */
export function normalizeRule(
  op: string,
  what: "weight" | "bias",
  shape: Readonly<Shape>,
  weight: Readonly<Shape>,
  dims: DimBindings,
): Shape {
  minRankRule(op, "input", shape, 1);
  rankRule(op, what, weight, 1);
  const [width = 1] = weight;
  const last = shape.at(-1) ?? 1;
  if (!sameDim(last, width, dims)) {
    throw new ShapeError(
      `${op}/${what}`,
      `${op}: ${what} does not match the last axis: ` +
        `input ${show(shape)} has ${last}, ${what} ${show(weight)} has ${width}`,
    );
  }
  return [...shape];
}
