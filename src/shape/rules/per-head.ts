import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { Differs } from "./leading.js";

/*
 * Tensors that hold something for each entry of the batch, or each head, of scores `[.., heads, queries, keys]`.
 */

/**
 * `Next` if lengths `L` are one for all, or one for each entry of the batch, or the message. `What` is what messages call
 * them: `"lengths"` or `"offsets"`.
 */
export type LengthsRule<
  Op extends string,
  Scores extends unknown[],
  L extends Shape,
  Next,
  What extends string = "lengths",
> = {
  lengths: L;
} extends { lengths: [] }
  ? Next
  : { scores: Scores } extends { scores: [...infer Batch, unknown, unknown, unknown] }
    ? { found: Differs<Batch, L> } extends { found: [] }
      ? Next
      : `${Op}: ${What} are one for each entry of the batch: ${What} ${Show<L>}, batch ${Show<Batch>}`
    : number extends Scores["length"]
      ? Next
      : `${Op}: ${What} are one for each entry of the batch: ${What} ${Show<L>}, batch []`;

/**
 * Checks that lengths, or offsets, are one for all, or one for each entry of the batch.
 *
 * @throws ShapeError `op/batch`
 */
export function lengthsRule(
  op: string,
  scores: Readonly<Shape>,
  lengths: Readonly<Shape>,
  dims: DimBindings,
  what: "lengths" | "offsets" = "lengths",
): void {
  const batch = scores.slice(0, -3);
  const fits = lengths.length === batch.length && lengths.every((dim, axis) => sameDim(dim, batch[axis] ?? 1, dims));
  if (lengths.length === 0 || fits) return;
  throw new ShapeError(
    `${op}/batch`,
    `${op}: ${what} are one for each entry of the batch: ${what} ${show(lengths)}, batch ${show(batch)}`,
  );
}

/** `Next` if sinks `S` are one for all heads, or one for each, or the message. */
export type SinksRule<Op extends string, Scores extends unknown[], S extends Shape, Next> = { sinks: S } extends {
  sinks: [] | [1];
}
  ? Next
  : { sinks: S; scores: Scores } extends { sinks: [infer N]; scores: [...unknown[], infer Heads, unknown, unknown] }
    ? Same<N, Heads> extends true
      ? Next
      : `${Op}: sinks are one for each head: sinks ${Show<S>} has ${ShowDim<N>}, scores ${Show<Scores>} has ${ShowDim<Heads>}`
    : number extends S["length"] | Scores["length"]
      ? Next
      : `${Op}: sinks are one for each head: sinks ${Show<S>} has rank ${S["length"]}, scores ${Show<Scores>} has rank ${Scores["length"]}`;

/**
 * Checks that sinks are one for all heads, or one for each.
 *
 * @throws ShapeError `op/sinks`
 */
export function sinksRule(op: string, scores: Readonly<Shape>, sinks: Readonly<Shape>, dims: DimBindings): void {
  const [count, ...more] = sinks;
  if (more.length === 0 && (count === undefined || count === 1)) return;
  const heads = scores.at(-3);
  if (heads === undefined || count === undefined || more.length > 0) {
    throw new ShapeError(
      `${op}/sinks`,
      `${op}: sinks are one for each head: ` +
        `sinks ${show(sinks)} has rank ${sinks.length}, scores ${show(scores)} has rank ${scores.length}`,
    );
  }
  if (sameDim(count, heads, dims)) return;
  throw new ShapeError(
    `${op}/sinks`,
    `${op}: sinks are one for each head: sinks ${show(sinks)} has ${count}, scores ${show(scores)} has ${heads}`,
  );
}
