import type { Fits } from "../message.js";
import type { Label } from "./label.js";
import type { At } from "./operand.js";

/*
 * The short way through the types, for most equations: only labels and commas, and every label has one identical dim
 * wherever it stands. What it can't take it leaves to the rule for all equations, which says what is wrong if something
 * is. It asks for dims by their index and lets the compiler compare objects, which costs a fraction of going through
 * labels one by one.
 */

/** The output's shape, or `undefined` where the short way ends. `Out` are the labels of the output. */
export type ExactOutput<
  In extends string,
  Out extends string,
  Shapes extends unknown[],
  All = unknown,
  Each = never,
> = In extends `${infer Term},${infer Rest}`
  ? Shapes extends [infer S extends unknown[], ...infer Others]
    ? ExactDims<Term, S> extends infer Operand
      ? ExactOutput<Rest, Out, Others, All & Operand, Each | Operand>
      : undefined
    : undefined
  : Shapes extends [infer S extends unknown[]]
    ? ExactDims<In, S> extends infer Operand
      ? Agreed<All & Operand, Each | Operand, Out>
      : undefined
    : undefined;

/**
 * `All` has the dims of every operand by label, intersected: dims that differ leave less than either operand says, and
 * the operand is not assignable to that. Partial, because no operand has all labels.
 */
type Agreed<All, Each, Out extends string> = { operand: Each; label: keyof All } extends {
  operand: Partial<All>;
  label: Label;
}
  ? Collect<Out, All>
  : undefined;

/** The dims of one operand by label; `never` for a wrong rank or a label that stands twice. */
export type ExactDims<Term extends string, S extends unknown[]> = S["length"] extends 2
  ? Term extends `${infer A}${infer B}`
    ? [A & B] extends [never]
      ? At<A, S[0]> & At<B, S[1]>
      : never
    : never
  : S["length"] extends 4
    ? Term extends `${infer A}${infer B}${infer C}${infer D}`
      ? [(A & (B | C | D)) | (B & (C | D)) | (C & D)] extends [never]
        ? At<A, S[0]> & At<B, S[1]> & At<C, S[2]> & At<D, S[3]>
        : never
      : never
    : S["length"] extends 3
      ? Term extends `${infer A}${infer B}${infer C}`
        ? [(A & (B | C)) | (B & C)] extends [never]
          ? At<A, S[0]> & At<B, S[1]> & At<C, S[2]>
          : never
        : never
      : Longer<Term, S>;

/** Ranks of one and of more than four: from the front, axis by axis. */
type Longer<Term extends string, S extends unknown[], Found = unknown> = Term extends `${infer A}${infer Rest}`
  ? S extends [infer D, ...infer T]
    ? A extends keyof Found
      ? never
      : Longer<Rest, T, Found & At<A, D>>
    : never
  : S extends []
    ? Found
    : never;

/** The dims of the output, four at a time; `undefined` if a label is in no operand or stands twice. */
type Collect<
  Out extends string,
  All,
  Found extends unknown[] = [],
  Seen extends string = never,
> = Out extends `${infer A}${infer B}${infer C}${infer D}${infer Rest}`
  ? [A | B | C | D, (A & (B | C | D | Seen)) | (B & (C | D | Seen)) | (C & (D | Seen)) | (D & Seen)] extends [
      keyof All,
      never,
    ]
    ? Collect<
        Rest,
        All,
        [...Found, All[A & keyof All], All[B & keyof All], All[C & keyof All], All[D & keyof All]],
        Seen | A | B | C | D
      >
    : undefined
  : Out extends `${infer A}${infer Rest}`
    ? A extends Exclude<keyof All, Seen>
      ? Collect<Rest, All, [...Found, All[A]], Seen | A>
      : undefined
    : Fits<Found>;
