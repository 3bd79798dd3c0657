import { axisRule } from "../axis.js";
import type { PartsAt, UnknownDims } from "../axis.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { divisorHint } from "../nearest-divisor.js";
import type { DivisorHint } from "../nearest-divisor.js";
import { addDims, divDims } from "../polynomial.js";
import type { AddDim, DivDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/**
 * The shapes of the parts of `S` that have `Lengths` along axis `X`. That there is such an axis is for AxisRule to say.
 */
export type SplitRule<S extends Shape, X extends number, Lengths extends Shape> =
  PartsAt<S, X> extends infer Parts
    ? Parts extends [infer Before extends unknown[], infer D, infer After extends unknown[]]
      ? number extends Lengths["length"]
        ? Fits<PartShapes<Before, Lengths, After>>
        : Sum<Lengths> extends infer Total
          ? Same<Total, D> extends true
            ? Fits<PartShapes<Before, Lengths, After>>
            : `split: lengths do not add up to axis ${X}: lengths ${Show<Lengths>} have ${ShowDim<Total>}, ${Show<S>} has ${ShowDim<D>}`
          : never
      : Fits<{ [I in keyof Lengths]: UnknownDims<S> }>
    : never;

type PartShapes<Before extends unknown[], Lengths extends unknown[], After extends unknown[]> = {
  [I in keyof Lengths]: [...Before, Lengths[I], ...After];
};

type Sum<Lengths extends unknown[]> = Lengths extends [infer First, ...infer Rest] ? SumFrom<First, Rest> : 0;

type SumFrom<Total, Lengths extends unknown[]> = Lengths extends [infer First, ...infer Rest]
  ? SumFrom<AddDim<Total, First>, Rest>
  : Total;

/** The shapes of a rule's parts where it has no message. */
export type PartsOf<Rule> = Rule extends Fits<infer Parts extends unknown[]> ? Parts : Shape[];

/**
 * The shapes of the parts of `shape` that have `lengths` along `axis`, where each starts, and the axis counted from the
 * front.
 *
 * @throws ShapeError `split/axis`, `split/lengths` if they don't add up to the axis for every size of the names
 */
export function splitRule(
  shape: Readonly<Shape>,
  axis: number,
  lengths: readonly Dim[],
  dims: DimBindings,
): { axis: number; parts: Part[] } {
  const index = axisRule("split", shape, axis);
  const size = shape[index] ?? 1;
  const total = lengths.reduce(addDims, 0);
  if (!sameDim(total, size, dims)) {
    throw new ShapeError(
      "split/lengths",
      `split: lengths do not add up to axis ${axis}: ` +
        `lengths ${show(lengths)} have ${total}, ${show(shape)} has ${size}`,
    );
  }
  return { axis: index, parts: partsOf(shape, index, lengths) };
}

/** A part of a tensor along an axis. */
export interface Part {
  readonly start: Dim;
  readonly shape: Shape;
}

function partsOf(shape: Readonly<Shape>, axis: number, lengths: readonly Dim[]): Part[] {
  return lengths.map((length, i) => {
    return { start: lengths.slice(0, i).reduce(addDims, 0), shape: shape.with(axis, length) };
  });
}

/**
 * The shape of each of `Count` equal parts of `S` along axis `X`. That there is such an axis is for AxisRule to say.
 */
export type ChunkRule<S extends Shape, X extends number, Count extends number> = `${Count}` extends
  | "0"
  | `-${string}`
  | `${string}.${string}`
  ? `chunk: count must be a positive integer: got ${Count}`
  : PartsAt<S, X> extends infer Parts
    ? Parts extends [infer Before extends unknown[], infer D, infer After extends unknown[]]
      ? number extends Count
        ? Fits<[...Before, Dim, ...After]>
        : [DivDim<D, Count>] extends [never]
          ? `chunk: axis ${X} has ${ShowDim<D>}, which ${Count} ${DoesNot<D>} divide in ${Show<S>}${DivisorHint<D, Count>}`
          : Fits<[...Before, DivDim<D, Count>, ...After]>
      : Fits<UnknownDims<S>>
    : never;

type DoesNot<D> = D extends number ? "does not" : "may not";

/** `T` as often as `Count` says; a list without a length where the count is unknown, or has more than two digits. */
export type Repeated<T, Count extends number> = number extends Count
  ? T[]
  : `${Count}` extends `-${string}` | `${infer _A}${infer _B}${infer _C}${string}`
    ? T[]
    : RepeatedTo<T, Count>;

type RepeatedTo<T, Count extends number, Sofar extends T[] = []> = Sofar["length"] extends Count
  ? Sofar
  : RepeatedTo<T, Count, [...Sofar, T]>;

/**
 * The shapes of `count` equal parts of `shape` along `axis`, where each starts, and the axis counted from the front.
 *
 * @throws ShapeError `chunk/axis`, `chunk/count` if it is no positive integer or doesn't divide the axis for every size
 * of the names
 */
export function chunkRule(shape: Readonly<Shape>, axis: number, count: number): { axis: number; parts: Part[] } {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new ShapeError("chunk/count", `chunk: count must be a positive integer: got ${count}`);
  }
  const index = axisRule("chunk", shape, axis);
  const size = shape[index] ?? 1;
  const length = divDims(size, count);
  if (length === undefined) {
    const doesNot = typeof size === "number" ? "does not" : "may not";
    throw new ShapeError(
      "chunk/count",
      `chunk: axis ${axis} has ${size}, which ${count} ${doesNot} divide in ${show(shape)}${divisorHint(size, count)}`,
    );
  }
  return {
    axis: index,
    parts: partsOf(
      shape,
      index,
      Array.from({ length: count }, () => length),
    ),
  };
}
