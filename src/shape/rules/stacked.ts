import type { Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import type { Identical } from "../identity.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { differenceOff } from "./concat.js";
import type { Difference } from "./concat.js";

/** The shape of a list of tensors of one shape, side by side along a new first axis. */
export type StackedRule<Op extends string, Shapes extends Shape[]> = Shapes extends [
  infer First extends unknown[],
  ...infer Rest extends unknown[][],
]
  ? Compare<Op, First, Rest, [0]>
  : Shapes extends []
    ? `${Op}: needs at least one tensor: got none`
    : Fits<[number, ...Shapes[number]]>;

/** Goes through the shapes after the first. `Position` counts the shapes. */
type Compare<
  Op extends string,
  First extends unknown[],
  Shapes extends unknown[][],
  Position extends 0[],
> = Shapes extends [infer Next extends unknown[], ...infer Rest extends unknown[][]]
  ? DifferenceOf<First, Next> extends infer Found
    ? { found: Found } extends { found: [] }
      ? Compare<Op, First, Rest, [...Position, 0]>
      : Explain<Op, First, Next, Position["length"], Found>
    : never
  : Fits<[Position["length"], ...First]>;

type DifferenceOf<A extends unknown[], B extends unknown[]> = Identical<A, B> extends true ? [] : Difference<A, B, -1>;

type Explain<Op extends string, First extends unknown[], Next extends unknown[], Position extends number, Found> =
  Found extends Mismatch<infer A, infer B>
    ? `${Op}: tensors differ: tensor 0 ${Show<First>} has ${ShowDim<A>}, tensor ${Position} ${Show<Next>} has ${ShowDim<B>}`
    : `${Op}: ranks differ: tensor 0 ${Show<First>} has rank ${First["length"]}, tensor ${Position} ${Show<Next>} has rank ${Next["length"]}`;

/**
 * The shape of a list of tensors of one shape, side by side along a new first axis.
 *
 * @throws ShapeError `op/none`, `op/rank`, `op/shape` if they differ
 */
export function stackedRule(op: string, shapes: readonly Readonly<Shape>[], dims: DimBindings): Shape {
  const [first, ...rest] = shapes;
  if (first === undefined) throw new ShapeError(`${op}/none`, `${op}: needs at least one tensor: got none`);
  for (const [i, next] of rest.entries()) {
    const found = differenceOff(-1, first, next, dims);
    if (found === "rank") {
      throw new ShapeError(
        `${op}/rank`,
        `${op}: ranks differ: ` +
          `tensor 0 ${show(first)} has rank ${first.length}, tensor ${i + 1} ${show(next)} has rank ${next.length}`,
      );
    }
    if (found !== undefined) {
      throw new ShapeError(
        `${op}/shape`,
        `${op}: tensors differ: ` +
          `tensor 0 ${show(first)} has ${found.left}, tensor ${i + 1} ${show(next)} has ${found.right}`,
      );
    }
  }
  return [shapes.length, ...first];
}
