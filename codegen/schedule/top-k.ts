import type { Node } from "../../src/graph/node.js";
import { constantValue } from "../ir/affine.js";
import { and, compare, indexValue, int, num, or } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { nest } from "./loops.js";
import { sharedOutermost } from "./parallel.js";
import type { Defined } from "./procedures.js";

/**
 * The greatest elements of each row: one pass over the row for each of them, which looks for the greatest of those that
 * come after the one found before. Elements are in order from the greatest down, NaN first, equal ones by position.
 */
export function scheduleTopK(context: Context, step: Step, node: Extract<Node, { op: "topK" }>): Defined {
  const access = new StepAccess(context, step);
  const { input, shape, result } = node;
  const length = extentOf(input.shape.at(-1) ?? 1);
  const count = extentOf(shape.at(-1) ?? 1);
  const isOne = constantValue(count) === 1;
  const rows = shape.slice(0, -1);
  const summary = result === "values" ? "The greatest of each row." : "Where the greatest of each row are.";
  const shared = sharedOutermost(context.machine, rows, length);
  return context.procedures.define({ name: "topK", summary, rename: access.rename([[input, "input"]]) }, (b, scope) => {
    nest(
      b,
      rows,
      [],
      (outer) => {
        // Of one element none comes after another.
        const last = isOne ? undefined : { value: b.var("last", num(0)), position: b.var("lastPosition", int(-1)) };
        b.for("rank", 0, count, {}, (rank) => {
          const [greatest, position] = [b.var("greatest", num(0)), b.var("position", int(-1))];
          b.for("k", 0, length, {}, (k) => {
            const x = b.let("x", access.read(b, scope, input, [...outer, k]));
            const isBest = or(compare("lt", position, int(0)), isGreater(x, greatest));
            b.if(last ? and(comesAfter(x, k, last), isBest) : isBest, () => {
              b.assign(greatest, x);
              b.assign(position, indexValue(k));
            });
          });
          if (last) {
            b.assign(last.value, greatest);
            b.assign(last.position, position);
          }
          access.store(b, scope, [...outer, rank], result === "values" ? greatest : position);
        });
      },
      shared,
    );
  });
}

/** Whether an element comes after the last one found, which is at -1 before the first. */
function comesAfter(
  x: Expression,
  k: Affine,
  { value, position }: { readonly value: Expression; readonly position: Expression },
): Expression {
  const isBehind = and(isEqual(x, value), compare("lt", position, indexValue(k)));
  return or(compare("lt", position, int(0)), or(isGreater(value, x), isBehind));
}

/** Whether `left` is above `right`, where NaN is above every number. */
function isGreater(left: Expression, right: Expression): Expression {
  return or(compare("lt", right, left), and(isNaN(left), compare("eq", right, right)));
}

function isEqual(left: Expression, right: Expression): Expression {
  return or(compare("eq", left, right), and(isNaN(left), isNaN(right)));
}

function isNaN(x: Expression): Expression {
  return compare("ne", x, x);
}
