import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { dtypeRule } from "./dtype.js";
import type { DTypeRule } from "./dtype.js";
import { rankRule } from "./rank.js";
import type { RankRule } from "./rank.js";

/*
 * Projections `X W^T + b` of a layer with several weights. The weights come as one argument, so that each message says
 * which of them it is about. Each type takes the rule that speaks next and yields what that yields, or its own message.
 */

/** A weight or bias as its rules see it. */
export interface Projecting {
  readonly shape: Readonly<Shape>;
  readonly dtype: string;
}

/** `Next` if the weight `W [out, in]` takes `X [.., in]`, or the message. */
export type ProjectionRule<
  Op extends string,
  Input extends string,
  X extends Shape,
  Weight extends string,
  W extends Shape,
  D extends string,
  Next,
> = DTypeRule<Op, Weight, D, "f32", Takes<Op, Input, X, Weight, W, Next>>;

type Takes<Op extends string, Input extends string, X extends Shape, Weight extends string, W extends Shape, Next> = {
  x: X;
  w: W;
} extends { x: [...infer _Leading, infer In]; w: [unknown, infer In2] }
  ? Same<In, In2> extends true
    ? Next
    : `${Op}: ${Weight} does not fit ${Input}: ${Input} ${Show<X>} has ${ShowDim<In>}, ${Weight} ${Show<W>} has ${ShowDim<In2>}`
  : RankRule<Op, Weight, W, 2, Next>;

/**
 * Checks that a weight `[out, in]` takes `x [.., in]`.
 *
 * @throws ShapeError `op/dtype`, `op/rank`, `op/weight`
 */
export function projectionRule(
  op: string,
  input: string,
  x: Readonly<Shape>,
  weight: string,
  w: Projecting,
  dims: DimBindings,
): void {
  dtypeRule(op, weight, w.dtype, "f32");
  rankRule(op, weight, w.shape, 2);
  const [features = 1, features2 = 1] = [x.at(-1), w.shape.at(-1)];
  if (!sameDim(features, features2, dims)) {
    throw new ShapeError(
      `${op}/weight`,
      `${op}: ${weight} does not fit ${input}: ${input} ${show(x)} has ${features}, ${weight} ${show(w.shape)} has ${features2}`,
    );
  }
}

/** `Next` if the bias `B [out]` fits the weight `W [out, in]`, or the message. */
export type ProjectionBiasRule<
  Op extends string,
  Weight extends string,
  W extends Shape,
  Bias extends string,
  B extends Shape,
  D extends string,
  Next,
> = DTypeRule<Op, Bias, D, "f32", Shifts<Op, Weight, W, Bias, B, Next>>;

type Shifts<Op extends string, Weight extends string, W extends Shape, Bias extends string, B extends Shape, Next> = {
  w: W;
  b: B;
} extends { w: [infer Out, unknown]; b: [infer Out2] }
  ? Same<Out, Out2> extends true
    ? Next
    : `${Op}: ${Bias} does not fit ${Weight}: ${Weight} ${Show<W>} has ${ShowDim<Out>}, ${Bias} ${Show<B>} has ${ShowDim<Out2>}`
  : RankRule<Op, Bias, B, 1, Next>;

/**
 * Checks that a bias `[out]` fits the weight `[out, in]`.
 *
 * @throws ShapeError `op/dtype`, `op/rank`, `op/bias`
 */
export function projectionBiasRule(
  op: string,
  weight: string,
  w: Readonly<Shape>,
  bias: string,
  b: Projecting,
  dims: DimBindings,
): void {
  dtypeRule(op, bias, b.dtype, "f32");
  rankRule(op, bias, b.shape, 1);
  const [out = 1] = w;
  const [out2 = 1] = b.shape;
  if (!sameDim(out, out2, dims)) {
    throw new ShapeError(
      `${op}/bias`,
      `${op}: ${bias} does not fit ${weight}: ${weight} ${show(w)} has ${out}, ${bias} ${show(b.shape)} has ${out2}`,
    );
  }
}

/** `Next` if query and key are projected to the same width, or the message. */
export type SameWidthRule<Op extends string, WQ extends Shape, WK extends Shape, Next> = { wq: WQ; wk: WK } extends {
  wq: [infer Out, unknown];
  wk: [infer Out2, unknown];
}
  ? Same<Out, Out2> extends true
    ? Next
    : `${Op}: wq and wk differ in width: wq ${Show<WQ>} has ${ShowDim<Out>}, wk ${Show<WK>} has ${ShowDim<Out2>}`
  : Next;

/**
 * Checks that query and key are projected to the same width.
 *
 * @throws ShapeError `op/width`
 */
export function sameWidthRule(op: string, wq: Readonly<Shape>, wk: Readonly<Shape>, dims: DimBindings): void {
  const [out = 1] = wq;
  const [out2 = 1] = wk;
  if (!sameDim(out, out2, dims)) {
    throw new ShapeError(
      `${op}/width`,
      `${op}: wq and wk differ in width: wq ${show(wq)} has ${out}, wk ${show(wk)} has ${out2}`,
    );
  }
}
