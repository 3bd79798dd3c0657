import { broadcast } from "../broadcast.js";
import type { Broadcast, Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/** The shape of `[.., m, k]` times `[.., k, n]`; the leading axes broadcast. */
export type MatmulRule<A extends Shape, B extends Shape> = { a: A; b: B } extends {
  a: [...infer LeadingA, infer M, infer K];
  b: [...infer LeadingB, infer K2, infer N];
}
  ? Same<K, K2> extends true
    ? AfterLeading<Broadcast<LeadingA, LeadingB>, A, B, [M, N]>
    : `matmul: inner dimensions differ: left ${Show<A>} has ${ShowDim<K>}, right ${Show<B>} has ${ShowDim<K2>}`
  : MinRankRule<"matmul", "left", A, 2, MinRankRule<"matmul", "right", B, 2, Fits<Shape>>>;

type AfterLeading<Leading, A extends Shape, B extends Shape, Matrix extends unknown[]> =
  Leading extends Fits<infer Axes extends unknown[]>
    ? Fits<[...Axes, ...Matrix]>
    : Leading extends Mismatch<infer X, infer Y>
      ? `matmul: leading axes do not broadcast: left ${Show<A>} has ${ShowDim<X>}, right ${Show<B>} has ${ShowDim<Y>}`
      : never;

/**
 * The shape of `[.., m, k]` times `[.., k, n]`; the leading axes broadcast.
 *
 * @throws ShapeError `matmul/rank`, `matmul/inner`, `matmul/leading`
 */
export function matmulRule(a: Readonly<Shape>, b: Readonly<Shape>, dims: DimBindings): Shape {
  minRankRule("matmul", "left", a, 2);
  minRankRule("matmul", "right", b, 2);
  const [m = 1, k = 1] = a.slice(-2);
  const [k2 = 1, n = 1] = b.slice(-2);
  if (!sameDim(k, k2, dims)) {
    throw new ShapeError(
      "matmul/inner",
      `matmul: inner dimensions differ: left ${show(a)} has ${k}, right ${show(b)} has ${k2}`,
    );
  }
  const leading = broadcast(a.slice(0, -2), b.slice(0, -2), dims);
  if (!Array.isArray(leading)) {
    throw new ShapeError(
      "matmul/leading",
      `matmul: leading axes do not broadcast: left ${show(a)} has ${leading.left}, right ${show(b)} has ${leading.right}`,
    );
  }
  return [...leading, m, n];
}
