import { mergeDims } from "./bindings.js";
import { canonicalForm } from "./canonical.js";
import { isSize } from "./dim.js";
import type { Dim, DimBindings, Shape } from "./dim.js";
import { ShapeError } from "./message.js";
import { isName } from "./name.js";
import type { NameArgument } from "./name.js";
import type { SizeArgument } from "./size.js";
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
 * @param size a whole number from 0 to 2^53 - 1; 0 makes the axis empty
 * @throws ShapeError `dim/name` if the name is not a name, `dim/size` if the size is not a size
 */
export function dim<const N extends string, const Size extends number>(
  name: NameArgument<N>,
  size: SizeArgument<N, Size>,
): DimVariable<N>;
export function dim(name: string, size: number): DimVariable<string> {
  if (!isName(name)) {
    throw new ShapeError("dim/name", `dim: ${name} is not a name (use letters, digits and _)`);
  }
  if (!isSize(size)) {
    throw new ShapeError("dim/size", `dim: the size of ${name} must be a whole number from 0 to 2^53 - 1: got ${size}`);
  }
  return { dim: name, size };
}

/**
 * The dim of an argument, without the size that may come with it.
 *
 * @throws ShapeError `op/dim` if it is no size, name or canonical polynomial
 */
export function toDim(op: string, argument: DimArgument): Dim {
  if (typeof argument === "object" && argument !== null) return nameOf(op, argument);
  const valid = typeof argument === "number" ? isSize(argument) : typeof argument === "string" && isCanonical(argument);
  if (!valid) throw notDim(op, argument);
  return argument;
}

/** The name of a dim variable. Not each one is made by {@link dim}, which checks it: it is an object like any other. */
function nameOf(op: string, { dim: name, size }: DimVariable<string>): string {
  if (typeof name !== "string" || !isName(name)) throw notDim(op, name);
  if (!isSize(size)) {
    throw new ShapeError(
      `${op}/dim`,
      `${op}: the size of ${name} must be a whole number from 0 to 2^53 - 1: got ${size}`,
    );
  }
  return name;
}

function notDim(op: string, value: unknown): ShapeError {
  const canonical = typeof value === "string" ? canonicalForm(value) : undefined;
  const hint =
    canonical === undefined ? "use a whole number from 0 to 2^53 - 1, a name, or dim()" : `write ${canonical}`;
  return new ShapeError(`${op}/dim`, `${op}: ${String(value)} is not a dim (${hint})`);
}

/**
 * The shape of a shape argument, without the sizes that may come with it.
 *
 * @throws ShapeError `op/dim` if it is no list, or one of its dims is no size, name or canonical polynomial
 */
export function toShape(op: string, argument: readonly DimArgument[]): Shape {
  if (!Array.isArray(argument)) {
    throw new ShapeError(`${op}/dim`, `${op}: the shape must be a list of dims: got ${typeof argument}`);
  }
  // Unlike map, this doesn't pass over a hole in the list.
  return Array.from(argument, (each) => toDim(op, each));
}

/**
 * The sizes that arguments bring: `[seq, 512]` with `seq = dim("seq", 10)` binds `seq` to 10.
 *
 * @throws ShapeError `op/size` if one name comes with two sizes
 */
export function bindingsOf(op: string, argument: readonly DimArgument[]): DimBindings {
  const bound = argument.flatMap((each, axis) => {
    return typeof each === "object" ? [[`axis ${axis}`, { dims: new Map([[each.dim, each.size]]) }] as const] : [];
  });
  return mergeDims(op, Object.fromEntries(bound));
}

/** The dims of a list of arguments, for rules that look at all of them at once. */
export type DimsOf<Arguments extends readonly DimArgument[]> = {
  -readonly [I in keyof Arguments]: Arguments[I] extends DimVariable<infer N> ? N : Extract<Arguments[I], Dim>;
};
