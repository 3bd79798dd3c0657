import type { AttentionNode } from "../graph/node.js";
import { broadcastStrides, elementCount, viewOffsets } from "./strides.js";
import type { Value } from "./value.js";

/**
 * Scaled dot-product attention (Vaswani et al., 2017, section 3.2.1) in float64, for `[.., heads, queries, d]`,
 * `[.., kvHeads, keys, d]` and `[.., kvHeads, keys, d_v]`: head `h` reads key and value head
 * `floor(h / (heads / kvHeads))` (Ainslie et al., GQA, 2023).
 *
 * A query looks only at the keys that causality and the mask allow it: a masked key or value is never read, so a NaN
 * there goes nowhere, and a query that is allowed no key at all gives zeros.
 */
export function attention(
  node: AttentionNode,
  query: Value,
  key: Value,
  value: Value,
  mask: Value | undefined,
): Float32Array {
  const leading = query.sizes.slice(0, -2);
  const queries = query.sizes.at(-2)!;
  const keys = key.sizes.at(-2)!;
  const width = query.sizes.at(-1)!;
  const valueWidth = value.sizes.at(-1)!;
  const rowBiases = mask && biasReader(node, mask, [...leading, queries, keys]);

  const result = new Float32Array(elementCount(leading) * queries * valueWidth);
  const attended = new Int32Array(keys);
  const weights = new Float64Array(keys);
  const row = new Float64Array(valueWidth);
  const blocks = elementCount(leading);
  const kvBlocks = elementCount(key.sizes.slice(0, -2));
  for (let block = 0; block < blocks; block++) {
    // The heads are the innermost of the leading axes, so that this holds for all of them counted together.
    const kvBlock = Math.floor((block * kvBlocks) / blocks);
    for (let i = 0; i < queries; i++) {
      const biasOf = rowBiases?.(block, i);
      const lastKey = node.causal ? Math.min(i + 1, keys) : keys;
      let count = 0;
      for (let j = 0; j < lastKey; j++) {
        const bias = biasOf === undefined ? 0 : biasOf(j);
        if (bias === -Infinity) continue;
        const product = dot(query, (block * queries + i) * width, key, (kvBlock * keys + j) * width, width);
        attended[count] = j;
        weights[count] = node.scale * product + bias;
        count++;
      }
      softmaxInPlace(weights.subarray(0, count));

      row.fill(0);
      for (let n = 0; n < count; n++) {
        const start = (kvBlock * keys + attended[n]!) * valueWidth;
        for (let d = 0; d < valueWidth; d++) row[d] = row[d]! + weights[n]! * value.data[start + d]!;
      }
      result.set(row, (block * queries + i) * valueWidth);
    }
  }
  return result;
}

/** For a block and a query: what the mask adds to the score of key `j`. A bool mask adds 0, or -Infinity at false. */
function biasReader(
  node: AttentionNode,
  mask: Value,
  scoreSizes: readonly number[],
): (block: number, query: number) => (key: number) => number {
  const isBool = node.mask?.dtype === "bool";
  const strides = broadcastStrides(mask.sizes, scoreSizes);
  const blocks = viewOffsets(scoreSizes.slice(0, -2), strides.slice(0, -2));
  const [queryStride, keyStride] = [strides.at(-2)!, strides.at(-1)!];
  return (block, query) => {
    const start = blocks[block]! + query * queryStride;
    if (isBool) return (key) => (mask.data[start + key * keyStride] === 0 ? -Infinity : 0);
    return (key) => mask.data[start + key * keyStride]!;
  };
}

function dot(left: Value, leftStart: number, right: Value, rightStart: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += left.data[leftStart + i]! * right.data[rightStart + i]!;
  return sum;
}

function softmaxInPlace(scores: Float64Array): void {
  let greatest = -Infinity;
  for (const score of scores) greatest = Math.max(greatest, score);
  let total = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i]! - greatest);
    total += scores[i]!;
  }
  for (let i = 0; i < scores.length; i++) scores[i] = scores[i]! / total;
}
