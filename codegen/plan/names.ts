import type { Node } from "../../src/graph/node.js";
import { isLayout } from "./kinds.js";

/** The field's names for what a program computes on the way: `query`, `key`, `value`, `context`, else the operation's. */
export function temporaryNames(order: readonly Node[]): (node: Node) => string {
  const hints = new Map<Node, string>();
  for (const node of order) {
    if (node.op === "rotaryTable") hints.set(node, node.fn);
    if (node.op !== "attention") continue;
    hints.set(beneathLayout(node.query), "query");
    hints.set(newPart(node.key), "key");
    hints.set(newPart(node.value), "value");
    hints.set(node, "context");
  }
  return (node) => hints.get(beneathLayout(node)) ?? operationOf(node);
}

/** What computes a node: `layerNorm`, or of one computed element by element the function. */
function operationOf(node: Node): string {
  return node.op === "unary" || node.op === "binary" ? node.fn : node.op;
}

/** What is new of keys or values: with a cache it is what was appended last. */
function newPart(node: Node): Node {
  const below = beneathLayout(node);
  const last = below.op === "concat" && below.past !== undefined ? below.inputs.at(-1) : undefined;
  return last ? beneathLayout(last) : below;
}

/** The node whose elements `node` rearranges. */
function beneathLayout(node: Node): Node {
  let below = node;
  while (isLayout(below)) below = below.input;
  return below;
}
