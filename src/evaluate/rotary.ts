import type { RotaryTableNode } from "../graph/node.js";
import { elementCount } from "./strides.js";
import type { Value } from "./value.js";

/** `[.., width / 2]`: the cosine or sine of each position times the frequency of each pair. `start` is the first position. */
export function rotaryTable(
  node: RotaryTableNode,
  positions: Value | undefined,
  start: number,
  sizes: readonly number[],
): Float32Array {
  const pairs = node.width / 2;
  const result = new Float32Array(elementCount(sizes));
  const apply = node.fn === "cos" ? Math.cos : Math.sin;
  for (let i = 0; i < result.length; i++) {
    const [row, pair] = [Math.floor(i / pairs), i % pairs];
    const position = positions === undefined ? start + row : positions.data[row]!;
    result[i] = apply((position / node.factor) * node.base ** ((-2 * pair) / node.width));
  }
  return result;
}
