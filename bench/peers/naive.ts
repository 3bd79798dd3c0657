import { naiveMultiHeadAttention, type NaiveWeights, type WeightLayout } from "../naive.js";
import type { Peer } from "./peer.js";

/** The textbook's loops, on weights of the given layout. */
export function naivePeer(layout: WeightLayout): Peer {
  return {
    name: `naive-${layout}`,
    by: "time",
    prepare: ({ seq, width, heads, x, params, operations }) => {
      const weights: NaiveWeights = layout === "out-in" ? params : transposedWeights(params, width);
      const layer = naiveMultiHeadAttention(weights, layout, { seq, width, heads });
      const result = new Float32Array(seq * width);
      return { run: () => layer(x, result), operations, result };
    },
  };
}

function transposedWeights(params: NaiveWeights, width: number): NaiveWeights {
  const transposed = (w: Float32Array): Float32Array =>
    w.map((_, i) => w[(i % width) * width + Math.floor(i / width)] ?? 0);
  const { wq, wk, wv, wo } = params;
  return { ...params, wq: transposed(wq), wk: transposed(wk), wv: transposed(wv), wo: transposed(wo) };
}
