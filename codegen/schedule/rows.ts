import type { Node } from "../../src/graph/node.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, convert, div, indexValue, load, mul, num, sqrt, sub } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { type Fold, foldInto, greatestFold, sumFold } from "./fold.js";
import { nest } from "./loops.js";
import type { Machine } from "./machine.js";
import { mathOf } from "./math-functions.js";
import { sharedOutermost } from "./parallel.js";
import type { Defined } from "./procedures.js";

/** Loops over all axes but `axis`, of which threads share one; `body` gets a function that puts an index for `axis` among the others. */
function overRows(
  b: ProcedureBuilder,
  machine: Machine,
  shape: Node["shape"],
  axis: number,
  body: (at: (index: Affine) => readonly Affine[]) => void,
): void {
  const others = shape.filter((_, i) => i !== axis);
  const shared = sharedOutermost(machine, others, extentOf(shape[axis] ?? 1));
  nest(b, others, [], (indices) => body((index) => indices.toSpliced(axis, 0, index)), shared);
}

/** {@link foldInto} something new, called `name`; `isInRows` where neighbouring values are neighbouring elements. */
function foldOver(
  b: ProcedureBuilder,
  context: Context,
  fold: Fold,
  name: string,
  length: Affine,
  value: (k: Affine) => Expression,
  isInRows = true,
): Expression {
  const sofar = b.var(name, num(fold.empty));
  foldInto(b, context, fold, sofar, length, value, { isInRows });
  return sofar;
}

/** `e^(x - max) / sum of e^(x - max)` along one axis. */
export function scheduleSoftmax(context: Context, step: Step, node: Extract<Node, { op: "softmax" }>): Defined {
  const access = new StepAccess(context, step);
  const length = extentOf(node.shape[node.axis] ?? 1);
  const { expOfNegative } = mathOf(context.machine);
  const powers = context.temporaries.makePrivate("powers", context.machine, [length]);
  return context.procedures.define(
    { name: "softmax", summary: "Softmax of each row.", rename: access.rename([[node.input, "input"]]) },
    (b, scope) =>
      overRows(b, context.machine, node.shape, node.axis, (at) => {
        const row = scope.use(powers);
        const element = (k: Affine): Expression => access.read(b, scope, node.input, at(k));
        const isInRows = node.axis === node.shape.length - 1;
        const greatest = foldOver(b, context, greatestFold, "greatest", length, element, isInRows);
        b.for("k", 0, length, {}, (k) => b.store(row, [k], expOfNegative(b, b.let("x", sub(element(k), greatest)))));
        const total = foldOver(b, context, sumFold, "total", length, (k) => load(row, [k]));
        const inverse = b.let("inverse", div(num(1), total));
        b.for("k", 0, length, {}, (k) => access.store(b, scope, at(k), mul(load(row, [k]), inverse)));
      }),
  );
}

/** `(x - mean) / sqrt(variance + epsilon) * weight + bias` over the last axis; the variance is that of the row itself. */
export function scheduleLayerNorm(context: Context, step: Step, node: Extract<Node, { op: "layerNorm" }>): Defined {
  const access = new StepAccess(context, step);
  const axis = node.shape.length - 1;
  const length = extentOf(node.shape[axis] ?? 1);
  const { input, weight, bias } = node;
  const rename = access.rename([
    [input, "input"],
    [weight, "weight"],
    [bias, "bias"],
  ]);
  return context.procedures.define({ name: "layerNorm", summary: "Normalises each row.", rename }, (b, scope) =>
    overRows(b, context.machine, node.shape, axis, (at) => {
      const element = (k: Affine): Expression => access.read(b, scope, input, at(k));
      const width = b.let("width", convert("float", indexValue(length)));
      const mean = b.let("mean", div(foldOver(b, context, sumFold, "sum", length, element), width));
      const squares = foldOver(b, context, sumFold, "squares", length, (k) => {
        const centred = b.let("centred", sub(element(k), mean));
        return mul(centred, centred);
      });
      const inverse = b.let("inverse", div(num(1), sqrt(add(div(squares, width), num(node.epsilon)))));
      b.for("k", 0, length, {}, (k) => {
        const normal = mul(sub(element(k), mean), inverse);
        const scaled = weight ? mul(normal, access.read(b, scope, weight, [k])) : normal;
        access.store(b, scope, at(k), bias ? add(scaled, access.read(b, scope, bias, [k])) : scaled);
      });
    }),
  );
}

/** `x / sqrt(squares + epsilon) * weight` over the last axis, with the mean or the sum of the row's squares. */
export function scheduleRmsNorm(context: Context, step: Step, node: Extract<Node, { op: "rmsNorm" }>): Defined {
  const access = new StepAccess(context, step);
  const axis = node.shape.length - 1;
  const length = extentOf(node.shape[axis] ?? 1);
  const { input, weight, epsilon } = node;
  const rename = access.rename([
    [input, "input"],
    [weight, "weight"],
  ]);
  const outline =
    node.squares === "mean"
      ? { name: "rmsNorm", summary: "Divides each row by the root of the mean of its squares.", rename }
      : { name: "l2Normalise", summary: "Divides each row by its length.", rename };
  return context.procedures.define(outline, (b, scope) =>
    overRows(b, context.machine, node.shape, axis, (at) => {
      const element = (k: Affine): Expression => access.read(b, scope, input, at(k));
      const squares = foldOver(b, context, sumFold, "squares", length, (k) => {
        const x = b.let("x", element(k));
        return mul(x, x);
      });
      const mean = node.squares === "mean" ? div(squares, convert("float", indexValue(length))) : squares;
      const inverse = b.let("inverse", div(num(1), sqrt(add(mean, num(epsilon)))));
      b.for("k", 0, length, {}, (k) => {
        const normal = mul(element(k), inverse);
        access.store(b, scope, at(k), weight ? mul(normal, access.read(b, scope, weight, [k])) : normal);
      });
    }),
  );
}
