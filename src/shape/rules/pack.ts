import type { Mismatch } from "../broadcast.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Groups } from "../einops/composition.js";
import type { Around, AroundEllipsis } from "../einops/ellipsis.js";
import type { IsLiteral } from "../einops/literal.js";
import { readStar } from "../einops/star.js";
import type { AtStar, ReadStar } from "../einops/star.js";
import type { RankMessage } from "../einops/transform.js";
import { ShapeError } from "../message.js";
import { addDims, elementsOf } from "../polynomial.js";
import type { AddDim, Elements } from "../polynomial.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import { differenceOff } from "./concat.js";
import type { Difference } from "./concat.js";

/** What `pack` gives: the shape of the packed tensor, and of each tensor the axes that the star stands for. */
export interface Packed<out S extends unknown[], out Parts extends unknown[]> {
  readonly shape: S;
  readonly parts: Parts;
}

/** Tensors that don't fit together. */
export interface TensorsFault<out Message extends string> {
  readonly tensors: Message;
}

/** What `pack` gives: a {@link Packed}, a message for the pattern, or a fault of the tensors. */
export type PackRule<P extends string, Shapes extends Shape[]> =
  IsLiteral<P> extends true
    ? ReadStar<P> extends infer G
      ? G extends Groups
        ? PackShapes<P, G, Shapes>
        : `pack: pattern "${P}" ${G & string}`
      : never
    : Packed<Shape, Shape[]>;

type PackShapes<P extends string, G extends Groups, Shapes extends Shape[]> = Shapes extends [
  infer First extends Shape,
  ...infer Rest extends Shape[],
]
  ? AroundEllipsis<G, First> extends Around<infer _, infer Dims extends unknown[], infer Axes extends unknown[]>
    ? Next<P, G, Rest, First, Dims, Elements<Axes>, [Axes], [0]>
    : RankMessage<"pack", P, First, G, "at least ", "tensor 0">
  : Shapes extends []
    ? TensorsFault<"pack: needs at least one tensor: got none">
    : Packed<Shape, Shape[]>;

/** Goes through the shapes after the first, whose dims off the star are `Dims`. `Position` counts the shapes. */
type Next<
  P extends string,
  G extends Groups,
  Shapes,
  First extends Shape,
  Dims extends unknown[],
  Sum,
  Parts extends unknown[],
  Position extends 0[],
> = Shapes extends [infer S extends Shape, ...infer Rest]
  ? AroundEllipsis<G, S> extends Around<infer _, infer Others extends unknown[], infer Axes extends unknown[]>
    ? Difference<Dims, Others, -1> extends infer Found
      ? { found: Found } extends { found: [] }
        ? Next<P, G, Rest, First, Dims, AddDim<Sum, Elements<Axes>>, [...Parts, Axes], [...Position, 0]>
        : Found extends Mismatch<infer A, infer B>
          ? TensorsFault<`pack: tensors differ off *: tensor 0 ${Show<First>} has ${ShowDim<A>}, tensor ${Position["length"]} ${Show<S>} has ${ShowDim<B>}`>
          : TensorsFault<"pack: tensors differ off *">
      : never
    : RankMessage<"pack", P, S, G, "at least ", `tensor ${Position["length"]}`>
  : { shape: AtStar<G, Dims, [Sum]>; parts: Parts } extends {
        shape: infer S extends Shape;
        parts: infer All extends Shape[];
      }
    ? Packed<S, All>
    : never;

/**
 * The shape that `pack` gives, its packed axis, and of each tensor the axes that the star stands for.
 *
 * @throws ShapeError `pack/pattern`, `pack/none`, `pack/rank` if a tensor has too few axes, `pack/shape` if they differ in
 * another dim
 */
export function packRule(
  pattern: string,
  shapes: readonly Readonly<Shape>[],
  dims: DimBindings,
): { shape: Shape; axis: number; parts: Shape[] } {
  const { before, after } = readStar("pack", pattern);
  const [first] = shapes;
  if (first === undefined) throw new ShapeError("pack/none", "pack: needs at least one tensor: got none");
  const others = (shape: Readonly<Shape>): Shape => [...shape.slice(0, before), ...shape.slice(shape.length - after)];
  const parts: Shape[] = [];
  let sum: Dim = 0;
  for (const [position, shape] of shapes.entries()) {
    if (shape.length < before + after) {
      throw new ShapeError(
        "pack/rank",
        `pack: pattern "${pattern}" has at least ${before + after} axes, ` +
          `tensor ${position} ${show(shape)} has ${shape.length}`,
      );
    }
    const found = differenceOff(-1, others(first), others(shape), dims);
    if (typeof found === "object") {
      throw new ShapeError(
        "pack/shape",
        `pack: tensors differ off *: tensor 0 ${show(first)} has ${found.left}, ` +
          `tensor ${position} ${show(shape)} has ${found.right}`,
      );
    }
    const part = shape.slice(before, shape.length - after);
    parts.push(part);
    sum = addDims(sum, elementsOf(part));
  }
  return { shape: others(first).toSpliced(before, 0, sum), axis: before, parts };
}
