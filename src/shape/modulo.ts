import type { Dim } from "./dim.js";
import type { ToNumber } from "./digits.js";
import type { Modulo } from "./division.js";
import type { IsUnknown } from "./identity.js";
import type { DivDim, Unknown } from "./polynomial.js";
import { divDims } from "./polynomial.js";
import { parsePolynomial } from "./terms.js";
import type { Parse, Term } from "./terms.js";

/**
 * The remainder of `A / B` where it is the same for every size of the names, or never: 0 where `B` divides `A`, and by
 * a number the remainder of the constant where the number divides every other term.
 */
export type ModDim<A, B> =
  IsUnknown<A> extends true
    ? Unknown<A, B>
    : IsUnknown<B> extends true
      ? Unknown<A, B>
      : [B] extends [number]
        ? ModNumber<Parse<A & Dim>, `${B & number}`>
        : [DivDim<A, B>] extends [never]
          ? never
          : 0;

type ModNumber<A extends Term[], B extends string, Constant extends string = "0"> = A extends [
  infer T extends Term,
  ...infer Rest extends Term[],
]
  ? T[1] extends ""
    ? ModNumber<Rest, B, T[0]>
    : Modulo<T[0], B> extends "0"
      ? ModNumber<Rest, B, Constant>
      : never
  : Modulo<Constant, B> extends infer R extends string
    ? ToNumber<R>
    : never;

/** The remainder of `a / b` where it is the same for every size of the names, or undefined. */
export function modDims(a: Dim, b: Dim): Dim | undefined {
  if (typeof b === "string") return divDims(a, b) === undefined ? undefined : 0;
  if (b === 0) return undefined;
  let constant = 0;
  for (const [monomial, coefficient] of parsePolynomial(a)) {
    if (monomial === "") constant = coefficient;
    else if (coefficient % b !== 0) return undefined;
  }
  return constant % b;
}
