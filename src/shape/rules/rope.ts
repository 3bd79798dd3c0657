import { atMostDims } from "../at-most.js";
import type { AtMostDim } from "../at-most.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { sameDim } from "../same.js";
import type { Same } from "../same.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";
import type { Differs } from "./leading.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/*
 * Rotary position embedding turns pairs of features of `x [.., length, d]`: the first `width` of them, all unless that is
 * given. A width of 0 stands for none given.
 */

/** `S` if it has pairs of features, or a width of its own is given, or the message. */
export type RopeRule<S extends Shape, Width> = { shape: S; width: Width } extends {
  shape: [...unknown[], unknown, infer D];
  width: 0;
}
  ? { text: `${D & Dim}` } extends { text: Odd }
    ? `rope: features are turned in pairs: input ${Show<S>} has ${ShowDim<D>} (give an even { width })`
    : Fits<S>
  : MinRankRule<"rope", "input", S, 2>;

type Odd = `${string}${1 | 3 | 5 | 7 | 9}`;

/** `Next` if a width is even and not more than there are features, or the message. */
export type RopeWidthRule<S extends Shape, Width, Next> = { width: Width } extends { width: 0 }
  ? Next
  : { shape: S; text: `${Width & Dim}` } extends { shape: [...unknown[], infer D]; text: infer Text }
    ? { text: Text } extends { text: Odd | `-${string}` }
      ? `rope: features are turned in pairs: the width is ${ShowDim<Width>}`
      : { atMost: AtMostDim<Width & Dim, D & Dim> } extends { atMost: false }
        ? `rope: the width is more than the features: input ${Show<S>} has ${ShowDim<D>}, the width is ${ShowDim<Width>}`
        : Next
    : Next;

/** `Next` if positions are those of one sequence, or of each entry of the batch, or the message. */
export type PositionsRule<S extends Shape, P extends Shape, Next> = { positions: P } extends { positions: [] }
  ? Next
  : { shape: S; positions: P } extends {
        shape: [...unknown[], infer Length, unknown];
        positions: [...infer Batch, infer Length2];
      }
    ? Same<Length, Length2> extends true
      ? { found: BatchFault<S, Batch> } extends { found: [] }
        ? Next
        : PositionsFault<S, P>
      : PositionsFault<S, P>
    : Next;

type PositionsFault<
  S extends Shape,
  P extends Shape,
> = `rope: positions do not fit the input: positions ${Show<P>}, input ${Show<S>}`;

/** `[]` if the batch of the positions is none, or that of the input with or without an axis for heads. */
type BatchFault<S extends Shape, Batch extends unknown[]> = { batch: Batch } extends { batch: [] }
  ? []
  : { shape: S } extends { shape: [...infer Leading, unknown, unknown] }
    ? { found: Differs<Leading, Batch> } extends { found: [] }
      ? []
      : { leading: Leading } extends { leading: [...infer BatchOfInput, unknown] }
        ? Differs<BatchOfInput, Batch>
        : "rank"
    : [];

/**
 * The number of features that are turned.
 *
 * @param width that which is given
 * @throws ShapeError `rope/rank`, `rope/pairs` if it is odd or unknown, `rope/features` if there aren't as many
 */
export function ropeRule(shape: Readonly<Shape>, width: number | undefined): number {
  minRankRule("rope", "input", shape, 2);
  const features = shape.at(-1) ?? 1;
  if (width === undefined) {
    if (typeof features === "number" && features % 2 === 0) return features;
    throw new ShapeError(
      "rope/pairs",
      `rope: features are turned in pairs: input ${show(shape)} has ${features} (give an even { width })`,
    );
  }
  if (!Number.isSafeInteger(width) || width < 2 || width % 2 !== 0) {
    throw new ShapeError("rope/pairs", `rope: features are turned in pairs: the width is ${width}`);
  }
  if (typeof features === "string") {
    throw new ShapeError(
      "rope/features",
      `rope: the number of features must be known: input ${show(shape)} has ${features}`,
    );
  }
  if (atMostDims(width, features) === false) {
    throw new ShapeError(
      "rope/features",
      `rope: the width is more than the features: input ${show(shape)} has ${features}, the width is ${width}`,
    );
  }
  return width;
}

/**
 * Whether positions `[.., length]` lack the axis that the input `[.., heads, length, d]` has for its heads.
 *
 * @throws ShapeError `rope/positions` if they aren't those of one sequence, or of each entry of the batch
 */
export function positionsRule(shape: Readonly<Shape>, positions: Readonly<Shape>, dims: DimBindings): boolean {
  const [length = 1] = shape.slice(-2);
  const batch = positions.slice(0, -1);
  const same = (leading: readonly Dim[]): boolean =>
    leading.length === batch.length && batch.every((dim, axis) => sameDim(dim, leading[axis] ?? 1, dims));
  const hasLength = positions.length > 0 && sameDim(positions.at(-1) ?? 1, length, dims);
  if (hasLength && (batch.length === 0 || same(shape.slice(0, -2)))) return false;
  if (hasLength && same(shape.slice(0, -3))) return true;
  throw new ShapeError(
    "rope/positions",
    `rope: positions do not fit the input: positions ${show(positions)}, input ${show(shape)}`,
  );
}
