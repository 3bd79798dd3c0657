import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { divDims, mulDims } from "../polynomial.js";
import type { DivDim, MulDim } from "../polynomial.js";
import { knownDim, sameDim } from "../same.js";
import type { Known, Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { Group } from "./composition.js";
import type { NamesIn, SizeOf, SizesFault } from "./sizes.js";

/*
 * Each axis of a tensor is the product of the elementary axes in its group. All but one of these must be known, from
 * their names in the lengths that are given, or as numbers; the last one is what is left of the axis.
 */

/** An elementary axis and its dim. */
export type Pair = [axis: string, dim: unknown];

/** A group that doesn't fit its axis. */
interface Misfit<G, D, Kind, Given> {
  readonly group: G;
  readonly dim: D;
  readonly kind: Kind;
  readonly given: Given;
}

/** For each group the union of its pairs, or a misfit. `S` has one dim for each group. */
export type Lengths<G, S, Sizes> = LengthsOf<G, S, Sizes, NamesIn<Sizes>>;

/** A group of one axis that isn't known takes the whole dim: the common case is short. */
type LengthsOf<G, S, Sizes, Names> = {
  [I in keyof G]: G[I] extends [infer Axis]
    ? Axis extends Names
      ? KnownLength<G[I], S[I & keyof S], Axis, SizeOf<Sizes, Axis>>
      : [Axis, S[I & keyof S]]
    : G[I] extends []
      ? Same<S[I & keyof S], 1> extends true
        ? never
        : Misfit<[], S[I & keyof S], "other", 1>
      : Share<G[I], S[I & keyof S], Sizes, Names, G[I]>;
};

type KnownLength<G, D, Axis, Length> =
  Same<Length, D> extends true ? [Axis, Known<Length, D>] : Misfit<G, D, "other", Length>;

/** Goes through the axes of a group: pairs for those that are known, their product, and those that aren't. */
type Share<G, D, Sizes, Names, Rest, Pairs = never, Product = 1, Missing extends unknown[] = []> = Rest extends [
  infer Axis,
  ...infer Others,
]
  ? Axis extends Names
    ? Share<
        G,
        D,
        Sizes,
        Names,
        Others,
        Pairs | [Axis, SizeOf<Sizes, Axis>],
        Product extends 1 ? SizeOf<Sizes, Axis> : MulDim<Product, SizeOf<Sizes, Axis>>,
        Missing
      >
    : Share<G, D, Sizes, Names, Others, Pairs, Product, [...Missing, Axis]>
  : Missing extends [infer Axis]
    ? [DivDim<D, Product>] extends [never]
      ? Misfit<G, D, "quotient", Product>
      : Pairs | [Axis, DivDim<D, Product>]
    : Missing extends []
      ? Same<Product, D> extends true
        ? Pairs
        : Misfit<G, D, "other", Product>
      : Misfit<G, D, "unknown", Missing>;

/** The message for the first misfit. It is the lengths' fault if one of them is in its group. */
export type ExplainMisfit<Op extends string, P extends string, S extends Shape, Sizes, L> = L extends [
  infer First,
  ...infer Rest,
]
  ? First extends Misfit<infer G extends Group, infer D, infer Kind, infer Given>
    ? [Kind, Given] extends ["unknown", infer Missing extends Group]
      ? `${Op}: pattern "${P}" does not tell the lengths of ${Join<Missing, " and ">} in ${ShowGroup<G>}: give one in sizes`
      : [G[number] & NamesIn<Sizes>] extends [never]
        ? `${Begin<Op, P, S, G, D>}, ${End<Kind, D, Given, "the pattern says">}`
        : SizesFault<`${Begin<Op, P, S, G, D>}, ${End<Kind, D, Given, "sizes say">}`>
    : ExplainMisfit<Op, P, S, Sizes, Rest>
  : never;

type Begin<
  Op extends string,
  P extends string,
  S extends Shape,
  G extends Group,
  D,
> = `${Op}: ${ShowGroup<G>} of pattern "${P}" is ${ShowDim<D>} in input ${Show<S>}`;

type End<Kind, D, Given, Says extends string> = Kind extends "other"
  ? `${Says} ${ShowDim<Given>}`
  : { dim: D; given: Given } extends { dim: number; given: number }
    ? `which is not divisible by ${ShowDim<Given>}`
    : `which cannot be proven to be divisible by ${ShowDim<Given>}`;

type ShowGroup<G extends Group> = G extends []
  ? "1"
  : G extends [infer Axis extends string]
    ? Axis
    : `(${Join<G, " ">})`;

type Join<G extends Group, By extends string, Text extends string = ""> = G extends [
  infer First extends string,
  ...infer Rest extends Group,
]
  ? Join<Rest, By, Text extends "" ? First : `${Text}${By}${First}`>
  : Text;

/** What {@link groupLengths} needs to know of the call, for its rules and messages. */
export interface Call {
  readonly op: string;
  readonly pattern: string;
  readonly shape: Readonly<Shape>;
  /** The lengths that are given, by names of axes. */
  readonly given: ReadonlyMap<string, Dim>;
  readonly dims: DimBindings;
}

/**
 * The dims of the elementary axes in a group whose product is `dim`.
 *
 * @throws ShapeError `op/length` if they don't fit it, `op/unknown` if more than one isn't known
 */
export function groupLengths(call: Call, group: Readonly<Group>, dim: Dim): Dim[] {
  const { op, pattern, given, dims } = call;
  const known = group.map((axis) => (/^\d/.test(axis) ? Number(axis) : given.get(axis)));
  const product = known.reduce<Dim>((total, length) => mulDims(total, length ?? 1), 1);
  const missing = group.filter((_, position) => known[position] === undefined);
  if (missing.length === 0) {
    if (!sameDim(product, dim, dims)) throw misfit(call, group, dim, "other", product);
    const [only] = known;
    return known.length === 1 && only !== undefined ? [knownDim(only, dim)] : known.map((length) => length ?? 1);
  }
  if (missing.length > 1) {
    throw new ShapeError(
      `${op}/unknown`,
      `${op}: pattern "${pattern}" does not tell the lengths of ${missing.join(" and ")} in ${showGroup(group)}: ` +
        "give one in sizes",
    );
  }
  const rest = product === 1 ? dim : divDims(dim, product);
  if (rest === undefined) throw misfit(call, group, dim, "quotient", product);
  return known.map((length) => length ?? rest);
}

function misfit(
  { op, pattern, shape, given }: Call,
  group: Readonly<Group>,
  dim: Dim,
  kind: "other" | "quotient",
  product: Dim,
): ShapeError {
  const says = group.some((axis) => given.has(axis)) ? "sizes say" : "the pattern says";
  const proven = typeof dim === "number" && typeof product === "number" ? "is not" : "cannot be proven to be";
  const end = kind === "other" ? `${says} ${product}` : `which ${proven} divisible by ${product}`;
  return new ShapeError(
    `${op}/length`,
    `${op}: ${showGroup(group)} of pattern "${pattern}" is ${dim} in input ${show(shape)}, ${end}`,
  );
}

function showGroup(group: Readonly<Group>): string {
  return group.length === 0 ? "1" : group.length === 1 ? String(group[0]) : `(${group.join(" ")})`;
}
