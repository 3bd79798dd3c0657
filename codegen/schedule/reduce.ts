import type { Node, Reduction } from "../../src/graph/node.js";
import { constant } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import {
  add,
  and,
  bool,
  compare,
  convert,
  div,
  indexValue,
  max,
  min,
  mul,
  num,
  or,
  select,
} from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { nest } from "./loops.js";
import type { Defined } from "./procedures.js";

type ReduceNode = Extract<Node, { op: "reduce" }>;

/** What a reduction starts from, what one more element makes of it, and what the kernel calls it on the way. */
interface Fold {
  readonly name: string;
  readonly empty: Expression;
  next(b: ProcedureBuilder, sofar: Expression, element: Expression): Expression;
}

const sum: Fold = { name: "sum", empty: num(0), next: (_, sofar, element) => add(sofar, element) };

const folds: { readonly [R in Reduction]: Fold } = {
  sum,
  mean: sum,
  max: { name: "greatest", empty: num(-Infinity), next: orNaN(max) },
  min: { name: "least", empty: num(Infinity), next: orNaN(min) },
  prod: { name: "product", empty: num(1), next: (_, sofar, element) => mul(sofar, element) },
  any: { name: "any", empty: bool(false), next: (_, sofar, element) => or(sofar, element) },
  all: { name: "all", empty: bool(true), next: (_, sofar, element) => and(sofar, element) },
};

/** The greater or lesser of two numbers, where an element that is NaN makes it NaN for good. */
function orNaN(choose: (left: Expression, right: Expression) => Expression): Fold["next"] {
  return (b, sofar, element) => {
    const x = b.let("x", element);
    return select(compare("ne", x, x), x, choose(sofar, x));
  };
}

/** A reduction over any axes: for each element of the result, one loop for each of them, the first outermost. */
export function scheduleReduce(context: Context, step: Step, node: ReduceNode): Defined {
  const access = new StepAccess(context, step);
  const { input, axes, fn } = node;
  const { name, empty, next } = folds[fn];
  const kept = input.shape.filter((_, axis) => !axes.includes(axis));
  const reduced = input.shape.filter((_, axis) => axes.includes(axis));
  const over = axes.length === 1 ? `axis ${axes.join()}` : `axes ${axes.join(", ")}`;
  const outline = { name: fn, summary: `The ${fn} over ${over}.`, rename: access.rename([[input, "input"]]) };
  return context.procedures.define(outline, (b, scope) =>
    nest(b, kept, [], (outer) => {
      const sofar = b.var(name, empty);
      nest(b, reduced, reducedNames(reduced.length), (inner) => {
        const element = access.read(b, scope, input, merge(axes, outer, inner));
        b.assign(sofar, next(b, sofar, element));
      });
      const value = fn === "mean" ? div(sofar, countOf(reduced)) : sofar;
      // Axes that are kept have the index 0; the others are not there.
      const zeros = axes.map(() => constant(0));
      access.store(b, scope, node.keepDim ? merge(axes, outer, zeros) : outer, value);
    }),
  );
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
