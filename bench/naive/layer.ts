import type { LayerParams } from "../layer.js";

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
  /** Whether a position sees only itself and those before it. */
  readonly isCausal: boolean;
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
  const { seq, width, heads, isCausal } = sizes;
  const [q, k, v, context] = Array.from({ length: 4 }, () => new Float32Array(seq * width));
  const scores = new Float32Array(seq);
  if (!q || !k || !v || !context) throw new Error("four arrays are needed");
  const project = projections[layout];
  return (x, out) => {
    project(x, weights.wq, weights.bq, q, seq, width);
    project(x, weights.wk, weights.bk, k, seq, width);
    project(x, weights.wv, weights.bv, v, seq, width);
    for (let head = 0; head < heads; head++) {
      for (let i = 0; i < seq; i++) {
        attend(q, k, v, context, scores, { head, depth: width / heads, width, query: i, keys: isCausal ? i + 1 : seq });
      }
    }
    project(context, weights.wo, weights.bo, out, seq, width);
  };
}

/** `y[i, j] = b[j] + sum over k of x[i, k] * w[k, j]`, for matrices of `width` columns. */
type Projection = (
  x: Float32Array,
  w: Float32Array,
  b: Float32Array,
  y: Float32Array,
  rows: number,
  width: number,
) => void;

/** The product of `x [rows, width]` and a matrix `[width, width]` in either layout, and a bias. */
export const projections: Readonly<Record<WeightLayout, Projection>> = {
  "in-out": (x, w, b, y, rows, width) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) {
        let sum = 0;
        for (let k = 0; k < width; k++) sum += x[i * width + k]! * w[k * width + j]!;
        y[i * width + j] = sum + b[j]!;
      }
    }
  },
  // Both operands are read along their rows.
  "out-in": (x, w, b, y, rows, width) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) {
        let sum = 0;
        for (let k = 0; k < width; k++) sum += x[i * width + k]! * w[j * width + k]!;
        y[i * width + j] = sum + b[j]!;
      }
    }
  },
};

/** Which scores are taken: those of one query of a head, with the first `keys` keys. */
interface Query {
  readonly head: number;
  readonly depth: number;
  readonly width: number;
  readonly query: number;
  readonly keys: number;
}

/** One query: its scores, their softmax, and the sum of the values that it weights, for rows of all heads side by side. */
export function attend(
  q: Float32Array,
  k: Float32Array,
  v: Float32Array,
  context: Float32Array,
  scores: Float32Array,
  { head, depth, width, query, keys }: Query,
): void {
  const scale = 1 / Math.sqrt(depth);
  const offset = head * depth;
  for (let j = 0; j < keys; j++) {
    let sum = 0;
    for (let d = 0; d < depth; d++) sum += q[query * width + offset + d]! * k[j * width + offset + d]!;
    scores[j] = sum * scale;
  }
  softmax(scores, keys);
  for (let d = 0; d < depth; d++) {
    let sum = 0;
    for (let j = 0; j < keys; j++) sum += scores[j]! * v[j * width + offset + d]!;
    context[query * width + offset + d] = sum;
  }
}

function softmax(scores: Float32Array, length: number): void {
  let greatest = -Infinity;
  for (let j = 0; j < length; j++) greatest = Math.max(greatest, scores[j]!);
  let total = 0;
  for (let j = 0; j < length; j++) {
    const power = Math.exp(scores[j]! - greatest);
    scores[j] = power;
    total += power;
  }
  for (let j = 0; j < length; j++) scores[j] = scores[j]! / total;
}
