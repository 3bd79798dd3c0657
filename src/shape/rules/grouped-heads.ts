import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { divDims, mulDims } from "../polynomial.js";
import type { DivDim, MulDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { dtypeRule } from "./dtype.js";
import type { DTypeRule } from "./dtype.js";
import type { Projecting } from "./projection.js";
import { rankRule } from "./rank.js";
import type { RankRule } from "./rank.js";

/*
 * Grouped query attention: several query heads read one head of keys and values, so that the projections of query and
 * key are of different widths, while each head is as wide on both sides.
 */

/** How many heads there are of queries, and of keys and values. */
export interface HeadCounts {
  readonly q: Dim;
  readonly k: Dim;
}

/** `Next` if the query heads are a multiple of the key heads, or the message. */
export type GroupsRule<Op extends string, H extends HeadCounts, Next> = [DivDim<H["q"], H["k"]>] extends [never]
  ? `${Op}: ${ShowDim<H["q"]>} heads are not a multiple of ${ShowDim<H["k"]>} kvHeads`
  : Next;

/**
 * Checks that the query heads are a multiple of the key heads.
 *
 * @throws ShapeError `op/heads`
 */
export function groupsRule(op: string, heads: HeadCounts): void {
  if (divDims(heads.q, heads.k) !== undefined) return;
  throw new ShapeError(`${op}/heads`, `${op}: ${heads.q} heads are not a multiple of ${heads.k} kvHeads`);
}

/** `Next` if each head of the query is as wide as one of the key, or the message. */
export type HeadWidthRule<Op extends string, WQ extends Shape, WK extends Shape, H extends HeadCounts, Next> = {
  wq: WQ;
  wk: WK;
} extends { wq: [infer Out, unknown]; wk: [infer Out2, unknown] }
  ? Same<MulDim<Out, H["k"]>, MulDim<Out2, H["q"]>> extends true
    ? Next
    : `${Op}: wq and wk differ in width: wq ${Show<WQ>} has ${ShowDim<Out>} for ${ShowDim<H["q"]>} heads, wk ${Show<WK>} has ${ShowDim<Out2>} for ${ShowDim<H["k"]>}`
  : Next;

/**
 * Checks that each head of the query is as wide as one of the key.
 *
 * @throws ShapeError `op/width`
 */
export function headWidthRule(
  op: string,
  wq: Readonly<Shape>,
  wk: Readonly<Shape>,
  { q, k }: HeadCounts,
  dims: DimBindings,
): void {
  const [[out = 1], [out2 = 1]] = [wq, wk];
  if (sameDim(mulDims(out, k), mulDims(out2, q), dims)) return;
  throw new ShapeError(
    `${op}/width`,
    `${op}: wq and wk differ in width: wq ${show(wq)} has ${out} for ${q} heads, wk ${show(wk)} has ${out2} for ${k}`,
  );
}

/** `Next` if `wo [out, in]` takes as many heads as there are of queries, as wide as `wv` gives each, or the message. */
export type GroupedOutputRule<
  Op extends string,
  WV extends Shape,
  WO extends Shape,
  D extends string,
  H extends HeadCounts,
  Next,
> = DTypeRule<Op, "wo", D, "f32", TakesHeads<Op, WV, WO, H, Next>>;

type TakesHeads<Op extends string, WV extends Shape, WO extends Shape, H extends HeadCounts, Next> = {
  wv: WV;
  wo: WO;
} extends { wv: [infer Out, unknown]; wo: [unknown, infer In] }
  ? Same<MulDim<Out, H["q"]>, MulDim<In, H["k"]>> extends true
    ? Next
    : `${Op}: wo does not fit wv: wv ${Show<WV>} gives ${ShowDim<Out>} for ${ShowDim<H["k"]>} heads, wo ${Show<WO>} takes ${ShowDim<In>} for ${ShowDim<H["q"]>}`
  : RankRule<Op, "wo", WO, 2, Next>;

/**
 * Checks that `wo [out, in]` takes as many heads as there are of queries, as wide as `wv` gives each.
 *
 * @throws ShapeError `op/dtype`, `op/rank`, `op/weight`
 */
export function groupedOutputRule(
  op: string,
  wv: Readonly<Shape>,
  wo: Projecting,
  { q, k }: HeadCounts,
  dims: DimBindings,
): void {
  dtypeRule(op, "wo", wo.dtype, "f32");
  rankRule(op, "wo", wo.shape, 2);
  const [[out = 1], [, taken = 1]] = [wv, wo.shape];
  if (sameDim(mulDims(out, q), mulDims(taken, k), dims)) return;
  throw new ShapeError(
    `${op}/weight`,
    `${op}: wo does not fit wv: wv ${show(wv)} gives ${out} for ${k} heads, wo ${show(wo.shape)} takes ${taken} for ${q}`,
  );
}
