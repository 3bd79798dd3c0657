import { ShapeError } from "../message.js";
import { implicitOutput } from "./implicit.js";
import type { ImplicitOutput } from "./implicit.js";
import { checkOutput } from "./output.js";
import { parseTerm } from "./term.js";
import type { ParseTerm } from "./term.js";

/** An equation taken apart: the labels of each operand's axes and of the output's, `"..."` among them. */
export interface Equation {
  readonly terms: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/** The type of an {@link Equation}, with the terms as they are written too. */
export interface Parsed<Terms, Texts, Output> {
  readonly terms: Terms;
  readonly texts: Texts;
  readonly output: Output;
}

/** An equation for `Count` operands taken apart, or the message. */
export type ParseEquation<E extends string, Count extends number> = E extends `${infer In}->${infer Out}`
  ? ParseTerms<In, E, Out, Count>
  : ParseTerms<E, E, ImplicitOutput<E>, Count>;

type ParseTerms<
  In extends string,
  E extends string,
  Out extends string,
  Count extends number,
  Terms extends string[][] = [],
  Texts extends string[] = [],
> = In extends `${infer Text},${infer Rest}`
  ? ParseTerm<Text> extends infer Term extends string[]
    ? ParseTerms<Rest, E, Out, Count, [...Terms, Term], [...Texts, Text]>
    : Malformed<ParseTerm<Text>, E>
  : ParseTerm<In> extends infer Term extends string[]
    ? ParseTerm<Out> extends infer Output extends string[]
      ? Counted<[...Terms, Term], [...Texts, In], Output, E, Count>
      : Malformed<ParseTerm<Out>, E>
    : Malformed<ParseTerm<In>, E>;

type Malformed<What, E extends string> = `einsum: ${What & string}: ${E}`;

type Counted<
  Terms extends string[][],
  Texts,
  Output,
  E extends string,
  Count extends number,
> = Terms["length"] extends Count
  ? Parsed<Terms, Texts, Output>
  : `einsum: operands differ in number: equation ${ShowEquation<E>} has ${Terms["length"]}, call has ${Count}`;

type ShowEquation<E extends string> = E extends "" ? '""' : E;

/**
 * An equation for `count` operands taken apart, in numpy's grammar: terms of letters and at most one `...` each, with
 * commas between them, then the output after `->`; spaces mean nothing. An output that is not written out has the
 * ellipsis, then the labels that stand once, upper case first.
 *
 * @throws ShapeError `einsum/equation`, `einsum/operands` for another number of terms, `einsum/output`
 */
export function parseEquation(equation: string, count: number): Equation {
  const arrow = equation.indexOf("->");
  const inputs = arrow < 0 ? equation : equation.slice(0, arrow);
  const terms = inputs.split(",").map((text) => parseTerm(text, equation));
  const output = arrow < 0 ? implicitOutput(terms) : parseTerm(equation.slice(arrow + 2), equation);
  if (terms.length !== count) {
    throw new ShapeError(
      "einsum/operands",
      `einsum: operands differ in number: equation ${equation || '""'} has ${terms.length}, call has ${count}`,
    );
  }
  checkOutput(output, terms, equation);
  return { terms, output };
}
