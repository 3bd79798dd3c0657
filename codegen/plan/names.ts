import type { Node } from "../../src/graph/node.js";
import { isLayout } from "./kinds.js";

/** The field's names for what a program computes on the way: `query`, `key`, `value`, `context`, else the operation's. */
export function temporaryNames(order: readonly Node[]): (node: Node) => string {
  const hints = new Map<Node, string>();
  for (const node of order) {
    if (node.op !== "attention") continue;
    hints.set(beneathLayout(node.query), "query");
    hints.set(beneathLayout(node.key), "key");
    hints.set(beneathLayout(node.value), "value");
    hints.set(node, "context");
  }
  return (node) => hints.get(beneathLayout(node)) ?? node.op;
}

/** The node whose elements `node` rearranges. */
function beneathLayout(node: Node): Node {
  let below = node;
  while (isLayout(below)) below = below.input;
  return below;
}
