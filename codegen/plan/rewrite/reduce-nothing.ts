import type { Node } from "../../../src/graph/node.js";

/** A reduction over no axis is its input: each element is the sum, the maximum and the product of itself. */
export function reduceNothing(node: Node): Node | undefined {
  return node.op === "reduce" && node.axes.length === 0 ? node.input : undefined;
}
