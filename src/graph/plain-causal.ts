import type { Dim } from "../shape/dim.js";
import type { AttentionNode } from "./node.js";
import type { ScalarNode } from "./scalar.js";

/**
 * The offset where all that a node's mask function says is that query `i` sees the keys `j <= i + offset`, and the offset
 * is a size: 0 mostly, the length of what came before with a cache. Else undefined.
 */
export function causalOffset({ allowed }: AttentionNode): Dim | undefined {
  if (allowed?.kind !== "compare" || allowed.fn !== "le" || !isIndex(allowed.left, "k")) return undefined;
  const { right } = allowed;
  if (isIndex(right, "q")) return 0;
  if (right.kind !== "binary" || right.fn !== "add" || !isIndex(right.left, "q")) return undefined;
  if (right.right.kind === "dim") return right.right.dim;
  return right.right.kind === "constant" && right.right.value >= 0 ? right.right.value : undefined;
}

function isIndex(scalar: ScalarNode, axis: "q" | "k"): boolean {
  return scalar.kind === "index" && scalar.axis === axis;
}
