import type { AtMostDim } from "../at-most.js";
import { atMostDims } from "../at-most.js";
import { sizeOf } from "../bindings.js";
import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Raised } from "../flag.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { show } from "../show.js";
import type { Show, ShowDim } from "../show.js";

/**
 * The shape of `S` with `K` along its last axis, or the message. That there is an axis is for MinRankRule to say, and that
 * it has as many elements for {@link WithinLast}.
 */
export type TopKRule<S extends Shape, K extends number> = `${K}` extends "0" | `-${string}` | `${string}.${string}`
  ? `topK: k must be a positive integer: got ${K}`
  : { shape: S } extends { shape: [...infer Before, unknown] }
    ? Fits<[...Before, K]>
    : Fits<Shape>;

/**
 * `T`, or the message where `K` is more than the last axis has for every size of the names. What depends on a size, or on
 * a type parameter, is checked when the size is known.
 */
export type WithinLast<S extends Shape, K extends number, T> = `${TooMany<K, LastOf<S>>}` extends never
  ? T
  : `topK: k ${K} exceeds the last axis: ${Show<S>} has ${ShowDim<LastOf<S>>}`;

/** The flag (flag.ts) of a number that is more than the dim for every size of its names. */
type TooMany<K extends number, D> = AtMostDim<K, D> extends false ? Raised : never;

type LastOf<S extends Shape> = { shape: S } extends { shape: [...infer _Before, infer D extends Dim] } ? D : Dim;

/**
 * The shape with `k` along its last axis.
 *
 * @throws ShapeError `topK/count` if `k` is no positive integer, or more than there is along the axis
 */
export function topKRule(shape: Readonly<Shape>, k: number, dims: DimBindings): Shape {
  if (!Number.isSafeInteger(k) || k < 1) {
    throw new ShapeError("topK/count", `topK: k must be a positive integer: got ${k}`);
  }
  const length = shape.at(-1) ?? 1;
  const size = sizeOf(length, dims);
  if (atMostDims(k, length) === false) throw exceeds("");
  if (size !== undefined && size < k) throw exceeds(`, which is ${size} here`);
  return [...shape.slice(0, -1), k];

  function exceeds(here: string): ShapeError {
    return new ShapeError("topK/count", `topK: k ${k} exceeds the last axis: ${show(shape)} has ${length}${here}`);
  }
}
