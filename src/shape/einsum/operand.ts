import type { Dim, DimBindings, Shape } from "../dim.js";
import type { Identical, IsUnknown } from "../identity.js";
import { knownDim, sameDim } from "../same.js";

/** Two dims that one label has in one operand. */
export interface Contradiction<Name, Left, Right> {
  readonly label: Name;
  readonly left: Left;
  readonly right: Right;
}

/** Dims by label: `D` for label `L`. Those of several labels are intersected, which costs little. */
export type At<L extends string, D> = { [K in L]: D };

/** `Axes` with another dim for label `L`. */
export type Replace<Axes, L extends string, D> = { [K in keyof Axes]: K extends L ? D : Axes[K] };

/**
 * The dims of one operand by label, boxed in a tuple, with those that the ellipsis stands for at `"..."`. Labels before
 * the ellipsis take axes from the front, labels after it from the end. `"rank"` if the operand has not as many axes as
 * the term, a {@link Contradiction} if a label has two dims.
 */
export type BindOperand<Term extends unknown[], S extends unknown[], Axes = {}> = Term extends [
  infer L extends string,
  ...infer Rest,
]
  ? L extends "..."
    ? BindFromEnd<Rest, S, Axes>
    : { shape: S } extends { shape: [infer D, ...infer T] }
      ? L extends keyof Axes
        ? Diagonal<Axes, L, D> extends [infer Agreed]
          ? BindOperand<Rest, T, Agreed>
          : Diagonal<Axes, L, D>
        : BindOperand<Rest, T, Axes & At<L, D>>
      : number extends S["length"]
        ? BindOperand<Rest, S, Axes & At<L, Dim>>
        : "rank"
  : number extends S["length"]
    ? [Axes]
    : { shape: S } extends { shape: [] }
      ? [Axes]
      : "rank";

/** Goes on with the labels after the ellipsis, the last one first. */
type BindFromEnd<Term extends unknown[], S extends unknown[], Axes> = Term extends [
  ...infer Rest,
  infer L extends string,
]
  ? { shape: S } extends { shape: [...infer T, infer D] }
    ? L extends keyof Axes
      ? Diagonal<Axes, L, D> extends [infer Agreed]
        ? BindFromEnd<Rest, T, Agreed>
        : Diagonal<Axes, L, D>
      : BindFromEnd<Rest, T, Axes & At<L, D>>
    : number extends S["length"]
      ? BindFromEnd<Rest, S, Axes & At<L, Dim>>
      : "rank"
  : [Axes & At<"...", [...S]>];

/** A label that stands twice in a term takes a diagonal: both axes have the same size, and a 1 does not stretch. */
type Diagonal<Axes, L extends keyof Axes & string, D> =
  Identical<Axes[L], D> extends true
    ? [Axes]
    : IsUnknown<Axes[L]> extends true
      ? [Replace<Axes, L, D>]
      : IsUnknown<D> extends true
        ? [Axes]
        : Contradiction<L, Axes[L], D>;

/** The dims of an operand by label, and the axes that the ellipsis of its term stands for, if it has one. */
export interface OperandAxes {
  readonly dims: ReadonlyMap<string, Dim>;
  readonly ellipsis: Readonly<Shape> | undefined;
}

/**
 * The dims of one operand by label. Labels before the ellipsis take axes from the front, labels after it from the end.
 * `"rank"` if the operand has not as many axes as the term, a {@link Contradiction} if a label has two dims.
 */
export function bindOperand(
  term: readonly string[],
  shape: Readonly<Shape>,
  sizes: DimBindings,
): OperandAxes | Contradiction<string, Dim, Dim> | "rank" {
  const labels = axisLabels(term, shape.length);
  if (labels === undefined) return "rank";
  const dims = new Map<string, Dim>();
  for (const axis of bindingOrder(term, labels.length)) {
    const [label = "", dim = 1] = [labels[axis], shape[axis]];
    const before = dims.get(label);
    if (before !== undefined && !sameDim(before, dim, sizes)) return { label, left: before, right: dim };
    dims.set(label, before === undefined ? dim : knownDim(before, dim));
  }
  const ellipsis = term.includes("...") ? shape.filter((_, axis) => labels[axis] === "...") : undefined;
  return { dims, ellipsis };
}

/** Axes in the order in which their labels are bound: before the ellipsis from the front, after it from the end. */
function bindingOrder(term: readonly string[], rank: number): readonly number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const start = term.indexOf("...");
  if (start < 0) return axes;
  const after = term.length - 1 - start;
  return [...axes.slice(0, start), ...axes.slice(rank - after).toReversed()];
}

/** The label of each axis, `"..."` for those of the ellipsis; undefined if there are not as many axes as labels. */
export function axisLabels(term: readonly string[], rank: number): readonly string[] | undefined {
  const start = term.indexOf("...");
  if (start < 0) return term.length === rank ? term : undefined;
  const covered = rank - (term.length - 1);
  return covered < 0 ? undefined : term.toSpliced(start, 1, ...Array<string>(covered).fill("..."));
}
