import type { Differences, Products, Sums } from "./digit-tables.js";

/*
 * Arithmetic on non-negative decimal integers in types, digit by digit, as on paper. Numbers are strings of digits;
 * the cost grows with the number of digits, never with the value. The loops run from the last digit to the first,
 * so they work on reversed strings.
 */

/** One decimal digit. */
export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Bit = "0" | "1";

type Reverse<S extends string, Reversed extends string = ""> = S extends `${infer First}${infer Rest}`
  ? Reverse<Rest, `${First}${Reversed}`>
  : Reversed;

/** A number without leading zeros. */
export type Trim<S extends string> = S extends `0${infer Rest}` ? (Rest extends "" ? "0" : Trim<Rest>) : S;

type AddReversed<
  A extends string,
  B extends string,
  Carry extends Bit = "0",
  Sum extends string = "",
> = A extends `${infer a extends Digit}${infer RestA}`
  ? B extends `${infer b extends Digit}${infer RestB}`
    ? Sums[Carry][a][b] extends `${infer NewCarry extends Bit}${infer Place}`
      ? AddReversed<RestA, RestB, NewCarry, `${Sum}${Place}`>
      : never
    : Carry extends "0"
      ? `${Sum}${A}`
      : AddReversed<A, "1", "0", Sum>
  : Carry extends "0"
    ? `${Sum}${B}`
    : B extends ""
      ? `${Sum}1`
      : AddReversed<B, "1", "0", Sum>;

/** `A - B`, or never if `B` is larger. */
type SubtractReversed<
  A extends string,
  B extends string,
  Borrow extends Bit = "0",
  Difference extends string = "",
> = A extends `${infer a extends Digit}${infer RestA}`
  ? B extends `${infer b extends Digit}${infer RestB}`
    ? Differences[Borrow][a][b] extends `${infer NewBorrow extends Bit}${infer Place}`
      ? SubtractReversed<RestA, RestB, NewBorrow, `${Difference}${Place}`>
      : never
    : Borrow extends "0"
      ? `${Difference}${A}`
      : SubtractReversed<A, "1", "0", Difference>
  : B extends ""
    ? Borrow extends "0"
      ? Difference
      : never
    : never;

/** `A * D + Carry` for one digit `D`. */
type MultiplyByDigit<
  A extends string,
  D extends Digit,
  Carry extends Digit = "0",
  Product extends string = "",
> = D extends "0"
  ? "0"
  : D extends "1"
    ? A
    : A extends `${infer a extends Digit}${infer Rest}`
      ? Products[D][a] extends `${infer Tens extends Digit}${infer Units extends Digit}`
        ? Sums["0"][Units][Carry] extends `${infer Overflow extends Bit}${infer Place}`
          ? Sums[Overflow][Tens]["0"] extends `0${infer NewCarry extends Digit}`
            ? MultiplyByDigit<Rest, D, NewCarry, `${Product}${Place}`>
            : never
          : never
        : never
      : Carry extends "0"
        ? Product
        : `${Product}${Carry}`;

/** Horner's scheme over the digits of `B`, which is not reversed: ten times what is there, plus the next. */
type MultiplyReversed<
  A extends string,
  B extends string,
  Product extends string = "",
> = B extends `${infer D extends Digit}${infer Rest}`
  ? MultiplyReversed<
      A,
      Rest,
      Product extends "" ? MultiplyByDigit<A, D> : AddReversed<`0${Product}`, MultiplyByDigit<A, D>>
    >
  : Product;

/** `A + B`. */
export type Add<A extends string, B extends string> = Reverse<AddReversed<Reverse<A>, Reverse<B>>>;

/** `A - B`, or never if `B` is larger. */
export type Subtract<A extends string, B extends string> = Trim<Reverse<SubtractReversed<Reverse<A>, Reverse<B>>>>;

/** `A * B`. */
export type Multiply<A extends string, B extends string> = A extends "1"
  ? B
  : B extends "1"
    ? A
    : Trim<Reverse<MultiplyReversed<Reverse<A>, B>>>;

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
