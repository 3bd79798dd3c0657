import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { dtypeRule } from "./dtype.js";
import type { DTypeRule } from "./dtype.js";
import { leadingRule } from "./leading.js";
import type { Differs, LeadingRule } from "./leading.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";
import type { Projecting } from "./projection.js";

/*
 * What a layer attends to, before it is projected: query `[.., queries, in]`, key `[.., keys, in]` and value
 * `[.., keys, in]`, each of a width of its own.
 */

/** `Next` if the key `XK` of dtype `D` has the leading axes of the query `XQ`, or the message. */
export type KeyInputRule<Op extends string, XQ extends Shape, XK extends Shape, D extends string, Next> = DTypeRule<
  Op,
  "key",
  D,
  "f32",
  KeyShapeRule<Op, XQ, XK, Next>
>;

type KeyShapeRule<Op extends string, XQ extends Shape, XK extends Shape, Next> = { q: XQ; k: XK } extends {
  q: [...infer Leading, unknown, unknown];
  k: [...infer LeadingK, unknown, unknown];
}
  ? LeadingRule<Op, "query", XQ, "key", XK, Differs<Leading, LeadingK>, Next>
  : MinRankRule<Op, "key", XK, 2, Next>;

/**
 * Checks that a key has the leading axes of the query.
 *
 * @throws ShapeError `op/dtype`, `op/rank`, `op/leading`
 */
export function keyInputRule(op: string, query: Readonly<Shape>, key: Projecting, dims: DimBindings): void {
  dtypeRule(op, "key", key.dtype, "f32");
  minRankRule(op, "key", key.shape, 2);
  leadingRule(op, "query", query, "key", key.shape, -3, dims);
}

/** `Next` if the value `XV` of dtype `D` is as long as the key `XK`, with its leading axes, or the message. */
export type ValueInputRule<Op extends string, XK extends Shape, XV extends Shape, D extends string, Next> = DTypeRule<
  Op,
  "value",
  D,
  "f32",
  ValueShapeRule<Op, XK, XV, Next>
>;

type ValueShapeRule<Op extends string, XK extends Shape, XV extends Shape, Next> = { k: XK; v: XV } extends {
  k: [...infer LeadingK, infer Keys, unknown];
  v: [...infer LeadingV, infer Keys2, unknown];
}
  ? Same<Keys, Keys2> extends true
    ? LeadingRule<Op, "key", XK, "value", XV, Differs<LeadingK, LeadingV>, Next>
    : `${Op}: key and value differ in length: key ${Show<XK>} has ${ShowDim<Keys>}, value ${Show<XV>} has ${ShowDim<Keys2>}`
  : MinRankRule<Op, "value", XV, 2, Next>;

/**
 * Checks that a value is as long as the key, with its leading axes.
 *
 * @throws ShapeError `op/dtype`, `op/rank`, `op/length`, `op/leading`
 */
export function valueInputRule(op: string, key: Readonly<Shape>, value: Projecting, dims: DimBindings): void {
  dtypeRule(op, "value", value.dtype, "f32");
  minRankRule(op, "value", value.shape, 2);
  const [keys = 1, keys2 = 1] = [key.at(-2), value.shape.at(-2)];
  if (!sameDim(keys, keys2, dims)) {
    throw new ShapeError(
      `${op}/length`,
      `${op}: key and value differ in length: key ${show(key)} has ${keys}, value ${show(value.shape)} has ${keys2}`,
    );
  }
  leadingRule(op, "key", key, "value", value.shape, -3, dims);
}
