import type { Fits } from "../message.js";
import { broadcast } from "../broadcast.js";
import type { Broadcast, Mismatch } from "../broadcast.js";
import type { Dim, DimBindings } from "../dim.js";
import type { Identical, IsUnknown } from "../identity.js";
import { knownDim, sameDim } from "../same.js";
import type { At, OperandAxes, Replace } from "./operand.js";

/** A label whose dims in two operands don't fit, or `"..."` with dims of the axes that it stands for. */
export interface Clash<Name, Left, Right> {
  readonly clash: Name;
  readonly left: Left;
  readonly right: Right;
}

/** The dims of all operands so far and of the next by label, boxed in a tuple, or the {@link Clash} of the two. */
export type Merge<Term extends unknown[], Axes, Next> = Term extends [infer L extends string, ...infer Rest]
  ? L extends keyof Axes
    ? Together<L, Axes[L], Next[L & keyof Next]> extends infer Side
      ? Side extends "left"
        ? Merge<Rest, Axes, Next>
        : Side extends [infer D]
          ? Merge<Rest, Replace<Axes, L, D>, Next>
          : Side
      : never
    : Merge<Rest, Axes & At<L, Next[L & keyof Next]>, Next>
  : [Axes];

/**
 * What a label with these dims in two operands has, where a 1 stretches: `"left"` for the first of them, or another,
 * boxed in a tuple.
 */
type Together<L, A, B> = L extends "..."
  ? Common<A, B>
  : Identical<A, B> extends true
    ? "left"
    : { dim: B } extends { dim: 1 }
      ? "left"
      : { dim: A } extends { dim: 1 }
        ? [B]
        : IsUnknown<A> extends true
          ? [B]
          : IsUnknown<B> extends true
            ? "left"
            : Clash<L, A, B>;

/** What the axes of an ellipsis broadcast to. */
type Common<A, B> = { a: A; b: B } extends { a: infer Left extends unknown[]; b: infer Right extends unknown[] }
  ? Boxed<Broadcast<Left, Right>, Left>
  : never;
type Boxed<Dims, Left> =
  Dims extends Fits<infer Both>
    ? { dims: Both } extends { dims: Left }
      ? "left"
      : [Both]
    : Dims extends Mismatch<infer A, infer B>
      ? Clash<"...", A, B>
      : never;

/** The dims of all operands so far and of the next by label, or the {@link Clash} of the two. `term` is the next's. */
export function merge(
  term: readonly string[],
  before: OperandAxes,
  next: OperandAxes,
  sizes: DimBindings,
): OperandAxes | Clash<string, Dim, Dim> {
  const dims = new Map([...next.dims, ...before.dims]);
  let { ellipsis } = before;
  for (const label of term) {
    if (label === "...") {
      const common = broadcast(ellipsis ?? [], next.ellipsis ?? [], sizes);
      if (!Array.isArray(common)) return { clash: label, ...common };
      ellipsis = common;
    } else {
      const [left = 1, right = 1] = [dims.get(label), next.dims.get(label)];
      const dim = fit(left, right, sizes);
      if (dim === undefined) return { clash: label, left, right };
      dims.set(label, dim);
    }
  }
  return { dims, ellipsis };
}

/** The dim of a label that has these in two operands, where a 1 stretches; undefined if they don't fit. */
function fit(a: Dim, b: Dim, sizes: DimBindings): Dim | undefined {
  if (sameDim(a, b, sizes)) return knownDim(a, b);
  if (b === 1) return a;
  return a === 1 ? b : undefined;
}
