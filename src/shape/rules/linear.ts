import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { minRankRule, rankRule } from "./rank.js";
import type { MinRankRule, RankRule } from "./rank.js";

/** The shape of input `[.., in]` times weight `[out, in]` transposed. */
export type LinearRule<X extends Shape, W extends Shape> = { x: X; w: W } extends {
  x: [...infer Leading, infer In];
  w: [infer Out, infer In2];
}
  ? Same<In, In2> extends true
    ? Fits<[...Leading, Out]>
    : `linear: input features differ: input ${Show<X>} has ${ShowDim<In>}, weight ${Show<W>} has ${ShowDim<In2>}`
  : MinRankRule<"linear", "input", X, 1, RankRule<"linear", "weight", W, 2, Fits<Shape>>>;

/**
 * The shape of input `[.., in]` times weight `[out, in]` transposed.
 *
 * @throws ShapeError `linear/rank`, `linear/weight`
 */
export function linearRule(x: Readonly<Shape>, weight: Readonly<Shape>, dims: DimBindings): Shape {
  minRankRule("linear", "input", x, 1);
  rankRule("linear", "weight", weight, 2);
  const [out = 1, features = 1] = weight;
  const last = x.at(-1) ?? 1;
  if (!sameDim(last, features, dims)) {
    throw new ShapeError(
      "linear/weight",
      `linear: input features differ: input ${show(x)} has ${last}, weight ${show(weight)} has ${features}`,
    );
  }
  return [...x.slice(0, -1), out];
}

/** The shape of the bias, if it matches the weight `[out, in]`. */
export type LinearBiasRule<W extends Shape, B extends Shape> = { w: W; b: B } extends {
  w: [infer Out, unknown];
  b: [infer Out2];
}
  ? Same<Out, Out2> extends true
    ? Fits<B>
    : `linear: output features differ: weight ${Show<W>} has ${ShowDim<Out>}, bias ${Show<B>} has ${ShowDim<Out2>}`
  : RankRule<"linear", "bias", B, 1>;

/**
 * Checks that a bias matches the weight `[out, in]`.
 *
 * @throws ShapeError `linear/rank`, `linear/bias`
 */
export function linearBiasRule(weight: Readonly<Shape>, bias: Readonly<Shape>, dims: DimBindings): Shape {
  rankRule("linear", "bias", bias, 1);
  const [out = 1] = weight;
  const [out2 = 1] = bias;
  if (!sameDim(out, out2, dims)) {
    throw new ShapeError(
      "linear/bias",
      `linear: output features differ: weight ${show(weight)} has ${out}, bias ${show(bias)} has ${out2}`,
    );
  }
  return [...bias];
}
