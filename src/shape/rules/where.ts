import { broadcast } from "../broadcast.js";
import type { Broadcast, Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/**
 * The shape that a condition and the choices broadcast to, where `Choices` is what the two choices broadcast to by
 * the elementwise rule.
 */
export type WhereRule<Condition extends Shape, Choices extends Shape> = Explain<
  Condition,
  Choices,
  Broadcast<Choices, Condition>
>;

type Explain<Condition extends Shape, Choices extends Shape, Common> = { common: Common } extends {
  common: unknown[];
}
  ? Common
  : Common extends Mismatch<infer X, infer Y>
    ? `where: condition does not broadcast: condition ${Show<Condition>} has ${ShowDim<Y>}, choices ${Show<Choices>} have ${ShowDim<X>}`
    : never;

/**
 * The shape that a condition and the choices broadcast to, where `choices` is what the two choices broadcast to by
 * the elementwise rule.
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
