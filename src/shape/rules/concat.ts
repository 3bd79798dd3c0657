import { axisRule } from "../axis.js";
import type { Axis, AxisRule, DimAt, WithDim } from "../axis.js";
import type { Mismatch } from "../broadcast.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { addDims } from "../polynomial.js";
import type { AddDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/** The shape of tensors that follow each other along axis `X`; they agree in every other dim. */
export type ConcatRule<Shapes extends Shape[], X extends number> = Shapes extends [
  infer First extends Shape,
  ...infer Rest extends Shape[],
]
  ? number extends First["length"]
    ? Shape
    : AxisRule<"concat", First, X, Join<First, Rest, X, Axis<First, X>, DimAt<First, Axis<First, X>>, [0]>>
  : Shapes extends []
    ? "concat: needs at least one tensor: got none"
    : Shape;

/** Goes through the shapes after the first; `Sum` is the length so far, `Position` counts the shapes. */
type Join<
  First extends Shape,
  Shapes extends Shape[],
  X extends number,
  Key,
  Sum extends Dim,
  Position extends 0[],
> = Shapes extends [infer Next extends Shape, ...infer Rest extends Shape[]]
  ? FirstDifference<First, Next, Key> extends infer Difference
    ? Difference extends Mismatch<infer A, infer B>
      ? `concat: tensors differ off axis ${X}: tensor 0 ${Show<First>} has ${ShowDim<A>}, tensor ${Position["length"]} ${Show<Next>} has ${ShowDim<B>}`
      : Difference extends "rank"
        ? `concat: ranks differ: tensor 0 ${Show<First>}, tensor ${Position["length"]} ${Show<Next>}`
        : Join<First, Rest, X, Key, AddDim<Sum, DimAt<Next, Key>>, [...Position, 0]>
    : never
  : WithDim<First, Key, Sum>;

/** The first dims that differ other than at `Key`; `"rank"` if the shapes differ in length; else undefined. */
type FirstDifference<A extends unknown[], B extends unknown[], Key, Index extends 0[] = []> = Key extends "unknown"
  ? undefined
  : number extends B["length"]
    ? undefined
    : A extends [infer DimA, ...infer RestA]
      ? B extends [infer DimB, ...infer RestB]
        ? `${Index["length"]}` extends Key
          ? FirstDifference<RestA, RestB, Key, [...Index, 0]>
          : Same<DimA, DimB> extends true
            ? FirstDifference<RestA, RestB, Key, [...Index, 0]>
            : Mismatch<DimA, DimB>
        : "rank"
      : B extends []
        ? undefined
        : "rank";

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
    checkOffAxis(first, next, index, axis, `tensor ${i + 1}`, dims);
    sum = addDims(sum, next[index] ?? 1);
  }
  return { shape: first.with(index, sum), axis: index };
}

function checkOffAxis(
  first: Readonly<Shape>,
  next: Readonly<Shape>,
  index: number,
  axis: number,
  name: string,
  dims: DimBindings,
): void {
  for (const [i, dim] of first.entries()) {
    const other = next[i];
    if (other === undefined) break;
    if (i !== index && !sameDim(dim, other, dims)) {
      throw new ShapeError(
        "concat/shape",
        `concat: tensors differ off axis ${axis}: ` +
          `tensor 0 ${show(first)} has ${dim}, ${name} ${show(next)} has ${other}`,
      );
    }
  }
  if (first.length !== next.length) {
    throw new ShapeError("concat/rank", `concat: ranks differ: tensor 0 ${show(first)}, ${name} ${show(next)}`);
  }
}
