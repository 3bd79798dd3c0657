import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Groups } from "../einops/composition.js";
import type { IsLiteral } from "../einops/literal.js";
import { readStar } from "../einops/star.js";
import type { AtStar, ReadStar } from "../einops/star.js";
import type { Around, AroundEllipsis } from "../einops/ellipsis.js";
import { ShapeError } from "../message.js";
import { addDims, divDims, elementsOf, mulDims, subDims } from "../polynomial.js";
import type { AddDim, DivDim, Elements, SubDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { SizeChecked } from "../size.js";

/** The shapes of the tensors that `unpack` gives. */
export interface Unpacked<out Shapes extends unknown[]> {
  readonly shapes: Shapes;
}

/** Shapes that don't make up the packed axis. */
export interface ShapesFault<out Message> {
  readonly fault: Message;
}

/** What `unpack` gives: an {@link Unpacked}, a message for the pattern, or a fault of the shapes. */
export type UnpackRule<S extends Shape, P extends string, Parts extends Shape[]> =
  IsLiteral<P> extends true
    ? ReadStar<P> extends infer G
      ? G extends Groups
        ? { rank: S["length"] } extends { rank: G["length"] }
          ? AroundEllipsis<G, S> extends Around<infer _, infer Dims, [infer Star]>
            ? [NotDims<Parts[number][number]>] extends [never]
              ? Solve<P, S, G, Dims, Star, Parts, Scan<Parts>>
              : ShapesFault<NotDims<Parts[number][number]>>
            : never
          : number extends S["length"]
            ? Unpacked<{ [I in keyof Parts]: Shape }>
            : `unpack: pattern "${P}" has ${G["length"]} axes, input ${Show<S>} has ${S["length"]}`
        : `unpack: pattern "${P}" ${G & string}`
      : never
    : Unpacked<{ [I in keyof Parts]: Shape }>;

type NotDims<D> = D extends -1 ? never : SizeChecked<"unpack", D, never>;

/** What the shapes are without the one with a -1, whose other dims multiply to `Open`. */
interface Scanned<Total, Open> {
  readonly total: Total;
  readonly open: Open;
}

type Scan<Parts, Total = 0, Open = never> = Parts extends [infer First extends unknown[], ...infer Rest]
  ? Without<First> extends infer Others extends unknown[]
    ? Others["length"] extends First["length"]
      ? Scan<Rest, AddDim<Total, Elements<First>>, Open>
      : [Open] extends [never]
        ? [...Others, -1]["length"] extends First["length"]
          ? Scan<Rest, Total, Elements<Others>>
          : "twice"
        : "twice"
    : never
  : Parts extends []
    ? Scanned<Total, Open>
    : "unknown";

type Without<S, Others extends unknown[] = []> = S extends [infer D, ...infer Rest]
  ? Without<Rest, D extends -1 ? Others : [...Others, D]>
  : Others;

type Solve<P extends string, S extends Shape, G, Dims, Star, Parts extends Shape[], Found> =
  Found extends Scanned<infer Total, infer Open>
    ? [Open] extends [never]
      ? Same<Total, Star> extends true
        ? Unpacked<{ [I in keyof Parts]: AtStar<G, Dims, Parts[I]> }>
        : NotThatLong<P, S, Star, Parts>
      : [SubDim<Star, Total>] extends [never]
        ? NotThatLong<P, S, Star, Parts>
        : [DivDim<SubDim<Star, Total>, Open>] extends [never]
          ? NotThatLong<P, S, Star, Parts>
          : Unpacked<{ [I in keyof Parts]: AtStar<G, Dims, Fill<Parts[I], DivDim<SubDim<Star, Total>, Open>>> }>
    : Found extends "twice"
      ? ShapesFault<`unpack: shapes ${ShowShapes<Parts>} have more than one -1`>
      : Unpacked<{ [I in keyof Parts]: Shape }>;

type Fill<S extends unknown[], D> = { [I in keyof S]: S[I] extends -1 ? D : S[I] };

type NotThatLong<
  P extends string,
  S extends Shape,
  Star,
  Parts extends Shape[],
> = ShapesFault<`unpack: shapes ${ShowShapes<Parts>} do not make up * of pattern "${P}", which is ${ShowDim<Star>} in input ${Show<S>}`>;

type ShowShapes<Shapes extends unknown[], Text extends string = ""> = Shapes extends [
  infer First extends unknown[],
  ...infer Rest,
]
  ? ShowShapes<Rest, Text extends "" ? Show<First> : `${Text}, ${Show<First>}`>
  : `[${Text}]`;

/** One of the tensors that `unpack` gives: where it starts on the packed axis, how long it is there, and its shape. */
export interface UnpackedPart {
  readonly start: Dim;
  readonly length: Dim;
  readonly shape: Shape;
}

/**
 * The packed axis, and what `unpack` takes of it for each of `parts`.
 *
 * @param parts the dims that the star stands for in each tensor; one of all dims may be -1
 * @throws ShapeError `unpack/pattern`, `unpack/rank`, `unpack/shapes` if the shapes don't make up the packed axis
 */
export function unpackRule(
  shape: Readonly<Shape>,
  pattern: string,
  parts: readonly Readonly<Shape>[],
  dims: DimBindings,
): { axis: number; parts: UnpackedPart[] } {
  const { before, after } = readStar("unpack", pattern);
  if (shape.length !== before + after + 1) {
    throw new ShapeError(
      "unpack/rank",
      `unpack: pattern "${pattern}" has ${before + after + 1} axes, input ${show(shape)} has ${shape.length}`,
    );
  }
  const star = shape[before] ?? 1;
  const shown = `shapes [${parts.map(show).join(", ")}]`;
  const open = parts.flat().filter((dim) => dim === -1);
  if (open.length > 1) throw new ShapeError("unpack/shapes", `unpack: ${shown} have more than one -1`);
  const rest = open.length === 0 ? undefined : restOf(star, parts);
  const filled = parts.map((part) => part.map((dim) => (dim === -1 ? (rest ?? dim) : dim)));
  const lengths = filled.map(elementsOf);
  const isRight = open.length === 0 ? sameDim(lengths.reduce(addDims, 0), star, dims) : rest !== undefined;
  if (!isRight) {
    throw new ShapeError(
      "unpack/shapes",
      `unpack: ${shown} do not make up * of pattern "${pattern}", which is ${star} in input ${show(shape)}`,
    );
  }
  const found: UnpackedPart[] = [];
  let start: Dim = 0;
  for (const [i, part] of filled.entries()) {
    const length = lengths[i] ?? 1;
    found.push({ start, length, shape: shape.toSpliced(before, 1, ...part) });
    start = addDims(start, length);
  }
  return { axis: before, parts: found };
}

/** What the -1 stands for, or undefined if there is no such dim. */
function restOf(star: Dim, parts: readonly Readonly<Shape>[]): Dim | undefined {
  let [total, factor]: [Dim, Dim] = [0, 1];
  for (const part of parts) {
    const product = part.filter((dim) => dim !== -1).reduce(mulDims, 1);
    if (part.includes(-1)) factor = product;
    else total = addDims(total, product);
  }
  const rest = subDims(star, total);
  return rest === undefined ? undefined : divDims(rest, factor);
}
