import { axisRule } from "../axis.js";
import type { Axis, AxisRule, DimAt, WithDim } from "../axis.js";
import type { Mismatch } from "../broadcast.js";
import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { addDims } from "../polynomial.js";
import type { AddDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/** The shape of tensors that follow each other along axis `X`; they agree in every other dim. */
export type ConcatRule<Shapes extends Shape[], X extends number> = Shapes extends [
  infer First extends unknown[],
  ...infer Rest extends unknown[][],
]
  ? number extends First["length"]
    ? Shape
    : AxisRule<"concat", First, X, Join<First, Rest, X, Axis<First, X>, DimAt<First, Axis<First, X>>, [0]>>
  : Shapes extends []
    ? "concat: needs at least one tensor: got none"
    : Shape;

/** Goes through the shapes after the first; `Sum` is the length so far, `Position` counts the shapes. */
type Join<
  First extends unknown[],
  Shapes extends unknown[][],
  X extends number,
  Key,
  Sum,
  Position extends 0[],
> = Shapes extends [infer Next extends unknown[], ...infer Rest extends unknown[][]]
  ? { difference: Difference<First, Next, Key> } extends { difference: [] }
    ? Join<First, Rest, X, Key, AddDim<Sum, DimAt<Next, Key>>, [...Position, 0]>
    : Explain<First, Next, X, Position["length"], Difference<First, Next, Key>>
  : WithDim<First, Key, Sum>;

type Explain<First extends unknown[], Next extends unknown[], X extends number, Position extends number, Found> =
  Found extends Mismatch<infer A, infer B>
    ? `concat: tensors differ off axis ${X}: tensor 0 ${Show<First>} has ${ShowDim<A>}, tensor ${Position} ${Show<Next>} has ${ShowDim<B>}`
    : `concat: ranks differ: tensor 0 ${Show<First>}, tensor ${Position} ${Show<Next>}`;

/** The first dims that differ other than at `Key`; `"rank"` if the shapes differ in length; `[]` if nothing does. */
type Difference<A extends unknown[], B extends unknown[], Key, Index extends 0[] = []> = Key extends "unknown"
  ? []
  : number extends B["length"]
    ? []
    : A extends [infer DimA, ...infer RestA]
      ? B extends [infer DimB, ...infer RestB]
        ? `${Index["length"]}` extends Key
          ? Difference<RestA, RestB, Key, [...Index, 0]>
          : Same<DimA, DimB> extends true
            ? Difference<RestA, RestB, Key, [...Index, 0]>
            : Mismatch<DimA, DimB>
        : "rank"
      : B extends []
        ? []
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
