import type { Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show } from "../show.js";
import type { OperandAxes } from "./operand.js";

/** `Next` if the labels of an output are among `Known` and none stands twice, or the message. `E` is the equation. */
export type OutputLabels<
  Out extends unknown[],
  Known,
  E extends string,
  Next,
  Seen extends string = never,
> = Out extends [infer L extends string, ...infer Rest]
  ? L extends Seen
    ? `einsum: output label ${L} stands twice in ${E}`
    : L extends Known | "..."
      ? OutputLabels<Rest, Known, E, Next, Seen | L>
      : `einsum: output label ${L} of ${E} is in no operand`
  : Next;

/**
 * Checks the labels of an output.
 *
 * @throws ShapeError `einsum/output` if one is in no term or stands twice
 */
export function checkOutput(output: readonly string[], terms: readonly (readonly string[])[], equation: string): void {
  for (const [position, label] of output.entries()) {
    if (output.indexOf(label) < position) {
      throw new ShapeError("einsum/output", `einsum: output label ${label} stands twice in ${equation}`);
    }
    if (label !== "..." && !terms.some((term) => term.includes(label))) {
      throw new ShapeError("einsum/output", `einsum: output label ${label} of ${equation} is in no operand`);
    }
  }
}

/** The output's shape from the dims of all operands by label, or the message about a label or a left out ellipsis. */
export type OutputShape<Out extends unknown[], Axes, E extends string> = "..." extends keyof Axes
  ? "..." extends Out[number]
    ? Collect<Out, Axes, E>
    : { covered: Axes["..."] } extends { covered: infer Covered extends unknown[] }
      ? number extends Covered["length"]
        ? Collect<Out, Axes, E>
        : { covered: Covered } extends { covered: [] }
          ? Collect<Out, Axes, E>
          : OutputLabels<
              Out,
              keyof Axes,
              E,
              `einsum: output of ${E} leaves out the axes ${Show<Covered>} of ... (write ... in it)`
            >
      : never
  : Collect<Out, Axes, E>;

type Collect<
  Labels extends unknown[],
  Axes,
  E extends string,
  Found extends unknown[] = [],
  Seen = never,
  Out extends unknown[] = Labels,
> = Labels extends [infer L, ...infer Rest]
  ? L extends Seen
    ? OutputLabels<Out, keyof Axes, E, never>
    : L extends keyof Axes
      ? L extends "..."
        ? { covered: Axes[L] } extends { covered: infer Covered extends unknown[] }
          ? Collect<Rest, Axes, E, [...Found, ...Covered], Seen | L, Out>
          : never
        : Collect<Rest, Axes, E, [...Found, Axes[L]], Seen | L, Out>
      : L extends "..."
        ? Collect<Rest, Axes, E, Found, Seen | L, Out>
        : OutputLabels<Out, keyof Axes, E, never>
  : Fits<Found>;

/**
 * The output's shape from the dims of all operands by label.
 *
 * @throws ShapeError `einsum/output` if it leaves out axes of an ellipsis
 */
export function outputShape(output: readonly string[], { dims, ellipsis = [] }: OperandAxes, equation: string): Shape {
  if (ellipsis.length > 0 && !output.includes("...")) {
    throw new ShapeError(
      "einsum/output",
      `einsum: output of ${equation} leaves out the axes ${show(ellipsis)} of ... (write ... in it)`,
    );
  }
  return output.flatMap((label) => (label === "..." ? ellipsis : (dims.get(label) ?? 1)));
}
