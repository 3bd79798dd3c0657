import type { RotaryTableNode, RotateNode } from "../graph/node.js";
import { broadcastOffsets, elementCount } from "./strides.js";
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

/** Pairs of features turned by their angles; the features after the pairs stay. */
export function rotate({ interleaved }: RotateNode, input: Value, cos: Value, sin: Value): Float32Array {
  const result = Float32Array.from(input.data);
  const features = input.sizes.at(-1)!;
  const pairs = cos.sizes.at(-1)!;
  const angles = [...input.sizes.slice(0, -1), pairs];
  const cosAt = broadcastOffsets(cos.sizes, angles);
  const sinAt = broadcastOffsets(sin.sizes, angles);
  for (let i = 0; i < cosAt.length; i++) {
    const [row, pair] = [Math.floor(i / pairs), i % pairs];
    const first = row * features + (interleaved ? 2 * pair : pair);
    const second = first + (interleaved ? 1 : pairs);
    const [a, b] = [input.data[first]!, input.data[second]!];
    const [c, s] = [cos.data[cosAt[i]!]!, sin.data[sinAt[i]!]!];
    result[first] = a * c - b * s;
    result[second] = a * s + b * c;
  }
  return result;
}
