import type { Dim, DimBindings, Shape } from "../dim.js";
import { ShapeError } from "../message.js";
import { divDims } from "../polynomial.js";
import type { DivDim } from "../polynomial.js";
import { sameDim } from "../same.js";
import { show } from "../show.js";
import type { Show } from "../show.js";
import { dtypeRule } from "./dtype.js";
import type { DTypeRule } from "./dtype.js";
import type { Differs } from "./leading.js";
import type { Projecting } from "./projection.js";

/*
 * The keys and values that a layer kept of earlier positions: `[.., kvHeads, past, d]`, with the leading axes of its input
 * `[.., length, in]`, in as many heads as the projection is split into, each as wide as one of them.
 */

/** `Next` if kept keys or values `S` are what a projection `W [out, in]` of `X` gives in so many heads, or the message. */
export type KeptRule<
  Op extends string,
  What extends string,
  X extends Shape,
  W extends Shape,
  Split,
  Heads,
  Past extends Shape,
  S extends Shape,
  D extends string,
  Next,
> = DTypeRule<
  Op,
  What,
  D,
  "f32",
  { x: X; w: W; past: Past } extends {
    x: [...infer Leading, unknown, unknown];
    w: [infer Out, unknown];
    past: [...unknown[], infer Length, unknown];
  }
    ? Needs<Op, What, [...Leading, Heads, Length, DivDim<Out, Split>], S, Next>
    : Next
>;

type Needs<Op extends string, What extends string, Needed extends unknown[], S extends Shape, Next> = Found<
  Op,
  What,
  Needed,
  S,
  Differs<Needed, S>,
  Next
>;

type Found<Op extends string, What extends string, Needed extends unknown[], S extends Shape, Differing, Next> = {
  found: Differing;
} extends { found: [] }
  ? Next
  : `${Op}: ${What} must be ${Show<Needed>}: got ${Show<S>}`;

/** What kept keys or values are held to. */
export interface KeptOf {
  /** The input of the layer, `[.., length, in]`. */
  readonly input: Readonly<Shape>;
  /** The width of a head is what this weight gives, split into so many. */
  readonly weight: Readonly<Shape>;
  readonly split: Dim;
  /** How many heads are kept. */
  readonly heads: Dim;
  /** How long they are, `[.., length, d]`. */
  readonly past: Readonly<Shape>;
}

/**
 * Checks that kept keys or values are what a projection of the input gives in so many heads.
 *
 * @throws ShapeError `op/dtype`, `op/cache`
 */
export function keptRule(
  op: string,
  what: string,
  { input, weight, split, heads, past }: KeptOf,
  kept: Projecting,
  dims: DimBindings,
): void {
  dtypeRule(op, what, kept.dtype, "f32");
  const [out = 1] = weight;
  const needed = [...input.slice(0, -2), heads, past.at(-2) ?? 0, divDims(out, split) ?? 0];
  const { shape } = kept;
  if (shape.length === needed.length && shape.every((dim, axis) => sameDim(dim, needed[axis] ?? 1, dims))) return;
  throw new ShapeError(`${op}/cache`, `${op}: ${what} must be ${show(needed)}: got ${show(shape)}`);
}
