import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import type { SameRest } from "../rest.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { Mismatch } from "../broadcast.js";

/**
 * The shape of the mask, if it broadcasts to the scores: aligned at the last axis, each of the mask's dims is the
 * score's or 1. A mask never enlarges the scores. `What` is what messages call it: `"mask"` or `"bias"`.
 */
export type MaskRule<
  Op extends string,
  Scores extends unknown[],
  Mask extends Shape,
  What extends string = "mask",
> = Explain<Op, Scores, Mask, Fit<Scores, Mask>, What>;

type Explain<Op extends string, Scores extends unknown[], Mask extends Shape, Found, What extends string> = {
  fit: Found;
} extends { fit: [] }
  ? Fits<Mask>
  : Found extends Mismatch<infer X, infer Y>
    ? `${Op}: ${What} does not broadcast to the scores: ${What} ${Show<Mask>} has ${ShowDim<X>}, scores ${Show<Scores>} has ${ShowDim<Y>}`
    : `${Op}: ${What} has more axes than the scores: ${What} ${Show<Mask>} has rank ${Mask["length"]}, scores ${Show<Scores>} has rank ${Scores["length"]}`;

/** `[]` if the mask fits, the first dims that differ, or `"longer"`. */
type Fit<Scores extends unknown[], Mask extends unknown[]> =
  SameRest<Scores, Mask> extends true
    ? []
    : { scores: Scores; mask: Mask } extends {
          scores: [...infer RestScores, infer Score];
          mask: [...infer RestMask, infer M];
        }
      ? { mask: M } extends { mask: Score | 1 }
        ? Fit<RestScores, RestMask>
        : Same<M, Score> extends true
          ? Fit<RestScores, RestMask>
          : Mismatch<M, Score>
      : { mask: Mask } extends { mask: [] }
        ? []
        : number extends Scores["length"] | Mask["length"]
          ? []
          : "longer";

/**
 * Checks that a mask, or a bias, broadcasts to the scores, and never enlarges them.
 *
 * @throws ShapeError `op/mask`, or `op/bias` of a bias
 */
export function maskRule(
  op: string,
  scores: Readonly<Shape>,
  mask: Readonly<Shape>,
  dims: DimBindings,
  kind: "mask" | "bias" = "mask",
): Shape {
  for (let fromEnd = 1; fromEnd <= Math.min(scores.length, mask.length); fromEnd++) {
    const score = scores.at(-fromEnd) ?? 1;
    const m = mask.at(-fromEnd) ?? 1;
    if (m !== 1 && !sameDim(m, score, dims)) {
      throw new ShapeError(
        `${op}/${kind}`,
        `${op}: ${kind} does not broadcast to the scores: ${kind} ${show(mask)} has ${m}, scores ${show(scores)} has ${score}`,
      );
    }
  }
  if (mask.length > scores.length) {
    throw new ShapeError(
      `${op}/${kind}`,
      `${op}: ${kind} has more axes than the scores: ` +
        `${kind} ${show(mask)} has rank ${mask.length}, scores ${show(scores)} has rank ${scores.length}`,
    );
  }
  return [...scores];
}
