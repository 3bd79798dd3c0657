import type { EinsumNode } from "../../src/graph/node.js";
import type { Dim } from "../../src/shape/dim.js";
import { constant } from "../ir/affine.js";
import { mul, num } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { foldInto, sumFold } from "./fold.js";
import { nest } from "./loops.js";
import type { Defined } from "./procedures.js";

/** A loop for each label of the result, and in them one for each that is summed over, in the order of the operands. */
export function scheduleEinsum(context: Context, step: Step, node: EinsumNode): Defined {
  const access = new StepAccess(context, step);
  const { inputs, output } = node;
  const summed = [...new Set(node.labels.flat())].filter((label) => !output.includes(label));
  const outline = {
    name: "einsum",
    summary: `${equationOf(node)}: the sum of the products.`,
    rename: access.rename(inputs.map((input, position) => [input, `operand${position}`] as const)),
  };
  return context.procedures.define(outline, (b, scope) => {
    const product = (indices: ReadonlyMap<string, Affine>): Expression =>
      inputs
        .map((input, position) => {
          const at = (node.labels[position] ?? []).map((label, axis) =>
            input.shape[axis] === 1 ? constant(0) : (indices.get(label) ?? constant(0)),
          );
          return access.read(b, scope, input, at);
        })
        .reduce((left, right) => mul(left, right));
    nest(b, dimsOf(node, output), [], (outer) => {
      const known = output.map((label, i) => [label, outer[i] ?? constant(0)] as const);
      if (summed.length === 0) {
        access.store(b, scope, outer, product(new Map(known)));
        return;
      }
      const sum = b.var("sum", num(0));
      const dims = dimsOf(node, summed);
      const names = namesOf(summed);
      nest(b, dims.slice(0, -1), names, (around) =>
        foldInto(
          b,
          context,
          sumFold,
          sum,
          extentOf(dims.at(-1) ?? 1),
          (k) => {
            const inner = [...around, k];
            return product(new Map([...known, ...summed.map((label, i) => [label, inner[i] ?? constant(0)] as const)]));
          },
          { index: names.at(-1) },
        ),
      );
      access.store(b, scope, outer, sum);
    });
  });
}

/** The dim of each label: where it is 1 in some operand and not in others, the other. */
function dimsOf({ inputs, labels }: EinsumNode, wanted: readonly string[]): readonly Dim[] {
  return wanted.map((wantedLabel) => {
    const dims = inputs.flatMap(({ shape }, i) => shape.filter((_, axis) => labels[i]?.[axis] === wantedLabel));
    return dims.find((dim) => dim !== 1) ?? 1;
  });
}

/** What the loops over summed labels are called: `k` for one, else `k0`, `k1`. */
function namesOf(labels: readonly string[]): readonly string[] {
  return labels.length === 1 ? ["k"] : labels.map((_, i) => `k${i}`);
}

/** The equation with each axis of an ellipsis written as a number, which tells it from the letters. */
function equationOf({ labels, output }: EinsumNode): string {
  return `${labels.map(termOf).join(",")}->${termOf(output)}`;
}

function termOf(labels: readonly string[]): string {
  return labels.map((label) => label.replace("...", "")).join("");
}
