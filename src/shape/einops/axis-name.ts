import type { Digit } from "../digits.js";

/** Characters that stand in no pattern. Of those outside ASCII the types take any; the run time takes letters. */
type RefusedCharacter =
  | ("\t" | "\n" | "\r" | "!" | '"' | "#" | "$" | "%" | "&" | "'" | "*" | "+" | "," | "-" | "/" | ":")
  | (";" | "<" | "=" | ">" | "?" | "@" | "[" | "\\" | "]" | "^" | "`" | "{" | "|" | "}" | "~");

/*
 * The compiler instantiates each member of a union that a conditional type tests against, but not what is inside an
 * interface: hence these two.
 */

/** Text with a character that stands in no pattern. */
export interface RefusedText {
  readonly text: `${string}${RefusedCharacter}${string}`;
}

/** Everything between spaces that is no plain name: it has a parenthesis, is a number, or no axis at all. */
export interface NotPlainToken {
  readonly token: "" | `${string}${"(" | ")" | "."}${string}` | `_${string}` | `${string}_` | `${Digit}${string}`;
}

/** The first character of a {@link RefusedText} that is to blame. */
export type FirstRefused<Text extends string> = Text extends `${infer C}${infer Rest}`
  ? C extends RefusedCharacter
    ? C
    : FirstRefused<Rest>
  : never;

/** The first character of `text` that stands in no pattern. */
export function firstRefused(text: string): string | undefined {
  return /[^\p{L}\p{N}_ ().]/u.exec(text)?.[0];
}

/** Whether `Token`, which starts with a digit or is no name, is the length of an axis: a number from 1. */
export type IsLength<Token extends string> = Token extends `0${string}`
  ? false
  : Token extends `${bigint}`
    ? true
    : false;

/** Whether `token` is the length of an axis: a number from 1. */
export function isLength(token: string): boolean {
  return /^[1-9][0-9]*$/.test(token);
}

/** Whether `token` is the name of an axis. */
export function isAxisName(token: string): boolean {
  return /^\p{XID_Start}\p{XID_Continue}*$/u.test(token) && !token.endsWith("_");
}

/** What is wrong with text that is neither a name nor a length. */
export type NoAxis<Token extends string> =
  `has "${Token}", which is no axis (a name starts with a letter and does not end with _)`;

/** What is wrong with text that is neither a name nor a length. */
export function noAxis(token: string): string {
  return `has "${token}", which is no axis (a name starts with a letter and does not end with _)`;
}
