import type { Digit } from "./digits.js";

type Letter =
  | ("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m")
  | ("n" | "o" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z");
type First = Letter | Uppercase<Letter> | "_";

type AllCharacters<S extends string> = S extends `${infer C}${infer Rest}`
  ? C extends First | Digit
    ? AllCharacters<Rest>
    : false
  : true;

/** Whether `N` is a name: letters, digits and `_`, not starting with a digit. A type that is not one literal passes. */
export type IsName<N extends string> = string extends N
  ? true
  : N extends `${infer C}${infer Rest}`
    ? C extends First
      ? AllCharacters<Rest>
      : false
    : false;

/** The type of a parameter that takes a dim name: the name itself, or the message. */
export type NameArgument<N extends string> =
  IsName<N> extends false ? `dim: ${N} is not a name (use letters, digits and _)` : N;

/** Whether `text` is a name: letters, digits and `_`, not starting with a digit. */
export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}
