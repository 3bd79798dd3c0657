import type { Node, Reduction } from "../../src/graph/node.js";
import { constant } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { and, bool, convert, div, indexValue, mul, num, or } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { type Fold, foldInto, greatestFold, leastFold, productFold, sumFold } from "./fold.js";
import { nest } from "./loops.js";
import { sharedOutermost } from "./parallel.js";
import type { Defined } from "./procedures.js";

type ReduceNode = Extract<Node, { op: "reduce" }>;

const floatFolds: { readonly [R in Exclude<Reduction, "any" | "all">]: Fold } = {
  sum: sumFold,
  mean: sumFold,
  max: greatestFold,
  min: leastFold,
  prod: productFold,
};

/** What a reduction of bools starts from, and what one more element makes of it. */
const boolFolds = {
  any: { empty: bool(false), next: or },
  all: { empty: bool(true), next: and },
};

/** A reduction over any axes: for each element of the result, one loop for each of them, the first outermost. */
export function scheduleReduce(context: Context, step: Step, node: ReduceNode): Defined {
  const access = new StepAccess(context, step);
  const { input, axes, fn } = node;
  const kept = input.shape.filter((_, axis) => !axes.includes(axis));
  const reduced = input.shape.filter((_, axis) => axes.includes(axis));
  const over = axes.length === 1 ? `axis ${axes.join()}` : `axes ${axes.join(", ")}`;
  const outline = { name: fn, summary: `The ${fn} over ${over}.`, rename: access.rename([[input, "input"]]) };
  return context.procedures.define(outline, (b, scope) => {
    const reduceOne = (outer: readonly Affine[]): void => {
      const element = (inner: readonly Affine[]): Expression => access.read(b, scope, input, merge(axes, outer, inner));
      const sofar = reduceAll(b, context, node, element);
      const value = fn === "mean" ? div(sofar, countOf(reduced)) : sofar;
      // Axes that are kept have the index 0; the others are not there.
      const zeros = axes.map(() => constant(0));
      access.store(b, scope, node.keepDim ? merge(axes, outer, zeros) : outer, value);
    };
    nest(b, kept, [], reduceOne, sharedOutermost(context.machine, kept, extentOf(reduced.at(-1) ?? 1)));
  });
}

/** All elements put together: the innermost axis at once, the others one after the other. */
function reduceAll(
  b: ProcedureBuilder,
  context: Context,
  { fn, axes, input }: ReduceNode,
  element: (inner: readonly Affine[]) => Expression,
): Expression {
  const reduced = input.shape.filter((_, axis) => axes.includes(axis));
  const names = reducedNames(reduced.length);
  if (fn === "any" || fn === "all") {
    const { empty, next } = boolFolds[fn];
    const sofar = b.var(fn, empty);
    nest(b, reduced, names, (inner) => b.assign(sofar, next(sofar, element(inner))));
    return sofar;
  }
  const fold = floatFolds[fn];
  const sofar = b.var(fold.name, num(fold.empty));
  nest(b, reduced.slice(0, -1), names, (around) =>
    foldInto(b, context, fold, sofar, extentOf(reduced.at(-1) ?? 1), (k) => element([...around, k]), {
      index: names.at(-1),
      isInRows: axes.at(-1) === input.shape.length - 1,
    }),
  );
  return sofar;
}

/** `k` for one axis, `k0`, `k1` for more. */
function reducedNames(count: number): readonly string[] {
  return count === 1 ? ["k"] : Array.from({ length: count }, (_, i) => `k${i}`);
}

/** Indices into the input: those of `inner` stand at `axes`, which ascend. */
function merge(axes: readonly number[], outer: readonly Affine[], inner: readonly Affine[]): readonly Affine[] {
  return axes.reduce((indices, axis, i) => indices.toSpliced(axis, 0, inner[i] ?? constant(0)), [...outer]);
}

/** The number of elements that one element of the result is made of. */
function countOf(reduced: Node["shape"]): Expression {
  const factors = reduced.map((dim) => convert("float", indexValue(extentOf(dim))));
  return factors.reduce((product, factor) => mul(product, factor));
}
