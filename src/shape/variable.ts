import { mergeBindings } from "./bindings.js";
import { isSize } from "./dim.js";
import type { Dim, DimBindings, Shape } from "./dim.js";
import { ShapeError } from "./message.js";
import { isName } from "./name.js";
import type { NameArgument } from "./name.js";
import { isCanonical } from "./terms.js";

/** A dim name together with its size in this run: what {@link dim} makes. */
export interface DimVariable<out N extends string> {
  readonly dim: N;
  readonly size: number;
}

/** How an operation takes a dim: a number, a name, or a name with its size. */
export type DimArgument = Dim | DimVariable<string>;

/**
 * How an operation takes a shape: `[seq, 512]` infers `["seq", 512]`.
 * Mapped element by element rather than by a conditional type, so that it also infers inside generic code.
 */
export type ShapeArgument<S extends Shape> = readonly [...{ [K in keyof S]: S[K] | DimVariable<S[K] & string> }];

/**
 * A named dim with its size in this run: `const seq = dim("seq", 10)`.
 *
 * @param name letters, digits and `_`, not starting with a digit
 * @param size a positive integer
 * @throws ShapeError if the name is not a name or the size not a size
 */
export function dim<const N extends string>(name: NameArgument<N>, size: number): DimVariable<N>;
export function dim(name: string, size: number): DimVariable<string> {
  if (!isName(name)) {
    throw new ShapeError("dim/name", `dim: ${name} is not a name (use letters, digits and _)`);
  }
  if (!isSize(size)) {
    throw new ShapeError("dim/size", `dim: the size of ${name} must be a positive integer: got ${size}`);
  }
  return { dim: name, size };
}

/**
 * The dim of an argument, without the size that may come with it.
 *
 * @throws ShapeError if it is no positive integer, name or canonical polynomial
 */
export function toDim(op: string, argument: DimArgument): Dim {
  const value = typeof argument === "object" ? argument.dim : argument;
  const valid = typeof value === "number" ? isSize(value) : isCanonical(value);
  if (!valid) {
    throw new ShapeError(`${op}/dim`, `${op}: ${value} is not a dim (use a positive integer, a name, or dim())`);
  }
  return value;
}

/**
 * The shape of a shape argument, without the sizes that may come with it.
 *
 * @throws ShapeError if one of its dims is no positive integer, name or canonical polynomial
 */
export function toShape(op: string, argument: readonly DimArgument[]): Shape {
  return argument.map((each) => toDim(op, each));
}

/**
 * The sizes that arguments bring: `[seq, 512]` with `seq = dim("seq", 10)` binds `seq` to 10.
 *
 * @throws ShapeError if one name comes with two sizes
 */
export function bindingsOf(op: string, argument: readonly DimArgument[]): DimBindings {
  const bound = argument.filter((each) => typeof each === "object");
  return mergeBindings(op, ...bound.map((each) => new Map([[each.dim, each.size]])));
}

/** The dims of a list of arguments, for rules that look at all of them at once. */
export type DimsOf<Arguments extends readonly DimArgument[]> = {
  -readonly [I in keyof Arguments]: Arguments[I] extends DimVariable<infer N> ? N : Extract<Arguments[I], Dim>;
};
