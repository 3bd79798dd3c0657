import type { DimBindings, Shape } from "../dim.js";
import { parseEquation } from "../einsum/equation.js";
import type { ParseEquation, Parsed } from "../einsum/equation.js";
import type { ExactDims, ExactOutput } from "../einsum/exact.js";
import type { ImplicitOutput } from "../einsum/implicit.js";
import { merge } from "../einsum/merge.js";
import type { Clash, Merge } from "../einsum/merge.js";
import { axisLabels, bindOperand } from "../einsum/operand.js";
import type { BindOperand, Contradiction, OperandAxes } from "../einsum/operand.js";
import { outputShape } from "../einsum/output.js";
import type { OutputLabels, OutputShape } from "../einsum/output.js";
import { ShapeError } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { DTypeRule } from "./dtype.js";

/** What is wrong with one operand, where a message alone is about the equation. */
export interface OperandFault<Position extends number, Message extends string> {
  readonly position: Position;
  readonly message: Message;
}

/** The {@link OperandFault} of the first operand that isn't f32. */
export type EinsumDTypeRule<DTypes extends readonly string[], Position extends 0[] = []> = DTypes extends [
  infer D extends string,
  ...infer Rest extends string[],
]
  ? { rule: DTypeRule<"einsum", `operand ${Position["length"]}`, D, "f32", []> } extends { rule: [] }
    ? EinsumDTypeRule<Rest, [...Position, 0]>
    : OperandFault<Position["length"], DTypeRule<"einsum", `operand ${Position["length"]}`, D, "f32", []> & string>
  : Shape;

/**
 * The shape of the sum that equation `E` says, as numpy's einsum; or a message about the equation, or an
 * {@link OperandFault}. An equation that is not one literal gives a shape of unknown rank, and so does an unknown number
 * of operands.
 */
export type EinsumRule<E extends string, Shapes extends unknown[][]> = number extends Shapes["length"]
  ? Shape
  : IsOneLiteral<E> extends true
    ? Shortest<Short<E, Shapes>, E, Shapes>
    : Shape;

/** Not `string`, not a pattern such as `ij->${string}`, not a union. */
type IsOneLiteral<E extends string, Whole = E> = {} extends { [K in E]: 1 }
  ? false
  : E extends unknown
    ? [Whole] extends [E]
      ? true
      : false
    : never;

type Shortest<Quick, E extends string, Shapes extends unknown[][]> = { quick: Quick } extends { quick: unknown[] }
  ? Quick
  : General<E, Shapes, ParseEquation<E, Shapes["length"]>>;

type Short<E extends string, Shapes extends unknown[][]> = E extends `${string}.${string}`
  ? undefined
  : E extends `${string} ${string}`
    ? E extends `${string}- ${string}`
      ? undefined
      : Short<WithoutSpaces<E>, Shapes>
    : E extends `${infer In}->${infer Out}`
      ? ExactOutput<In, Out, Shapes>
      : ExactOutput<E, ImplicitOutput<E>, Shapes>;

type WithoutSpaces<E extends string> = E extends `${infer Before} ${infer After}`
  ? WithoutSpaces<`${Before}${After}`>
  : E;

type General<E extends string, Shapes extends unknown[][], Equation> =
  Equation extends Parsed<infer Terms extends string[][], infer Texts, infer Output extends unknown[]>
    ? TextFirst<Operands<E, Terms, Texts, Output, Shapes>, Terms, Output, E>
    : Equation;

/** What is wrong with the output is said before what is wrong with an operand. */
type TextFirst<Verdict, Terms extends string[][], Output extends unknown[], E extends string> = {
  verdict: Verdict;
} extends { verdict: unknown[] }
  ? Verdict
  : Verdict extends string
    ? Verdict
    : OutputLabels<Output, Terms[number][number], E, Verdict>;

/** `Done` are the shapes and dims by label of the operands so far, `Axes` what they have together. */
type Operands<
  E extends string,
  Terms,
  Texts,
  Output extends unknown[],
  Shapes extends unknown[][],
  Axes = {},
  Done extends unknown[] = [],
> = [Terms, Texts, Shapes] extends [
  [infer Term extends string[], ...infer Terms2],
  [infer Text extends string, ...infer Texts2],
  [infer S extends unknown[], ...infer Shapes2 extends unknown[][]],
]
  ? Bind<Term, Text, S> extends [infer Own]
    ? MergeNext<Term, Axes, Own, Done> extends [infer Merged]
      ? Operands<E, Terms2, Texts2, Output, Shapes2, Merged, [...Done, [S, Own]]>
      : ExplainClash<Term, S, Bind<Term, Text, S>, Done>
    : ExplainOperand<Bind<Term, Text, S>, Term, S, Done["length"]>
  : OutputShape<Output, Axes, E>;

/** {@link BindOperand}, the short way where that goes. */
type Bind<Term extends string[], Text extends string, S extends unknown[]> = "..." extends Term[number]
  ? BindOperand<Term, S>
  : [keyof ExactDims<Text, S>] extends [Term[number]]
    ? [ExactDims<Text, S>]
    : BindOperand<Term, S>;

type ExplainOperand<Found, Term extends string[], S extends unknown[], Position extends number> =
  Found extends Contradiction<infer L extends string, infer A, infer B>
    ? OperandFault<
        Position,
        `einsum: label ${L} has two sizes: operand ${Position} ${Show<S>} has ${ShowDim<A>} and ${ShowDim<B>}`
      >
    : OperandFault<
        Position,
        `einsum: operand ${Position} needs rank ${NeededRank<Term>} for ${JoinLabels<Term>}: ${Show<S>} has rank ${S["length"]}`
      >;
type NeededRank<Term extends string[], Counted extends 0[] = []> = Term extends [
  infer L,
  ...infer Rest extends string[],
]
  ? L extends "..."
    ? `${[...Counted, ...Rest]["length"]} or more`
    : NeededRank<Rest, [...Counted, 0]>
  : Counted["length"];
type JoinLabels<Term extends string[], Text extends string = ""> = Term extends [
  infer L extends string,
  ...infer Rest extends string[],
]
  ? JoinLabels<Rest, `${Text}${L}`>
  : Text;

/** The first operand has nothing to merge with. */
type MergeNext<Term extends unknown[], Axes, Own, Done extends unknown[]> = Done extends []
  ? [Own]
  : Merge<Term, Axes, Own>;

/** Says which operand before it the next one clashes with: the first of those that do. */
type ExplainClash<
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

/** An einsum whose operands fit: its shape, and a label for each axis, those of the ellipsis too. */
export interface EinsumShapes {
  readonly shape: Shape;
  readonly labels: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/**
 * The shape of the sum that an equation says, as numpy's einsum, and the labels of all axes.
 *
 * @throws ShapeError `einsum/equation`, `einsum/operands`, `einsum/output`, `einsum/rank`, `einsum/size`
 */
export function einsumRule(equation: string, shapes: readonly Readonly<Shape>[], sizes: DimBindings): EinsumShapes {
  const { terms, output } = parseEquation(equation, shapes.length);
  const done: OperandAxes[] = [];
  let axes: OperandAxes = { dims: new Map(), ellipsis: undefined };
  for (const [position, term] of terms.entries()) {
    const own = bind(term, position, shapes, sizes);
    const merged = merge(term, axes, own, sizes);
    if ("clash" in merged) throw clash(term, own, done, shapes, sizes);
    done.push(own);
    axes = merged;
  }
  const shape = outputShape(output, axes, equation);
  const covered = axes.ellipsis?.length ?? 0;
  const labels = terms.map((term, position) => nameEllipsis(axisLabels(term, shapes[position]?.length ?? 0) ?? []));
  return { shape, labels, output: output.flatMap((label) => (label === "..." ? ellipsisLabels(covered) : label)) };
}

function bind(
  term: readonly string[],
  position: number,
  shapes: readonly Readonly<Shape>[],
  sizes: DimBindings,
): OperandAxes {
  const shape = shapes[position] ?? [];
  const own = bindOperand(term, shape, sizes);
  if (own === "rank") {
    const needed = term.includes("...") ? `${term.length - 1} or more` : `${term.length}`;
    throw new ShapeError(
      "einsum/rank",
      `einsum: operand ${position} needs rank ${needed} for ${term.join("")}: ${show(shape)} has rank ${shape.length}`,
    );
  }
  if ("label" in own) {
    throw new ShapeError(
      "einsum/size",
      `einsum: label ${own.label} has two sizes: operand ${position} ${show(shape)} has ${own.left} and ${own.right}`,
    );
  }
  return own;
}

/** Says which operand before it the next one clashes with: the first of those that do. */
function clash(
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

/** Labels for the axes of an ellipsis, counted from the last, as they broadcast: `...1`, `...0`. */
function ellipsisLabels(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `...${count - 1 - i}`);
}

function nameEllipsis(labels: readonly string[]): readonly string[] {
  const names = ellipsisLabels(labels.filter((label) => label === "...").length);
  const start = labels.indexOf("...");
  return start < 0 ? labels : labels.toSpliced(start, names.length, ...names);
}
