import type { AtMost, Subtract } from "./digits.js";
import type { Dim } from "./dim.js";
import type { Divide } from "./division.js";

/** Numbers that axes are often divided by, ascending: what a hint looks through. */
type Candidates = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 32, 64, 128];

const candidates: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 32, 64, 128];

/** What ends the message that `B` does not divide `A`: `"; 8 divides it"`, or nothing where no divisor is near. */
export type DivisorHint<A, B> =
  NearestDivisor<A, B> extends infer N ? ([N] extends [never] ? "" : `; ${N & number} divides it`) : never;

/** Of some common numbers that divide `A`, the nearest to `B`, the lesser of two; never if there is none, or for names. */
export type NearestDivisor<A, B> = A extends number
  ? B extends number
    ? number extends A | B
      ? never
      : Search<`${A}`, B>
    : never
  : never;

/** Passes the candidates up to `B`, keeps the last that divides `A`, and takes the first above `B` that does. */
type Search<A extends string, B extends number, Rest = Candidates, Below = never> = Rest extends [
  infer C extends number,
  ...infer Others,
]
  ? [Divide<A, `${C}`>] extends [never]
    ? Search<A, B, Others, Below>
    : AtMost<`${C}`, `${B}`> extends true
      ? Search<A, B, Others, C>
      : [Below] extends [never]
        ? C
        : Nearer<B, Below & number, C>
  : Below;

type Nearer<B extends number, Below extends number, Above extends number> =
  AtMost<Subtract<`${B}`, `${Below}`>, Subtract<`${Above}`, `${B}`>> extends true ? Below : Above;

/** What ends the message that `b` does not divide `a`: `"; 8 divides it"`, or nothing where no divisor is near. */
export function divisorHint(a: Dim, b: Dim): string {
  const nearest = nearestDivisor(a, b);
  return nearest === undefined ? "" : `; ${nearest} divides it`;
}

/** Of some common numbers that divide `a`, the nearest to `b`, the lesser of two; undefined if there is none, or for names. */
export function nearestDivisor(a: Dim, b: Dim): number | undefined {
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  const divisors = candidates.filter((candidate) => a % candidate === 0);
  const below = divisors.findLast((divisor) => divisor <= b);
  const above = divisors.find((divisor) => divisor > b);
  if (below === undefined || above === undefined) return below ?? above;
  return b - below <= above - b ? below : above;
}
