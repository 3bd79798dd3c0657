import type { LayerParams } from "../layer.js";
import { naiveMultiHeadAttention, type WeightLayout } from "../naive.js";
import type { Peer } from "./peer.js";

/** The textbook's loops, on weights of the given layout. */
export function naivePeer(layout: WeightLayout): Peer {
  return {
    name: `naive-${layout}`,
    by: "time",
    prepare: ({ seq, width, heads, x, params, operations }) => {
      const weights = layout === "out-in" ? params : transposedWeights(params, width);
      const layer = naiveMultiHeadAttention(weights, layout, { seq, width, heads });
      const data = new Float32Array(seq * width);
      return Promise.resolve({ run: () => layer(x, data), operations, result: { data, firstRow: 0 } });
    },
  };
}

function transposedWeights(params: LayerParams, width: number): LayerParams {
  const transposed = (w: Float32Array): Float32Array =>
    w.map((_, i) => w[(i % width) * width + Math.floor(i / width)] ?? 0);
  const { wq, wk, wv, wo } = params;
  return { ...params, wq: transposed(wq), wk: transposed(wk), wv: transposed(wv), wo: transposed(wo) };
}
