import type { Fits } from "../message.js";
import type { DimBindings, Shape } from "../dim.js";
import { parseEquation } from "../einsum/equation.js";
import type { ParseEquation, Parsed } from "../einsum/equation.js";
import type { ExactOutput } from "../einsum/exact.js";
import type { OperandFault } from "../einsum/fault.js";
import type { ImplicitOutput } from "../einsum/implicit.js";
import { axisLabels } from "../einsum/operand.js";
import { bindOperands } from "../einsum/operands.js";
import type { Operands } from "../einsum/operands.js";
import { outputShape } from "../einsum/output.js";
import type { OutputLabels } from "../einsum/output.js";
import type { DTypeRule } from "./dtype.js";

/** The {@link OperandFault} of the first operand that isn't f32. */
export type EinsumDTypeRule<DTypes extends readonly string[], Position extends 0[] = []> = DTypes extends [
  infer D extends string,
  ...infer Rest extends string[],
]
  ? DTypeRule<"einsum", `operand ${Position["length"]}`, D, "f32", Fits<[]>> extends Fits<unknown>
    ? EinsumDTypeRule<Rest, [...Position, 0]>
    : OperandFault<
        Position["length"],
        DTypeRule<"einsum", `operand ${Position["length"]}`, D, "f32", Fits<[]>> & string
      >
  : Fits<Shape>;

/**
 * The shape of the sum that equation `E` says, as numpy's einsum; or a message about the equation, or an
 * {@link OperandFault}. An equation that is not one literal gives a shape of unknown rank, and so does an unknown number
 * of operands.
 */
export type EinsumRule<E extends string, Shapes extends unknown[][]> = number extends Shapes["length"]
  ? Fits<Shape>
  : IsOneLiteral<E> extends true
    ? Shortest<Short<E, Shapes>, E, Shapes>
    : Fits<Shape>;

/** Not `string`, not a pattern such as `ij->${string}`, not a union. */
type IsOneLiteral<E extends string, Whole = E> = {} extends { [K in E]: 1 }
  ? false
  : E extends unknown
    ? [Whole] extends [E]
      ? true
      : false
    : never;

/** The short way first: it is right where it comes to an end. */
type Shortest<Quick, E extends string, Shapes extends unknown[][]> =
  Quick extends Fits<unknown> ? Quick : General<E, Shapes, ParseEquation<E, Shapes["length"]>>;

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
type TextFirst<Verdict, Terms extends string[][], Output extends unknown[], E extends string> = Verdict extends
  | Fits<unknown>
  | string
  ? Verdict
  : OutputLabels<Output, Terms[number][number], E, Verdict>;

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
  const axes = bindOperands(terms, shapes, sizes);
  const shape = outputShape(output, axes, equation);
  const covered = axes.ellipsis?.length ?? 0;
  const labels = terms.map((term, position) => nameEllipsis(axisLabels(term, shapes[position]?.length ?? 0) ?? []));
  return { shape, labels, output: output.flatMap((label) => (label === "..." ? ellipsisLabels(covered) : label)) };
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
