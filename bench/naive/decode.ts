import type { DecodeJob } from "../job.js";
import type { LayerParams } from "../layer.js";
import { attend, projections, type WeightLayout } from "./layer.js";

/**
 * A function that computes the row of the next token `x`, `[width]`, into `out`, as a textbook does it: its key and value
 * are written behind those of the cache, and it attends to all of them.
 */
export function naiveDecode(
  weights: LayerParams,
  layout: WeightLayout,
  { inputs, past, width, heads }: DecodeJob,
): (x: Float32Array, out: Float32Array) => void {
  const project = projections[layout];
  const depth = width / heads;
  const keys = rowsOf(inputs.keys, past, heads, depth);
  const values = rowsOf(inputs.values, past, heads, depth);
  const [newKey, newValue] = [keys.subarray(past * width), values.subarray(past * width)];
  const [q, context] = [new Float32Array(width), new Float32Array(width)];
  const scores = new Float32Array(past + 1);
  return (x, out) => {
    project(x, weights.wq, weights.bq, q, 1, width);
    project(x, weights.wk, weights.bk, newKey, 1, width);
    project(x, weights.wv, weights.bv, newValue, 1, width);
    for (let head = 0; head < heads; head++) {
      attend(q, keys, values, context, scores, { head, depth, width, query: 0, keys: past + 1 });
    }
    project(context, weights.wo, weights.bo, out, 1, width);
  };
}

/** A cache `[heads, past, depth]` as rows of all heads side by side, with room for one more: `[past + 1, width]`. */
function rowsOf(cache: Float32Array, past: number, heads: number, depth: number): Float32Array {
  const rows = new Float32Array((past + 1) * heads * depth);
  for (let head = 0; head < heads; head++) {
    for (let position = 0; position < past; position++) {
      const from = (head * past + position) * depth;
      rows.set(cache.subarray(from, from + depth), (position * heads + head) * depth);
    }
  }
  return rows;
}
