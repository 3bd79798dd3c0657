import { type Node, operands } from "../graph/node.js";
import type { Dim } from "../shape/dim.js";
import { subDims } from "../shape/polynomial.js";

/**
 * How many keys come before the first query: 0, but where `append` made the keys, so that there is a past, all that are
 * not the queries' own.
 */
export function pastOf(query: Node, key: Node): Dim {
  const [queries, keys] = [query.shape.at(-2) ?? 0, key.shape.at(-2) ?? 0];
  // The keys may have been cast, scaled or moved since.
  for (let node: Node | undefined = key; node; node = operands(node)[0]) {
    if (node.op !== "concat" || node.past === undefined || node.shape[node.axis] !== keys) continue;
    return subDims(keys, queries) ?? node.past;
  }
  return 0;
}
