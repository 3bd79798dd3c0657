import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { mulDims } from "../polynomial.js";
import type { MulDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { dtypeRule } from "./dtype.js";
import type { DTypeRule } from "./dtype.js";
import type { Projecting } from "./projection.js";
import { rankRule } from "./rank.js";
import type { RankRule } from "./rank.js";

/** `Next` if `wo [out, in]` takes so many heads, each as wide as the values `V [.., kvHeads, length, d]`, or the message. */
export type MemoryOutputRule<
  Op extends string,
  V extends Shape,
  WO extends Shape,
  D extends string,
  Heads,
  Next,
> = DTypeRule<Op, "wo", D, "f32", TakesHeads<Op, V, WO, Heads, Next>>;

type TakesHeads<Op extends string, V extends Shape, WO extends Shape, Heads, Next> = { v: V; wo: WO } extends {
  v: [...unknown[], infer Width];
  wo: [unknown, infer In];
}
  ? Same<MulDim<Width, Heads>, In> extends true
    ? Next
    : `${Op}: wo does not fit the values: ${ShowDim<Heads>} heads of values ${Show<V>} give ${ShowDim<MulDim<Width, Heads>>}, wo ${Show<WO>} takes ${ShowDim<In>}`
  : RankRule<Op, "wo", WO, 2, Next>;

/**
 * Checks that `wo [out, in]` takes so many heads, each as wide as the values `[.., kvHeads, length, d]`.
 *
 * @throws ShapeError `op/dtype`, `op/rank`, `op/weight`
 */
export function memoryOutputRule(
  op: string,
  values: Readonly<Shape>,
  wo: Projecting,
  heads: Dim,
  dims: DimBindings,
): void {
  dtypeRule(op, "wo", wo.dtype, "f32");
  rankRule(op, "wo", wo.shape, 2);
  const [given, taken = 1] = [mulDims(values.at(-1) ?? 1, heads), wo.shape[1]];
  if (sameDim(given, taken, dims)) return;
  throw new ShapeError(
    `${op}/weight`,
    `${op}: wo does not fit the values: ${heads} heads of values ${show(values)} give ${given}, wo ${show(wo.shape)} takes ${taken}`,
  );
}
