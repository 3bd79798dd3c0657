import type { Dim } from "./dim.js";
import type { Raised } from "./flag.js";
import type { ShowDim } from "./show.js";

/**
 * The flag (flag.ts) of a literal number that is negative, has a fraction or is 1e21 or more. Between 2^53 and that a size
 * is refused when the program runs: counting digits would cost each literal more than all the rest.
 */
export type NoSize<D> = D extends number ? NoSizeText<`${D}`> : never;

type NoSizeText<Text extends string> = Text extends
  | `-${string}`
  | `${string}.${string}`
  | `${string}e${string}`
  | "Infinity"
  ? Raised
  : never;

/** `T`, or the message if `D` is a literal number that is no size. */
export type SizeChecked<Op extends string, D, T> = `${NoSize<D>}` extends never
  ? T
  : `${Op}: ${ShowDim<D>} is not a dim (use a whole number from 0 to 2^53 - 1, a name, or dim())`;

/** The type of a parameter that takes the size of dim `N`: the size itself, or the message. */
export type SizeArgument<N extends string, Size extends number> = `${NoSize<Size>}` extends never
  ? Size
  : `dim: the size of ${N} must be a whole number from 0 to 2^53 - 1: got ${Size}`;

/** `T`, or the message for the first literal number in `S` that is no size. */
export type SizesChecked<Op extends string, S extends readonly unknown[], T> = `${NoSizeIn<S>}` extends never
  ? T
  : FirstNoSize<Op, S>;

type NoSizeIn<S extends readonly unknown[]> = NoSize<S[number]>;

type FirstNoSize<Op extends string, S extends readonly unknown[]> = S extends readonly [infer D, ...infer Rest]
  ? [NoSize<D>] extends [never]
    ? FirstNoSize<Op, Rest>
    : SizeChecked<Op, D & Dim, never>
  : never;
