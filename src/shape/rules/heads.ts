import { divisorHint } from "../nearest-divisor.js";
import type { DivisorHint } from "../nearest-divisor.js";
import { divDims, mulDims } from "../polynomial.js";
import type { DivDim, MulDim } from "../polynomial.js";
import type { Dim, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/** The shape `[.., heads, length, d_model / heads]` of `[.., length, d_model]`. */
export type SplitHeadsRule<S extends Shape, Heads extends Dim> = { shape: S } extends {
  shape: [...infer Leading, infer Length, infer Width];
}
  ? [DivDim<Width, Heads>] extends [never]
    ? `splitHeads: ${NotDivisible<Width, Heads, S>}`
    : Fits<[...Leading, Heads, Length, DivDim<Width, Heads>]>
  : MinRankRule<"splitHeads", "input", S, 2, Fits<Shape>>;

type NotDivisible<Width, Heads, S extends Shape> = { heads: Heads } extends { heads: 0 }
  ? "0 is no number of heads (use a whole number from 1)"
  : { heads: Heads } extends { heads: number }
    ? { width: Width } extends { width: number }
      ? `d_model ${ShowDim<Width>} is not divisible by ${ShowDim<Heads>} heads in ${Show<S>}${DivisorHint<Width, Heads>}`
      : `cannot prove that d_model ${ShowDim<Width>} is divisible by ${ShowDim<Heads>} heads in ${Show<S>}`
    : `cannot prove that d_model ${ShowDim<Width>} is divisible by ${ShowDim<Heads>}, the number of heads, in ${Show<S>}`;

/**
 * The shape `[.., heads, length, d_model / heads]` of `[.., length, d_model]`.
 *
 * @throws ShapeError `splitHeads/rank`, `splitHeads/heads` if `heads` doesn't divide d_model for every size of names
 */
export function splitHeadsRule(shape: Readonly<Shape>, heads: Dim): Shape {
  minRankRule("splitHeads", "input", shape, 2);
  const [length = 1, width = 1] = shape.slice(-2);
  const headWidth = divDims(width, heads);
  if (headWidth === undefined) {
    throw new ShapeError("splitHeads/heads", `splitHeads: ${notDivisible(width, heads, shape)}`);
  }
  return [...shape.slice(0, -2), heads, length, headWidth];
}

function notDivisible(width: Dim, heads: Dim, shape: Readonly<Shape>): string {
  if (heads === 0) return "0 is no number of heads (use a whole number from 1)";
  if (typeof heads !== "number") {
    return `cannot prove that d_model ${width} is divisible by ${heads}, the number of heads, in ${show(shape)}`;
  }
  return typeof width === "number"
    ? `d_model ${width} is not divisible by ${heads} heads in ${show(shape)}${divisorHint(width, heads)}`
    : `cannot prove that d_model ${width} is divisible by ${heads} heads in ${show(shape)}`;
}

/** The shape `[.., length, heads * width]` of `[.., heads, length, width]`. */
export type MergeHeadsRule<S extends Shape> = { shape: S } extends {
  shape: [...infer Leading, infer Heads, infer Length, infer Width];
}
  ? Fits<[...Leading, Length, MulDim<Heads, Width>]>
  : MinRankRule<"mergeHeads", "input", S, 3, Fits<Shape>>;

/**
 * The shape `[.., length, heads * width]` of `[.., heads, length, width]`.
 *
 * @throws ShapeError `mergeHeads/rank`
 */
export function mergeHeadsRule(shape: Readonly<Shape>): Shape {
  minRankRule("mergeHeads", "input", shape, 3);
  const [heads = 1, length = 1, width = 1] = shape.slice(-3);
  return [...shape.slice(0, -3), length, mulDims(heads, width)];
}
