import type { LayerParams } from "./layer.js";

/*
 * Multi-head attention as a textbook writes it: one loop for each index of the formula, in Float32Array, sums in plain
 * numbers. It is what people write first, so it is what the kernels are measured against.
 */

/** How a projection's weights lie: `[in, out]` as textbooks have them, or `[out, in]` as PyTorch does. */
export type WeightLayout = "in-out" | "out-in";

/** The sizes of a layer on one sequence. */
export interface NaiveSizes {
  readonly seq: number;
  readonly width: number;
  readonly heads: number;
}

/**
 * A function that computes the layer of `x`, `[seq, width]`, into `out`, with matrices in the layout that is given. What
 * it needs on the way is allocated once, here.
 */
export function naiveMultiHeadAttention(
  weights: LayerParams,
  layout: WeightLayout,
  sizes: NaiveSizes,
): (x: Float32Array, out: Float32Array) => void {
  const { seq, width } = sizes;
  const [q, k, v, context] = Array.from({ length: 4 }, () => new Float32Array(seq * width));
  const scores = new Float32Array(seq);
  if (!q || !k || !v || !context) throw new Error("four arrays are needed");
  const project = layout === "in-out" ? projectInOut : projectOutIn;
  return (x, out) => {
    project(x, weights.wq, weights.bq, q, seq, width);
    project(x, weights.wk, weights.bk, k, seq, width);
    project(x, weights.wv, weights.bv, v, seq, width);
    attend(q, k, v, context, scores, sizes);
    project(context, weights.wo, weights.bo, out, seq, width);
  };
}

/** `y[i, j] = b[j] + sum over k of x[i, k] * w[k, j]`. */
function projectInOut(
  x: Float32Array,
  w: Float32Array,
  b: Float32Array,
  y: Float32Array,
  seq: number,
  width: number,
): void {
  for (let i = 0; i < seq; i++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += x[i * width + k]! * w[k * width + j]!;
      y[i * width + j] = sum + b[j]!;
    }
  }
}

/** `y[i, j] = b[j] + sum over k of x[i, k] * w[j, k]`: both operands are read along their rows. */
function projectOutIn(
  x: Float32Array,
  w: Float32Array,
  b: Float32Array,
  y: Float32Array,
  seq: number,
  width: number,
): void {
  for (let i = 0; i < seq; i++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += x[i * width + k]! * w[j * width + k]!;
      y[i * width + j] = sum + b[j]!;
    }
  }
}

/** Head by head and query by query: scores, softmax, and the sum of the values that it weights. */
function attend(
  q: Float32Array,
  k: Float32Array,
  v: Float32Array,
  context: Float32Array,
  scores: Float32Array,
  { seq, width, heads }: NaiveSizes,
): void {
  const depth = width / heads;
  const scale = 1 / Math.sqrt(depth);
  for (let head = 0; head < heads; head++) {
    const offset = head * depth;
    for (let i = 0; i < seq; i++) {
      for (let j = 0; j < seq; j++) {
        let sum = 0;
        for (let d = 0; d < depth; d++) sum += q[i * width + offset + d]! * k[j * width + offset + d]!;
        scores[j] = sum * scale;
      }
      softmax(scores);
      for (let d = 0; d < depth; d++) {
        let sum = 0;
        for (let j = 0; j < seq; j++) sum += scores[j]! * v[j * width + offset + d]!;
        context[i * width + offset + d] = sum;
      }
    }
  }
}

function softmax(scores: Float32Array): void {
  let greatest = -Infinity;
  for (let j = 0; j < scores.length; j++) greatest = Math.max(greatest, scores[j]!);
  let total = 0;
  for (let j = 0; j < scores.length; j++) {
    const power = Math.exp(scores[j]! - greatest);
    scores[j] = power;
    total += power;
  }
  for (let j = 0; j < scores.length; j++) scores[j] = scores[j]! / total;
}
