import { type Node, operands } from "../../src/graph/node.js";

/** The nodes below some outputs, in an order in which they can be computed, and who reads each of them. */
export interface Uses {
  /** Operands before their users. */
  readonly order: readonly Node[];
  /** The nodes that read this one; one that reads it twice stands there twice. */
  usersOf(node: Node): readonly Node[];
}

/** Walks the graph from `outputs`. Without recursion: a program may be thousands of nodes deep. */
export function usesOf(outputs: readonly Node[]): Uses {
  const order: Node[] = [];
  const users = new Map<Node, Node[]>();
  const opened = new Set<Node>();
  const pending: { readonly node: Node; readonly ready: boolean }[] = outputs
    .toReversed()
    .map((node) => ({ node, ready: false }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, ready } = next;
    if (ready) {
      order.push(node);
    } else if (!opened.has(node)) {
      opened.add(node);
      pending.push({ node, ready: true });
      for (const operand of operands(node).toReversed()) pending.push({ node: operand, ready: false });
    }
  }
  for (const node of order) {
    for (const operand of operands(node)) users.set(operand, [...(users.get(operand) ?? []), node]);
  }
  return { order, usersOf: (node) => users.get(node) ?? [] };
}
