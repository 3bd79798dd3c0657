import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { mergeDims } from "../bindings.js";
import { elementsOf } from "../polynomial.js";
import { show } from "../show.js";
import type { Show } from "../show.js";
import type { Composition, Group, Groups } from "./composition.js";
import type { Around, AroundEllipsis } from "./ellipsis.js";
import { groupLengths } from "./lengths.js";
import type { Call, ExplainMisfit, Lengths, Pair } from "./lengths.js";
import type { Pattern } from "./pattern.js";
import type { EnvOf, Join } from "./result.js";
import type { Counts, GivenSizes } from "./sizes.js";

/** The elementary axes of a tensor with their dims, as a union of pairs. */
export interface Bound<out Pairs extends Pair> {
  readonly pairs: Pairs;
}

/** What the elementary axes on the left are in `S`: a {@link Bound}, or a message, or a fault of the lengths. */
export type Bind<
  Op extends string,
  P extends string,
  S extends Shape,
  Sizes,
  Left extends Composition,
> = "..." extends Left["names"]
  ? AroundEllipsis<Left["groups"], S> extends infer Found
    ? Found extends Around<infer G, infer Dims, infer Axes>
      ? Checked<Op, P, S, Sizes, Lengths<G, Dims, Sizes | Counts<Left["marks"]>>, ["...", Axes]>
      : RankMessage<Op, P, S, Left["groups"], "at least ">
    : never
  : { rank: S["length"] } extends { rank: Left["groups"]["length"] }
    ? Checked<Op, P, S, Sizes, Lengths<Left["groups"], S, Sizes | Counts<Left["marks"]>>>
    : number extends S["length"]
      ? Checked<
          Op,
          P,
          S,
          Sizes,
          Lengths<Left["groups"], { [I in keyof Left["groups"]]: Dim }, Sizes | Counts<Left["marks"]>>
        >
      : RankMessage<Op, P, S, Left["groups"], "">;

type Checked<
  Op extends string,
  P extends string,
  S extends Shape,
  Sizes,
  L,
  Ellipsis extends Pair = never,
> = L extends Pair[] ? Bound<L[number] | Ellipsis> : ExplainMisfit<Op, P, S, Sizes, L>;

/**
 * The shape that a pattern makes of `S`, or a message, or a fault of the lengths.
 *
 * @param Fresh pairs for the axes that only the right side has
 */
export type Transform<
  Op extends string,
  P extends string,
  S extends Shape,
  Sizes,
  Left extends Composition,
  Right extends Composition,
  Fresh extends Pair = never,
> =
  Bind<Op, P, S, Sizes, Left> extends infer Found
    ? Found extends Bound<infer Pairs>
      ? { shape: Join<Right, EnvOf<Pairs | Fresh>> } extends { shape: infer Joined }
        ? Fits<Joined>
        : never
      : Found
    : never;

/** The message for a tensor with another number of axes. `Least` is `"at least "` if the pattern has an ellipsis. */
export type RankMessage<
  Op extends string,
  P extends string,
  S extends Shape,
  G extends Groups,
  Least extends string,
  What extends string = "input",
> = `${Op}: pattern "${P}" has ${Least}${Least extends "" ? G["length"] : OneLess<G>} axes, ${What} ${Show<S>} has ${S["length"]}`;

type OneLess<G extends unknown[]> = G extends [unknown, ...infer Rest] ? Rest["length"] : never;

/** What a pattern does to a tensor, step by step. */
export interface Transformation {
  /** The elementary axes of the tensor: what it is reshaped to. */
  readonly split: Shape;
  /** The axes of `split` that the result doesn't have, ascending. */
  readonly gone: readonly number[];
  /** For each elementary axis of the result its axis in `split`, or undefined if it is new. */
  readonly order: readonly (number | undefined)[];
  /** The elementary axes of the result. */
  readonly elementary: Shape;
  /** The result. */
  readonly shape: Shape;
  readonly dims: DimBindings;
}

/** A tensor as rules see it. */
export interface Input {
  readonly shape: Readonly<Shape>;
  readonly dims: DimBindings;
}

/**
 * What a pattern does to a tensor.
 *
 * @throws ShapeError `op/rank` if the left side has another number of axes, `op/length`, `op/unknown`, `op/size` if a
 * name has two sizes
 */
export function transform(
  op: string,
  pattern: string,
  sides: Pattern,
  input: Input,
  sizes: GivenSizes,
): Transformation {
  const { split, axisOf, ellipsis, dims } = bindAxes(op, pattern, sides.left.groups, input, sizes);
  const lengthOf = (axis: string): Dim => {
    const from = axisOf.get(axis);
    return (from === undefined ? sizes.of.get(axis) : split[from]) ?? Number(axis);
  };
  const right = expand(sides.right.groups, ellipsis);
  const order = right.flat().map((axis) => axisOf.get(axis));
  return {
    split,
    gone: [...split.keys()].filter((axis) => !order.includes(axis)),
    order,
    elementary: right.flat().map(lengthOf),
    shape: right.map((group) => elementsOf(group.map(lengthOf))),
    dims,
  };
}

/** The elementary axes of a tensor. */
interface BoundAxes {
  /** Their dims. */
  readonly split: Shape;
  /** The positions of those that have a name, or are a number. */
  readonly axisOf: ReadonlyMap<string, number>;
  /** The names of those that the ellipsis stands for. */
  readonly ellipsis: readonly string[];
  readonly dims: DimBindings;
}

/**
 * What the elementary axes in `groups` are in a tensor.
 *
 * @throws ShapeError `op/rank`, `op/length`, `op/unknown`, `op/size`
 */
export function bindAxes(op: string, pattern: string, groups: Groups, input: Input, sizes: GivenSizes): BoundAxes {
  const { shape } = input;
  const dims = mergeDims(op, { input, sizes: { dims: sizes.dims } });
  const call: Call = { op, pattern, shape, given: sizes.of, dims };
  const ellipsis = ellipsisAxes(op, pattern, groups, shape);
  const split: Shape = [];
  const axisOf = new Map<string, number>();
  for (const [position, group] of expand(groups, ellipsis).entries()) {
    for (const [i, dim] of groupLengths(call, group, shape[position] ?? 1).entries()) {
      axisOf.set(group[i] ?? "", split.length);
      split.push(dim);
    }
  }
  return { split, axisOf, ellipsis, dims };
}

/** Names for the axes that `"..."` on the left stands for. */
function ellipsisAxes(op: string, pattern: string, groups: Groups, shape: Readonly<Shape>): string[] {
  const count = groups.filter((group) => group !== "...").length;
  const isOpen = count < groups.length;
  if (shape.length < count || (shape.length > count && !isOpen)) {
    throw new ShapeError(
      `${op}/rank`,
      `${op}: pattern "${pattern}" has ${isOpen ? "at least " : ""}${count} axes, ` +
        `input ${show(shape)} has ${shape.length}`,
    );
  }
  return Array.from({ length: shape.length - count }, (_, i) => `...${i}`);
}

/** Groups with the axes that an ellipsis stands for in its place. */
function expand(groups: Groups, ellipsis: readonly string[]): Group[] {
  return groups.flatMap((group) =>
    group === "..." ? ellipsis.map((axis) => [axis]) : [group.flatMap((axis) => (axis === "..." ? ellipsis : [axis]))],
  );
}
