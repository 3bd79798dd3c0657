import { bindingsOf, toDim } from "../variable.js";
import type { DimArgument } from "../variable.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import type { NoSize, SizeChecked } from "../size.js";

/** The lengths of axes, by their names in a pattern: `{ h: 8, w: "width", b: dim("batch", 2) }`. */
export type SizesArgument = Readonly<Record<string, DimArgument>>;

/** No lengths. */
export type NoSizes = Record<never, Dim>;

/** A length with a size in this run. It is less than a `DimVariable`, so that the compiler infers `D` from one. */
interface Sized<out D> {
  readonly dim: D;
  readonly size: number;
}

/** How an operation takes lengths: `{ h: heads }` infers `{ h: "heads" }`, also inside generic code. */
export type SizesFor<Z> = { readonly [Axis in keyof Z]: Z[Axis] | Sized<Z[Axis]> };

/**
 * Lengths as pairs of a name and a dim. Each object in a program has a type of its own; a union of its pairs is the same
 * for equal objects, so that the compiler computes a pattern once. It takes the union from
 * `SizePairs<Z>[keyof Z]`: a name for that type would make it another.
 */
export type SizePairs<Z> = { [Axis in keyof Z]: [Axis, Z[Axis]] };

/** The names in a union of pairs. */
export type NamesIn<Sizes> = Sizes extends [infer Name, unknown] ? Name : never;

/** The dim that a union of pairs has for `Name`. */
export type SizeOf<Sizes, Name> = Sizes extends [Name, infer D] ? D : never;

/** A mistake in the lengths, which is reported there. */
export interface SizesFault<out Message extends string> {
  readonly sizes: Message;
}

/** `Next`, if the pattern has an axis for each of the lengths; else the fault. Unknown names say nothing. */
export type SizesRule<Op extends string, P extends string, Sizes, Names, Next> = [Sizes] extends [never]
  ? Next
  : string extends NamesIn<Sizes>
    ? Fits<Shape>
    : [NotThere<Op, P, Exclude<NamesIn<Sizes>, Exclude<Names, "...">>>] extends [never]
      ? Next
      : SizesFault<NotThere<Op, P, Exclude<NamesIn<Sizes>, Exclude<Names, "...">>>>;

type NotThere<Op extends string, P extends string, Name> = Name extends string
  ? `${Op}: sizes have ${Name}, which is no axis of pattern "${P}"`
  : never;

/** `T`, or the message if one of the dims `D` is a literal number that is no size. */
export type SizesChecked<Op extends string, D, T> = `${NoSize<D>}` extends never ? T : WrongSizes<Op, D>;

type WrongSizes<Op extends string, D> = D extends unknown ? SizeChecked<Op, D, never> : never;

/** The numbers other than 1 that stand for axes, as pairs: each is its own length. */
export type Counts<Marks> = Marks extends `${infer Count extends number}` ? [Marks & string, Count] : never;

/** Lengths at run time: dims by the names of axes, and the sizes that they bring. */
export interface GivenSizes {
  readonly of: ReadonlyMap<string, Dim>;
  readonly dims: DimBindings;
}

/**
 * Reads the lengths that are given for a pattern with the axes `names`.
 *
 * @throws ShapeError `op/dim` if one is no dim, `op/sizes` if the pattern has no such axis
 */
export function readSizes(
  op: string,
  pattern: string,
  argument: SizesArgument,
  names: ReadonlySet<string>,
): GivenSizes {
  const of = new Map(Object.entries(argument).map(([name, size]) => [name, toDim(op, size)]));
  for (const name of of.keys()) {
    if (name === "..." || !names.has(name)) {
      throw new ShapeError(`${op}/sizes`, `${op}: sizes have ${name}, which is no axis of pattern "${pattern}"`);
    }
  }
  return { of, dims: bindingsOf(op, Object.values(argument)) };
}
