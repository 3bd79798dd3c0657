import { isSize } from "./dim.js";
import type { Dim } from "./dim.js";
import type { Add, AtMost, Multiply, Subtract, ToNumber } from "./digits.js";
import type { Divide } from "./division.js";
import { divideMonomials, monomialBefore, multiplyMonomials, namesOf } from "./monomial.js";
import type { DivideMonomials, MonomialBefore, MultiplyMonomials } from "./monomial.js";
import { ShapeError } from "./message.js";
import { isName } from "./name.js";

/*
 * A polynomial of dim names with natural coefficients. As a dim it is written in canonical form, `"2*a*b+past+1"`:
 * terms in the order of their monomials, the constant last, no coefficient 1 or 0. Equal polynomials then have the
 * identical text, so that the compiler compares them by comparing types.
 */

/** One term: the digits of its coefficient, and its monomial. */
export type Term = [coefficient: string, monomial: string];

/** A polynomial at run time: monomial to coefficient, none of them zero. */
export type Polynomial = ReadonlyMap<string, number>;

/** The terms of a dim. */
export type Parse<D extends Dim> = D extends 0 ? [] : ParseText<`${D}`>;

type ParseText<Text extends string, Terms extends Term[] = []> = Text extends `${infer First}+${infer Rest}`
  ? ParseText<Rest, [...Terms, ParseTerm<First>]>
  : [...Terms, ParseTerm<Text>];

type ParseTerm<Text extends string> = Text extends `${bigint}`
  ? [Text, ""]
  : Text extends `${infer Coefficient extends bigint}*${infer Monomial}`
    ? [`${Coefficient}`, Monomial]
    : ["1", Text];

/** The terms of a dim. */
export function parsePolynomial(dim: Dim): Polynomial {
  const terms = new Map<string, number>();
  for (const text of String(dim).split("+")) {
    const [, coefficient, , monomial] = /^(\d*)(\*?)(.*)$/.exec(text) ?? [];
    addTo(terms, monomial ?? "", coefficient === "" ? 1 : Number(coefficient));
  }
  return terms;
}

/** The dim of some terms: a number if there are no names in it. */
export type Format<Terms extends Term[]> = ToDim<FormatTerms<Terms>>;

type ToDim<Text extends string> = Text extends `${bigint}` ? ToNumber<Text> : Text;

type FormatTerms<Terms extends Term[], Text extends string = ""> = Terms extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? FormatTerms<Rest, Text extends "" ? FormatTerm<First> : `${Text}+${FormatTerm<First>}`>
  : Text extends ""
    ? "0"
    : Text;

type FormatTerm<T extends Term> = T[1] extends "" ? T[0] : T[0] extends "1" ? T[1] : `${T[0]}*${T[1]}`;

/** The dim of a polynomial: a number if there are no names in it. */
export function format(polynomial: Polynomial): Dim {
  const terms = [...polynomial].toSorted(([a], [b]) => (monomialBefore(a, b) ? -1 : 1));
  if (terms.every(([monomial]) => monomial === "")) return polynomial.get("") ?? 0;
  return terms.map(formatTerm).join("+");
}

function formatTerm([monomial, coefficient]: readonly [string, number]): string {
  if (monomial === "") return String(coefficient);
  return coefficient === 1 ? monomial : `${coefficient}*${monomial}`;
}

/** Whether `text` is a polynomial of names in canonical form: what may stand as a dim. */
export function isCanonical(text: string): boolean {
  const polynomial = parsePolynomial(text);
  return format(polynomial) === text && [...polynomial].every(([monomial, n]) => isMonomial(monomial) && isSize(n));
}

function isMonomial(monomial: string): boolean {
  return multiplyMonomials(monomial, "") === monomial && namesOf(monomial).every(isName);
}

/** The sum of two polynomials. */
export type AddTerms<A extends Term[], B extends Term[]> = B extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? AddTerms<First[0] extends "0" ? A : InsertTerm<A, First>, Rest>
  : A;

type InsertTerm<Terms extends Term[], T extends Term, Passed extends Term[] = []> = Terms extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? First[1] extends T[1]
    ? [...Passed, [Add<First[0], T[0]>, T[1]], ...Rest]
    : MonomialBefore<T[1], First[1]> extends true
      ? [...Passed, T, ...Terms]
      : InsertTerm<Rest, T, [...Passed, First]>
  : [...Passed, T];

/** The sum of two polynomials. */
export function addTerms(a: Polynomial, b: Polynomial): Polynomial {
  const sum = new Map(a);
  for (const [monomial, coefficient] of b) addTo(sum, monomial, coefficient);
  for (const coefficient of sum.values()) safe(coefficient);
  return sum;
}

/** The product of two polynomials: each term of one times each of the other. */
export type MultiplyTerms<A extends Term[], B extends Term[], Product extends Term[] = []> = B extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? MultiplyTerms<A, Rest, MultiplyByTerm<A, First, Product>>
  : Product;

type MultiplyByTerm<A extends Term[], T extends Term, Product extends Term[]> = A extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? Multiply<First[0], T[0]> extends infer C extends string
    ? MultiplyMonomials<First[1], T[1]> extends infer M extends string
      ? MultiplyByTerm<Rest, T, AddTerms<Product, [[C, M]]>>
      : never
    : never
  : Product;

/** The product of two polynomials: each term of one times each of the other. */
export function multiplyTerms(a: Polynomial, b: Polynomial): Polynomial {
  const product = new Map<string, number>();
  for (const [left, m] of a) {
    for (const [right, n] of b) addTo(product, multiplyMonomials(left, right), m * n);
  }
  for (const coefficient of product.values()) safe(coefficient);
  return product;
}

/** The exact quotient of a polynomial by one term, or never. */
export type DivideByTerm<A extends Term[], T extends Term, Quotient extends Term[] = []> = A extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? Divide<First[0], T[0]> extends infer C extends string
    ? DivideMonomials<First[1], T[1]> extends infer M extends string
      ? [C] extends [never]
        ? never
        : [M] extends [never]
          ? never
          : DivideByTerm<Rest, T, [...Quotient, [C, M]]>
      : never
    : never
  : Quotient;

/** The exact quotient of two polynomials, or undefined if there is none or the divisor has more than one term. */
export function divideByTerm(a: Polynomial, divisor: Polynomial): Polynomial | undefined {
  const [term] = divisor;
  if (term === undefined || divisor.size > 1) return undefined;
  const quotient = new Map<string, number>();
  for (const [monomial, coefficient] of a) {
    const rest = divideMonomials(monomial, term[0]);
    if (rest === undefined || coefficient % term[1] !== 0) return undefined;
    addTo(quotient, rest, coefficient / term[1]);
  }
  return quotient;
}

/** `A - B`, or never if a coefficient would be negative. */
export type SubtractTerms<A extends Term[], B extends Term[]> = B extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? SubtractTerm<A, First> extends infer Difference extends Term[]
    ? [Difference] extends [never]
      ? never
      : SubtractTerms<Difference, Rest>
    : never
  : A;

type SubtractTerm<Terms extends Term[], T extends Term, Passed extends Term[] = []> = Terms extends [
  infer First extends Term,
  ...infer Rest extends Term[],
]
  ? First[1] extends T[1]
    ? AtMost<T[0], First[0]> extends true
      ? [...Passed, ...WithCoefficient<Subtract<First[0], T[0]>, T[1]>, ...Rest]
      : never
    : SubtractTerm<Rest, T, [...Passed, First]>
  : never;

type WithCoefficient<C extends string, M extends string> = C extends "0" ? [] : [[C, M]];

/** `a - b`, or undefined if a coefficient would be negative. */
export function subtractTerms(a: Polynomial, b: Polynomial): Polynomial | undefined {
  const difference = new Map(a);
  for (const [monomial, coefficient] of b) {
    addTo(difference, monomial, -coefficient);
    if ((difference.get(monomial) ?? 0) < 0) return undefined;
  }
  return difference;
}

function addTo(terms: Map<string, number>, monomial: string, coefficient: number): void {
  const sum = (terms.get(monomial) ?? 0) + coefficient;
  if (sum === 0) terms.delete(monomial);
  else terms.set(monomial, sum);
}

/**
 * `number` itself, if it is exact.
 *
 * @throws ShapeError `dims/unsafe` past 2^53 - 1
 */
export function safe(number: number): number {
  if (Number.isSafeInteger(number)) return number;
  throw new ShapeError("dims/unsafe", `dims: arithmetic on dims goes past 2^53 - 1: to about ${number}`);
}
