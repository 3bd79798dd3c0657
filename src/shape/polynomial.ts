import type { Add, Multiply, ToNumber } from "./digits.js";
import type { Dim, Shape } from "./dim.js";
import type { Divide } from "./division.js";
import type { Identical, IsUnknown } from "./identity.js";
import { addTerms, divideByTerm, format, multiplyTerms, parsePolynomial, safe, subtractTerms } from "./terms.js";
import type { AddTerms, DivideByTerm, Format, MultiplyTerms, Parse, SubtractTerms, Term } from "./terms.js";

export { parsePolynomial } from "./terms.js";
export type { Polynomial } from "./terms.js";

/*
 * Arithmetic on dims. Each operation is a type and a function that give the same dim, canonical if there are names
 * in it. Plain numbers take a shorter way; an unknown dim makes the result unknown. In types, a number past 2^53
 * becomes unknown too, and at run time a ShapeError `dims/unsafe`.
 */

/** The result of arithmetic with an unknown dim: a number if both are, else it may have a name. */
export type Unknown<A, B> = [A, B] extends [number, number] ? number : Dim;

/** Whether `A` or `B` is an unknown dim. */
export type EitherUnknown<A, B> = IsUnknown<A | B>;

/** `A + B`. */
export type AddDim<A, B> =
  EitherUnknown<A, B> extends true
    ? Unknown<A, B>
    : [A, B] extends [number, number]
      ? ToNumber<Add<`${A & number}`, `${B & number}`>>
      : Format<AddTerms<Parse<A & Dim>, Parse<B & Dim>>>;

/** `a + b`. */
export function addDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return safe(a + b);
  return format(addTerms(parsePolynomial(a), parsePolynomial(b)));
}

/** `A * B`. Whether one of them may be 1 is asked first, at little cost; then which, so that it can't be `any`. */
export type MulDim<A, B> = { a: A; b: B } extends { a: 1; b: unknown } | { a: unknown; b: 1 }
  ? Identical<A, 1> extends true
    ? B
    : Identical<B, 1> extends true
      ? A
      : Product<A, B>
  : Product<A, B>;

type Product<A, B> =
  EitherUnknown<A, B> extends true
    ? Unknown<A, B>
    : [A, B] extends [number, number]
      ? ToNumber<Multiply<`${A & number}`, `${B & number}`>>
      : [A, B] extends [string, number]
        ? Scale<B & number, A & string>
        : [A, B] extends [number, string]
          ? Scale<A & number, B & string>
          : MultiplyPolynomials<A & Dim, B & Dim>;

/** A number times a polynomial: mostly one name. */
type Scale<N extends number, P extends string> = N extends 0
  ? 0
  : P extends `${string}+${string}` | `${bigint}*${string}`
    ? MultiplyPolynomials<P, N>
    : `${N}*${P}`;

type MultiplyPolynomials<A extends Dim, B extends Dim> = Format<MultiplyTerms<Parse<A>, Parse<B>>>;

/** `a * b`. */
export function mulDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return safe(a * b);
  return format(multiplyTerms(parsePolynomial(a), parsePolynomial(b)));
}

/** `A / B` where that is exact for every size of the names, or never. */
export type DivDim<A, B> = { b: B } extends { b: 1 }
  ? Identical<B, 1> extends true
    ? A
    : Quotient<A, B>
  : Quotient<A, B>;

type Quotient<A, B> =
  EitherUnknown<A, B> extends true
    ? Unknown<A, B>
    : { a: A; b: B } extends { a: B; b: A }
      ? A extends 0
        ? never
        : 1
      : [A, B] extends [number, number]
        ? DivideNumbers<`${A & number}`, `${B & number}`>
        : DividePolynomials<Parse<A & Dim>, Parse<B & Dim>>;

type DivideNumbers<A extends string, B extends string> =
  Divide<A, B> extends infer Digits extends string ? ToNumber<Digits> : never;

type DividePolynomials<A extends Term[], B extends Term[]> = B extends [infer T extends Term]
  ? DivideByTerm<A, T> extends infer Terms extends Term[]
    ? [Terms] extends [never]
      ? never
      : Format<Terms>
    : never
  : never;

/** `a / b` where that is exact for every size of the names, or undefined. */
export function divDims(a: Dim, b: Dim): Dim | undefined {
  if (a === b && a !== 0) return 1;
  const quotient = divideByTerm(parsePolynomial(a), parsePolynomial(b));
  return quotient && format(quotient);
}

/** `A - B` where no coefficient of the difference is negative, so that it can't be negative, or never. */
export type SubDim<A, B> =
  EitherUnknown<A, B> extends true
    ? Unknown<A, B>
    : { a: A; b: B } extends { a: B; b: A }
      ? 0
      : SubtractTerms<Parse<A & Dim>, Parse<B & Dim>> extends infer Difference extends Term[]
        ? [Difference] extends [never]
          ? never
          : Format<Difference>
        : never;

/** `a - b` where no coefficient of the difference is negative, so that it can't be negative, or undefined. */
export function subDims(a: Dim, b: Dim): Dim | undefined {
  const difference = subtractTerms(parsePolynomial(a), parsePolynomial(b));
  return difference && format(difference);
}

/**
 * The number of elements of a shape: the product of its dims. The numbers are multiplied first: that is cheaper than
 * polynomials, and shapes of the same elements mostly come to the same two factors, whose product is then known.
 */
export type Elements<S extends readonly unknown[], Numbers = 1, Others = 1> = S extends readonly [
  infer First,
  ...infer Rest,
]
  ? [First] extends [number]
    ? Elements<Rest, MulDim<Numbers, First>, Others>
    : Elements<Rest, Numbers, MulDim<Others, First>>
  : MulDim<Others, Numbers>;

/** The number of elements of a shape: the product of its dims. */
export function elementsOf(shape: Readonly<Shape>): Dim {
  return shape.reduce(mulDims, 1);
}
