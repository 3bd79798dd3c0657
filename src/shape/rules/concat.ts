import { axisRule } from "../axis.js";
import type { AxisRule, PartsAt, UnknownDims } from "../axis.js";
import type { Mismatch } from "../broadcast.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Identical } from "../identity.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { addDims } from "../polynomial.js";
import type { AddDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/**
 * The shape of tensors that follow each other along axis `X`; they agree in every other dim. That there is such an axis
 * is for {@link ConcatAxisRule} to say.
 */
export type ConcatRule<Shapes extends Shape[], X extends number> = Shapes extends [
  infer First extends unknown[],
  ...infer Rest extends unknown[][],
]
  ? PartsAt<First, X> extends infer Parts
    ? [Parts] extends [never]
      ? Fits<Shape>
      : Parts extends [infer Before extends unknown[], infer D, infer After extends unknown[]]
        ? Join<First, Before, After, Rest, X, D, [0]>
        : Fits<UnknownDims<First>>
    : never
  : Shapes extends []
    ? "concat: needs at least one tensor: got none"
    : Fits<Shape>;

/** `[]` if the first shape has axis `X`, or the message. */
export type ConcatAxisRule<Shapes extends Shape[], X extends number> = Shapes extends [
  infer First extends unknown[],
  ...unknown[],
]
  ? AxisRule<"concat", First, X, Fits<[]>>
  : Fits<[]>;

/** Goes through the shapes after the first; `Sum` is the length so far, `Position` counts the shapes. */
type Join<
  First extends unknown[],
  Before extends unknown[],
  After extends unknown[],
  Shapes extends unknown[][],
  X extends number,
  Sum,
  Position extends 0[],
> = Shapes extends [infer Next extends unknown[], ...infer Rest extends unknown[][]]
  ? NextLength<First, Before, After, Next, X> extends infer Found
    ? { found: Found } extends { found: [infer D] }
      ? Join<First, Before, After, Rest, X, AddDim<Sum, D>, [...Position, 0]>
      : Explain<First, Next, X, Position["length"], Found>
    : never
  : Fits<[...Before, Sum, ...After]>;

/**
 * The length of `Next` along axis `X`, as a shape of rank 1, if it has the dims `Before` and `After` around it; else
 * what is different.
 */
export type NextLength<
  First extends unknown[],
  Before extends unknown[],
  After extends unknown[],
  Next extends unknown[],
  X extends number,
> =
  PartsAt<Next, X> extends infer Parts
    ? [Parts] extends [never]
      ? Difference<First, Next, Before["length"]>
      : Parts extends [infer Before2, infer D, infer After2]
        ? Identical<[Before, After], [Before2, After2]> extends true
          ? [D]
          : Difference<First, Next, Before["length"]> extends infer Found
            ? { found: Found } extends { found: [] }
              ? [D]
              : Found
            : never
        : [Dim]
    : never;

type Explain<First extends unknown[], Next extends unknown[], X extends number, Position extends number, Found> =
  Found extends Mismatch<infer A, infer B>
    ? `concat: tensors differ off axis ${X}: tensor 0 ${Show<First>} has ${ShowDim<A>}, tensor ${Position} ${Show<Next>} has ${ShowDim<B>}`
    : `concat: ranks differ: tensor 0 ${Show<First>} has rank ${First["length"]}, tensor ${Position} ${Show<Next>} has rank ${Next["length"]}`;

/**
 * The first dims that differ other than at `Index`, counted from the front; `"rank"` if the shapes differ in length;
 * `[]` if nothing does.
 */
export type Difference<A extends unknown[], B extends unknown[], Index extends number> = number extends
  | A["length"]
  | B["length"]
  ? []
  : A["length"] extends B["length"]
    ? FirstDifference<A, B, Index>
    : "rank";

type FirstDifference<A extends unknown[], B extends unknown[], Index extends number, Count extends 0[] = []> = {
  a: A;
  b: B;
} extends { a: [infer DimA, ...infer RestA]; b: [infer DimB, ...infer RestB] }
  ? Count["length"] extends Index
    ? FirstDifference<RestA, RestB, Index, [...Count, 0]>
    : Same<DimA, DimB> extends true
      ? FirstDifference<RestA, RestB, Index, [...Count, 0]>
      : Mismatch<DimA, DimB>
  : [];

/**
 * The shape of tensors that follow each other along `axis`, and that axis counted from the front.
 *
 * @throws ShapeError `concat/axis`, `concat/rank`, `concat/shape` if they differ in another dim, `concat/none`
 */
export function concatRule(
  shapes: readonly Readonly<Shape>[],
  axis: number,
  dims: DimBindings,
): { shape: Shape; axis: number } {
  const [first, ...rest] = shapes;
  if (first === undefined) throw new ShapeError("concat/none", "concat: needs at least one tensor: got none");
  const index = axisRule("concat", first, axis);
  let sum = first[index] ?? 1;
  for (const [i, next] of rest.entries()) {
    const found = differenceOff(index, first, next, dims);
    if (found === "rank") {
      throw new ShapeError(
        "concat/rank",
        "concat: ranks differ: " +
          `tensor 0 ${show(first)} has rank ${first.length}, tensor ${i + 1} ${show(next)} has rank ${next.length}`,
      );
    }
    if (found !== undefined) {
      throw new ShapeError(
        "concat/shape",
        `concat: tensors differ off axis ${axis}: ` +
          `tensor 0 ${show(first)} has ${found.left}, tensor ${i + 1} ${show(next)} has ${found.right}`,
      );
    }
    sum = addDims(sum, next[index] ?? 1);
  }
  return { shape: first.with(index, sum), axis: index };
}

/** The first dims that differ other than at `index`; `"rank"` if the shapes differ in length. */
export function differenceOff(
  index: number,
  first: Readonly<Shape>,
  next: Readonly<Shape>,
  dims: DimBindings,
): Mismatch<Dim, Dim> | "rank" | undefined {
  if (first.length !== next.length) return "rank";
  for (const [axis, left] of first.entries()) {
    const right = next[axis] ?? 1;
    if (axis !== index && !sameDim(left, right, dims)) return { left, right };
  }
  return undefined;
}
