import { isPositiveSize } from "../dim.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { divisorHint } from "../nearest-divisor.js";
import type { DivisorHint } from "../nearest-divisor.js";
import { divDims } from "../polynomial.js";
import type { DivDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { dtypeRule } from "./dtype.js";
import type { DTypeRule } from "./dtype.js";
import type { Projecting } from "./projection.js";
import { rankRule } from "./rank.js";
import type { RankRule } from "./rank.js";

/** `Next` if the heads divide what the weight `W [out, in]` gives, or the message. */
export type HeadsRule<Op extends string, Weight extends string, W extends Shape, Heads extends Dim, Next> = {
  w: W;
} extends { w: [infer Out, unknown] }
  ? [DivDim<Out, Heads>] extends [never]
    ? { heads: `${Heads}` } extends { heads: "0" | `-${string}` | `${string}.${string}` }
      ? `${Op}: ${Heads} is no number of heads (use a whole number from 1)`
      : `${Op}: ${DoNotDivide<Out, Heads>} what ${Weight} gives: ${Weight} ${Show<W>} has ${ShowDim<Out>}${DivisorHint<Out, Heads>}`
    : Next
  : Next;

type DoNotDivide<Out, Heads> = { out: Out; heads: Heads } extends { out: number; heads: number }
  ? `${ShowDim<Heads>} heads do not divide`
  : `cannot prove that ${ShowDim<Heads>} heads divide`;

/**
 * Checks that the heads divide what the weight `[out, in]` gives.
 *
 * @throws ShapeError `op/heads`
 */
export function headsRule(op: string, weight: string, w: Readonly<Shape>, heads: Dim): void {
  const [out = 1] = w;
  if (divDims(out, heads) !== undefined) return;
  const message =
    typeof heads === "number" && !isPositiveSize(heads)
      ? `${heads} is no number of heads (use a whole number from 1)`
      : `${doNotDivide(out, heads)} what ${weight} gives: ${weight} ${show(w)} has ${out}${divisorHint(out, heads)}`;
  throw new ShapeError(`${op}/heads`, `${op}: ${message}`);
}

function doNotDivide(out: Dim, heads: Dim): string {
  return typeof out === "number" && typeof heads === "number"
    ? `${heads} heads do not divide`
    : `cannot prove that ${heads} heads divide`;
}

/** `Next` if `wo [out, in]` takes the heads side by side, which are as wide as `wv` gives, or the message. */
export type OutputWeightRule<Op extends string, WV extends Shape, WO extends Shape, D extends string, Next> = DTypeRule<
  Op,
  "wo",
  D,
  "f32",
  TakesHeads<Op, WV, WO, Next>
>;

type TakesHeads<Op extends string, WV extends Shape, WO extends Shape, Next> = { wv: WV; wo: WO } extends {
  wv: [infer Out, unknown];
  wo: [unknown, infer In];
}
  ? Same<Out, In> extends true
    ? Next
    : `${Op}: wo does not fit wv: wv ${Show<WV>} gives ${ShowDim<Out>}, wo ${Show<WO>} takes ${ShowDim<In>}`
  : RankRule<Op, "wo", WO, 2, Next>;

/**
 * Checks that `wo [out, in]` takes the heads side by side, which are as wide as `wv` gives.
 *
 * @throws ShapeError `op/dtype`, `op/rank`, `op/weight`
 */
export function outputWeightRule(op: string, wv: Readonly<Shape>, wo: Projecting, dims: DimBindings): void {
  dtypeRule(op, "wo", wo.dtype, "f32");
  rankRule(op, "wo", wo.shape, 2);
  const [out = 1] = wv;
  const features = wo.shape.at(-1) ?? 1;
  if (!sameDim(out, features, dims)) {
    throw new ShapeError(
      `${op}/weight`,
      `${op}: wo does not fit wv: wv ${show(wv)} gives ${out}, wo ${show(wo.shape)} takes ${features}`,
    );
  }
}
