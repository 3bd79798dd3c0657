import type { CausalMaskNode } from "../graph/node.js";

/** `[queries, keys]`, 1 where key `j <= i + offset`. */
export function causalMask(node: CausalMaskNode, sizes: readonly number[]): Uint8Array {
  const [queries, keys] = [sizes[0]!, sizes[1]!];
  const result = new Uint8Array(queries * keys);
  for (let i = 0; i < queries; i++) {
    const allowed = Math.min(Math.max(i + node.offset + 1, 0), keys);
    result.fill(1, i * keys, i * keys + allowed);
  }
  return result;
}
