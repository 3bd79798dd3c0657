import { broadcast } from "../broadcast.js";
import type { Broadcast, Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { DTypeRule } from "./dtype.js";
import { elementwiseRule } from "./elementwise.js";
import type { ElementwiseRule } from "./elementwise.js";

/**
 * The shape that a condition of dtype `D` and two choices broadcast to. Choices that don't fit each other are of unknown
 * rank here: {@link ChoicesRule} says that.
 */
export type WhereRule<C extends Shape, A extends Shape, B extends Shape, D extends string> = DTypeRule<
  "where",
  "condition",
  D,
  "bool",
  WithChoices<C, ChoicesRule<A, B>>
>;

/** The shape that the two choices broadcast to. */
export type ChoicesRule<A extends Shape, B extends Shape> = ElementwiseRule<"where", A, B, "whenTrue", "otherwise">;

/** Choices that don't fit each other are reported there. */
type WithChoices<C extends Shape, Choices> =
  Choices extends Fits<infer S extends unknown[]> ? Explain<C, S, Broadcast<S, C>> : Fits<Shape>;

type Explain<Condition extends unknown[], Choices extends unknown[], Common> =
  Common extends Fits<unknown>
    ? Common
    : Common extends Mismatch<infer X, infer Y>
      ? `where: condition does not broadcast: condition ${Show<Condition>} has ${ShowDim<Y>}, choices ${Show<Choices>} have ${ShowDim<X>}`
      : never;

/**
 * The shape that the two choices broadcast to.
 *
 * @throws ShapeError `where/broadcast`
 */
export function choicesRule(whenTrue: Readonly<Shape>, otherwise: Readonly<Shape>, dims: DimBindings): Shape {
  return elementwiseRule("where", whenTrue, otherwise, dims, "whenTrue", "otherwise");
}

/**
 * The shape that a condition and the choices broadcast to, where `choices` is what {@link choicesRule} gives.
 *
 * @throws ShapeError `where/condition`
 */
export function whereRule(condition: Readonly<Shape>, choices: Readonly<Shape>, dims: DimBindings): Shape {
  const common = broadcast(choices, condition, dims);
  if (Array.isArray(common)) return common;
  throw new ShapeError(
    "where/condition",
    "where: condition does not broadcast: " +
      `condition ${show(condition)} has ${common.right}, choices ${show(choices)} have ${common.left}`,
  );
}
