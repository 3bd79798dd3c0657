/*
 * A monomial is a product of names in alphabetical order, `"d*h"`, each as often as its power says. `""` is the
 * monomial of a constant term.
 */

/** In the order of ASCII, so that JavaScript's `<` on strings is the same order. */
type Alphabet = "*0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/** Whether text `A` comes before `B`, or is `B`. */
type TextBefore<A extends string, B extends string> = A extends `${infer a}${infer RestA}`
  ? B extends `${infer b}${infer RestB}`
    ? a extends b
      ? TextBefore<RestA, RestB>
      : Alphabet extends `${string}${a}${string}${b}${string}`
        ? true
        : false
    : false
  : true;

/** Whether monomial `A` stands before `B` in a polynomial: by the alphabet, the constant last. */
export type MonomialBefore<A extends string, B extends string> = B extends ""
  ? true
  : A extends ""
    ? false
    : TextBefore<A, B>;

/** Whether monomial `a` stands before `b` in a polynomial: by the alphabet, the constant last. */
export function monomialBefore(a: string, b: string): boolean {
  return b === "" || (a !== "" && a <= b);
}

type InsertName<M extends string, Name extends string, Passed extends string = ""> = M extends ""
  ? `${Passed}${Name}`
  : M extends `${infer First}*${infer Rest}`
    ? TextBefore<Name, First> extends true
      ? `${Passed}${Name}*${M}`
      : InsertName<Rest, Name, `${Passed}${First}*`>
    : TextBefore<Name, M> extends true
      ? `${Passed}${Name}*${M}`
      : `${Passed}${M}*${Name}`;

/** The product of two monomials. */
export type MultiplyMonomials<A extends string, B extends string> = A extends ""
  ? B
  : B extends ""
    ? A
    : B extends `${infer First}*${infer Rest}`
      ? MultiplyMonomials<InsertName<A, First>, Rest>
      : InsertName<A, B>;

/** The product of two monomials. */
export function multiplyMonomials(a: string, b: string): string {
  return [...namesOf(a), ...namesOf(b)].toSorted().join("*");
}

type RemoveName<M extends string, Name extends string> = M extends Name
  ? ""
  : M extends `${Name}*${infer Rest}`
    ? Rest
    : M extends `${infer Before}*${Name}`
      ? Before
      : M extends `${infer Before}*${Name}*${infer After}`
        ? `${Before}*${After}`
        : never;

/** The exact quotient of two monomials, or never if `A` lacks a name of `B`. */
export type DivideMonomials<A extends string, B extends string> = B extends ""
  ? A
  : B extends `${infer First}*${infer Rest}`
    ? DivideMonomials<RemoveName<A, First>, Rest>
    : RemoveName<A, B>;

/** The exact quotient of two monomials, or undefined if `a` lacks a name of `b`. */
export function divideMonomials(a: string, b: string): string | undefined {
  const names = namesOf(a);
  for (const name of namesOf(b)) {
    const at = names.indexOf(name);
    if (at < 0) return undefined;
    names.splice(at, 1);
  }
  return names.join("*");
}

/** The names in a monomial. */
export function namesOf(monomial: string): string[] {
  return monomial === "" ? [] : monomial.split("*");
}
