import type { GatherNode } from "../../src/graph/node.js";
import { add, and, compare, indexValue, int, or, select } from "../ir/expressions.js";
import type { Buffer } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Context } from "./context.js";
import { nest } from "./loops.js";
import type { Defined } from "./procedures.js";
import { Values } from "./values.js";

/**
 * Looks at the indices of a gather that the program computes: in row `row` of `outside` it leaves the place of the first
 * that is no position of the axis, counted over all of them, and the index itself; -1 where all are.
 */
export function scheduleGuard(context: Context, node: GatherNode, outside: Buffer, row: number): Defined {
  const { plan, machine, procedures } = context;
  const { indices, axis, input } = node;
  const outline = {
    name: "checkIndices",
    summary: "Finds the first index that is no position of its axis.",
  };
  return procedures.define(outline, (b, scope) => {
    const values = new Values(plan, machine, scope);
    const length = indexValue(extentOf(input.shape[axis] ?? 1));
    const [at, first, found] = [b.var("at", int(0)), b.var("first", int(-1)), b.var("found", int(0))];
    nest(b, indices.shape, [], (place) => {
      const index = b.let("index", values.read(b, indices, place));
      const isOutside = or(compare("lt", index, int(0)), compare("le", length, index));
      const isFirst = b.let("isFirst", and(isOutside, compare("lt", first, int(0))));
      b.assign(first, select(isFirst, at, first));
      b.assign(found, select(isFirst, index, found));
      b.assign(at, add(at, int(1)));
    });
    b.store(scope.use(outside), [row, 0], first);
    b.store(scope.use(outside), [row, 1], found);
  });
}
