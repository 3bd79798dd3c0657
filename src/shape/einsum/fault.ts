import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { merge } from "./merge.js";
import type { Clash, Merge } from "./merge.js";
import type { Contradiction, OperandAxes } from "./operand.js";

/** What is wrong with one operand, where a message alone is about the equation. */
export interface OperandFault<Position extends number, Message extends string> {
  readonly position: Position;
  readonly message: Message;
}

/** The fault of an operand that has another rank than its term, or two dims for one label. */
export type ExplainOperand<Found, Term extends string[], S extends unknown[], Position extends number> =
  Found extends Contradiction<infer L extends string, infer A, infer B>
    ? OperandFault<
        Position,
        `einsum: label ${L} has two sizes: operand ${Position} ${Show<S>} has ${ShowDim<A>} and ${ShowDim<B>}`
      >
    : OperandFault<
        Position,
        `einsum: operand ${Position} needs rank ${NeededRank<Term>} for ${ShowTerm<Term>}: ${Show<S>} has rank ${S["length"]}`
      >;

type NeededRank<Term extends string[], Counted extends 0[] = []> = Term extends [
  infer L,
  ...infer Rest extends string[],
]
  ? L extends "..."
    ? `${[...Counted, ...Rest]["length"]} or more`
    : NeededRank<Rest, [...Counted, 0]>
  : Counted["length"];

type ShowTerm<Term extends string[]> = Term extends [] ? "an empty term" : JoinLabels<Term>;

type JoinLabels<Term extends string[], Text extends string = ""> = Term extends [
  infer L extends string,
  ...infer Rest extends string[],
]
  ? JoinLabels<Rest, `${Text}${L}`>
  : Text;

/** The error for an operand that has another rank than its term, or two dims for one label. */
export function operandError(
  found: Contradiction<string, Dim, Dim> | "rank",
  term: readonly string[],
  shape: Readonly<Shape>,
  position: number,
): ShapeError {
  if (found === "rank") {
    const needed = term.includes("...") ? `${term.length - 1} or more` : `${term.length}`;
    const text = term.length === 0 ? "an empty term" : term.join("");
    return new ShapeError(
      "einsum/rank",
      `einsum: operand ${position} needs rank ${needed} for ${text}: ${show(shape)} has rank ${shape.length}`,
    );
  }
  return new ShapeError(
    "einsum/size",
    `einsum: label ${found.label} has two sizes: operand ${position} ${show(shape)} has ${found.left} and ${found.right}`,
  );
}

/** The fault of an operand that clashes with those before it: with the first of those that it clashes with alone. */
export type ExplainClash<
  Term extends string[],
  S extends unknown[],
  Own,
  Done extends unknown[],
  Others extends unknown[] = Done,
  Tried extends 0[] = [],
> = Others extends [[infer Other extends unknown[], infer OtherAxes], ...infer Rest]
  ? Merge<Term, OtherAxes, Own extends [infer Axes] ? Axes : never> extends Clash<infer L, infer A, infer B>
    ? OperandFault<
        Done["length"] & number,
        `einsum: ${L extends "..." ? "axes of ... do not broadcast" : `label ${L & string} has two sizes`}: operand ${Tried["length"]} ${Show<Other>} has ${ShowDim<A>}, operand ${Done["length"] & number} ${Show<S>} has ${ShowDim<B>}`
      >
    : ExplainClash<Term, S, Own, Done, Rest, [...Tried, 0]>
  : never;

/** The error for an operand that clashes with those before it: with the first of those that it clashes with alone. */
export function clashError(
  term: readonly string[],
  own: OperandAxes,
  done: readonly OperandAxes[],
  shapes: readonly Readonly<Shape>[],
  sizes: DimBindings,
): ShapeError {
  const next = done.length;
  for (const [position, other] of done.entries()) {
    const found = merge(term, other, own, sizes);
    if (!("clash" in found)) continue;
    const what = found.clash === "..." ? "axes of ... do not broadcast" : `label ${found.clash} has two sizes`;
    const [first, second] = [shapes[position] ?? [], shapes[next] ?? []];
    return new ShapeError(
      "einsum/size",
      `einsum: ${what}: operand ${position} ${show(first)} has ${found.left}, ` +
        `operand ${next} ${show(second)} has ${found.right}`,
    );
  }
  throw new Error("einsum: an operand clashes with all before it together, and with none of them");
}
