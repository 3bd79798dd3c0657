import type { DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import type { Fits } from "../message.js";
import { broadcast } from "../broadcast.js";
import { type Same, sameDim } from "../same.js";
import { show } from "../show.js";
import type { Show } from "../show.js";
import type { AtMostDim } from "../at-most.js";
import type { Dim } from "../dim.js";
import type { MulDim } from "../polynomial.js";
import type { MaskRule } from "./mask.js";
import { minRankRule } from "./rank.js";
import type { MinRankRule } from "./rank.js";

/**
 * `Next` if there is an angle for each pair of features that `T [.., pairs]` turns in `S [.., length, d]`, or the message.
 * `What` is what messages call the angles: `"cos"` or `"sin"`.
 */
export type AnglesRule<What extends string, S extends Shape, T extends Shape, Next> = { shape: S; angles: T } extends {
  shape: [...infer Leading, infer D];
  angles: [...unknown[], infer Pairs];
}
  ? MaskRule<"rotate", [...Leading, Pairs], T> extends Fits<unknown>
    ? { atMost: AtMostDim<MulDim<Pairs & Dim, 2>, D> } extends { atMost: false }
      ? AnglesFault<What, S, T>
      : Next
    : AnglesFault<What, S, T>
  : MinRankRule<"rotate", "input", S, 2, MinRankRule<"rotate", What, T, 1, Next>>;

type AnglesFault<
  What extends string,
  S extends Shape,
  T extends Shape,
> = `rotate: ${What} does not fit the input: input ${Show<S>}, ${What} ${Show<T>}`;

/**
 * Checks that there is an angle for each pair of features that is turned.
 *
 * @returns the number of pairs
 * @throws ShapeError `rotate/rank`, `rotate/angles`
 */
export function anglesRule(
  what: "cos" | "sin",
  shape: Readonly<Shape>,
  angles: Readonly<Shape>,
  dims: DimBindings,
): number {
  minRankRule("rotate", "input", shape, 2);
  minRankRule("rotate", what, angles, 1);
  const [features, pairs] = [shape.at(-1), angles.at(-1)];
  const leading = broadcast(shape.slice(0, -1), angles.slice(0, -1), dims);
  // Angles never make the input larger.
  const fits = Array.isArray(leading) && leading.length === shape.length - 1 && isSame(leading, shape, dims);
  if (fits && typeof pairs === "number" && typeof features === "number" && 2 * pairs <= features) return pairs;
  throw new ShapeError(
    "rotate/angles",
    `rotate: ${what} does not fit the input: input ${show(shape)}, ${what} ${show(angles)}`,
  );
}

function isSame(leading: Readonly<Shape>, shape: Readonly<Shape>, dims: DimBindings): boolean {
  return leading.every((dim, axis) => sameDim(dim, shape[axis] ?? 1, dims));
}

/** `Next` if cosines `C` and sines `N` are of as many pairs, or the message. */
export type PairsRule<C extends Shape, N extends Shape, Next> = { cos: C; sin: N } extends {
  cos: [...unknown[], infer A];
  sin: [...unknown[], infer B];
}
  ? Same<A, B> extends true
    ? Next
    : `rotate: cos and sin need as many pairs: cos ${Show<C>}, sin ${Show<N>}`
  : Next;

/** Checks that there are as many cosines as sines. Throws ShapeError `rotate/angles`. */
export function pairsRule(cos: Readonly<Shape>, sin: Readonly<Shape>): void {
  if (cos.at(-1) === sin.at(-1)) return;
  throw new ShapeError("rotate/angles", `rotate: cos and sin need as many pairs: cos ${show(cos)}, sin ${show(sin)}`);
}
