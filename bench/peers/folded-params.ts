import type { DecodeJob, LayerJob } from "../job.js";
import type { LayerParams } from "../layer.js";
import { transposed } from "../transposed.js";

/** Params with matrices `[in, out]`, the scale of scores folded into those of the queries, as a user in a hurry does it. */
export function foldedParams({ params, width, heads }: LayerJob | DecodeJob): LayerParams {
  const { wq, bq, wk, bk, wv, bv, wo, bo } = params;
  const scale = 1 / Math.sqrt(width / heads);
  return {
    wq: transposed(wq, width, width, scale),
    bq: bq.map((value) => value * scale),
    wk: transposed(wk, width, width),
    bk,
    wv: transposed(wv, width, width),
    bv,
    wo: transposed(wo, width, width),
    bo,
  };
}
