import type { Differences, Products, Rows, Sums } from "./digit-tables.js";
import type { Factors } from "./division-tables.js";

/*
 * Arithmetic on non-negative decimal integers in types, digit by digit, as on paper. Numbers are strings of digits;
 * the cost grows with the number of digits, never with the value. The loops run from the last digit to the first,
 * so they work on reversed strings.
 */

/** One decimal digit. */
export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

/** The characters of `S` from the last to the first, before `Text`. */
type Reverse<S extends string, Text extends string = ""> = S extends `${infer First}${infer Rest}`
  ? Reverse<Rest, `${First}${Text}`>
  : Text;

/** A number without leading zeros. */
export type Trim<S extends string> = S extends `0${infer Rest}` ? (Rest extends "" ? "0" : Trim<Rest>) : S;

/** `A + B` of reversed numbers. The sum grows from its last digit to its first, so it is not reversed. */
type AddReversed<
  A extends string,
  B extends string,
  Carry extends string = "0",
  Sum extends string = "",
> = A extends `${infer a}${infer RestA}`
  ? B extends `${infer b}${infer RestB}`
    ? Sums[`${Carry}${a}`] extends `${string} ${b}${infer NewCarry}${infer Place} ${string}`
      ? AddReversed<RestA, RestB, NewCarry, `${Place}${Sum}`>
      : never
    : Carry extends "0"
      ? Reverse<A, Sum>
      : AddReversed<A, "1", "0", Sum>
  : Carry extends "0"
    ? Reverse<B, Sum>
    : B extends ""
      ? `1${Sum}`
      : AddReversed<B, "1", "0", Sum>;

/** `A - B` of reversed numbers, or never if `B` is larger. The difference is not reversed. */
type SubtractReversed<
  A extends string,
  B extends string,
  Borrow extends string = "0",
  Difference extends string = "",
> = A extends `${infer a}${infer RestA}`
  ? B extends `${infer b}${infer RestB}`
    ? Differences[`${Borrow}${a}`] extends `${string} ${b}${infer NewBorrow}${infer Place} ${string}`
      ? SubtractReversed<RestA, RestB, NewBorrow, `${Place}${Difference}`>
      : never
    : Borrow extends "0"
      ? Reverse<A, Difference>
      : SubtractReversed<A, "1", "0", Difference>
  : B extends ""
    ? Borrow extends "0"
      ? Difference
      : never
    : never;

/** A reversed number times a digit from 2 on, whose rows of products are given. The product is not reversed. */
type MultiplyByDigit<
  A extends string,
  Table extends Rows,
  Carry extends string = "0",
  Product extends string = "",
> = A extends `${infer a}${infer Rest}`
  ? Table[Carry] extends `${string} ${a}${infer NewCarry}${infer Place} ${string}`
    ? MultiplyByDigit<Rest, Table, NewCarry, `${Place}${Product}`>
    : never
  : Carry extends "0"
    ? Product
    : `${Carry}${Product}`;

type MultiplyByAll<A extends string, Digits extends string[]> = Digits extends [
  infer D extends keyof Products,
  ...infer Rest extends string[],
]
  ? MultiplyByAll<MultiplyByDigit<Reverse<A>, Products[D]>, Rest>
  : A;

/** Horner's scheme over the digits of `B`: ten times what is there, plus the next. */
type MultiplyByEach<
  A extends string,
  B extends string,
  Product extends string = "0",
> = B extends `${infer D}${infer Rest}`
  ? MultiplyByEach<A, Rest, AddReversed<`0${Reverse<Product>}`, Reverse<MultiplyDigit<A, D>>>>
  : Trim<Product>;

type MultiplyDigit<A extends string, D extends string> = D extends keyof Products
  ? MultiplyByDigit<Reverse<A>, Products[D]>
  : D extends "1"
    ? A
    : "0";

/** `A + B`. */
export type Add<A extends string, B extends string> = AddReversed<Reverse<A>, Reverse<B>>;

/** `A - B`, or never if `B` is larger. */
export type Subtract<A extends string, B extends string> = Trim<SubtractReversed<Reverse<A>, Reverse<B>>>;

/** `A * B`. Head counts and widths are products of digits: most of them take as many steps as these digits have places. */
export type Multiply<A extends string, B extends string> = A extends "1"
  ? B
  : B extends "1"
    ? A
    : "0" extends A | B
      ? "0"
      : A extends keyof Products
        ? MultiplyByDigit<Reverse<B>, Products[A]>
        : B extends keyof Products
          ? MultiplyByDigit<Reverse<A>, Products[B]>
          : A extends keyof Factors
            ? MultiplyByAll<B, Factors[A]>
            : B extends keyof Factors
              ? MultiplyByAll<A, Factors[B]>
              : MultiplyByEach<A, B>;

/** Whether `A <= B`. */
export type AtMost<A extends string, B extends string> = Compare<A, B> extends "greater" ? false : true;

type Order = "less" | "equal" | "greater";

/** Compares from the first digit on; a number with more digits is greater, whatever `Sofar` says. */
type Compare<A extends string, B extends string, Sofar extends Order = "equal"> = A extends `${infer a}${infer RestA}`
  ? B extends `${infer b}${infer RestB}`
    ? Compare<RestA, RestB, Sofar extends "equal" ? CompareDigits<a, b> : Sofar>
    : "greater"
  : B extends ""
    ? Sofar
    : "less";

type CompareDigits<A extends string, B extends string> = A extends B
  ? "equal"
  : "0123456789" extends `${string}${A}${string}${B}${string}`
    ? "less"
    : "greater";

/** The number literal of a digit string. Past 2^53 it is `number`: unknown. */
export type ToNumber<S extends string> = S extends `${infer N extends number}` ? N : never;
