import type { AttentionNode, Node } from "../../../src/graph/node.js";

/** An attention without what its result doesn't depend on: so nothing of that is computed. */
export function attentionResult(node: Node): Node | undefined {
  if (node.op !== "attention") return undefined;
  const unread = unreadBy(node).filter((field) => node[field] !== undefined);
  return unread.length === 0
    ? undefined
    : { ...node, ...Object.fromEntries(unread.map((field) => [field, undefined])) };
}

function unreadBy({ result }: AttentionNode): readonly ("score" | "allowed" | "mask" | "sinks" | "precision")[] {
  switch (result) {
    case "rawScores":
      return ["score", "allowed", "mask", "sinks", "precision"];
    case "modifiedScores":
      return ["allowed", "mask", "sinks", "precision"];
    case "maskedScores":
      return ["sinks", "precision"];
    default:
      return [];
  }
}
