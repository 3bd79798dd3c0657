import type { Rows } from "./digit-tables.js";
import type { AtMost, Multiply, Subtract, Trim } from "./digits.js";
import type { Factors, ShortDivision } from "./division-tables.js";

/** The exact quotient `A / B` of two digit strings, or never if there is a remainder. */
export type Divide<A extends string, B extends string> = B extends "1"
  ? A
  : A extends B
    ? "1"
    : B extends keyof ShortDivision
      ? DivideByAll<A, [B]>
      : B extends keyof Factors
        ? DivideByAll<A, Factors[B]>
        : B extends "0"
          ? never
          : LongDivision<A, Multiples<B>>;

type DivideByAll<A extends string, Divisors extends string[]> = Divisors extends [
  infer D extends keyof ShortDivision,
  ...infer Rest extends string[],
]
  ? DivideByDigit<A, ShortDivision[D]> extends infer Quotient extends string
    ? [Quotient] extends [never]
      ? never
      : DivideByAll<Quotient, Rest>
    : never
  : A;

type DivideByDigit<
  A extends string,
  Table extends Rows,
  Remainder extends string = "0",
  Quotient extends string = "",
> = A extends `${infer D}${infer Rest}`
  ? Table[Remainder] extends `${string} ${D}${infer Q}${infer R} ${string}`
    ? DivideByDigit<Rest, Table, R, `${Quotient}${Q}`>
    : never
  : Remainder extends "0"
    ? Trim<Quotient>
    : never;

/** The multiples 2 to 9 of a divisor. The compiler computes them once a divisor. */
interface Multiples<B extends string> {
  1: B;
  2: Multiply<B, "2">;
  3: Multiply<B, "3">;
  4: Multiply<B, "4">;
  5: Multiply<B, "5">;
  6: Multiply<B, "6">;
  7: Multiply<B, "7">;
  8: Multiply<B, "8">;
  9: Multiply<B, "9">;
}
type AnyMultiples = { [D in keyof Multiples<string>]: string };

type LongDivision<
  A extends string,
  M extends AnyMultiples,
  Remainder extends string = "0",
  Quotient extends string = "",
> = A extends `${infer D}${infer Rest}`
  ? LongDivisionStep<Rest, M, Trim<`${Remainder}${D}`>, Quotient>
  : Remainder extends "0"
    ? Trim<Quotient>
    : never;

type LongDivisionStep<Rest extends string, M extends AnyMultiples, Partial extends string, Quotient extends string> =
  QuotientDigit<Partial, M> extends infer Q
    ? LongDivision<
        Rest,
        M,
        Q extends keyof AnyMultiples ? Subtract<Partial, M[Q]> : Partial,
        `${Quotient}${Q & number}`
      >
    : never;

/** How often the divisor fits, by bisection over its multiples. */
type QuotientDigit<A extends string, M extends AnyMultiples> =
  AtMost<M[5], A> extends true
    ? AtMost<M[7], A> extends true
      ? AtMost<M[8], A> extends true
        ? AtMost<M[9], A> extends true
          ? 9
          : 8
        : 7
      : AtMost<M[6], A> extends true
        ? 6
        : 5
    : AtMost<M[2], A> extends true
      ? AtMost<M[3], A> extends true
        ? AtMost<M[4], A> extends true
          ? 4
          : 3
        : 2
      : AtMost<M[1], A> extends true
        ? 1
        : 0;

/** `A` modulo `B`: the remainder of two digit strings, or never if `B` is 0. */
export type Modulo<A extends string, B extends string> = B extends "0"
  ? never
  : B extends keyof ShortDivision
    ? ShortRemainder<A, ShortDivision[B]>
    : LongRemainder<A, Multiples<B>>;

type ShortRemainder<
  A extends string,
  Table extends Rows,
  Remainder extends string = "0",
> = A extends `${infer D}${infer Rest}`
  ? Table[Remainder] extends `${string} ${D}${string}${infer Next} ${string}`
    ? ShortRemainder<Rest, Table, Next>
    : never
  : Remainder;

type LongRemainder<
  A extends string,
  M extends AnyMultiples,
  R extends string = "0",
> = A extends `${infer D}${infer Rest}` ? LongRemainder<Rest, M, RemainderOf<Trim<`${R}${D}`>, M>> : R;

type RemainderOf<Partial extends string, M extends AnyMultiples> =
  QuotientDigit<Partial, M> extends infer Q
    ? Q extends keyof AnyMultiples
      ? Subtract<Partial, M[Q]>
      : Partial
    : never;
