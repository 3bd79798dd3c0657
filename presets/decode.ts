import { append, attention, linear, mergeHeads, program, splitHeads } from "heddle";

/**
 * Multi-head self-attention of d_model 512 in 8 heads of 64 with a cache of keys and values: a call takes the tokens that
 * are new, all of a prompt at once or one after the other, and each of them attends to itself and to all before it.
 */
export const decode512x8 = program({
  name: "decode512x8",
  params: {
    wq: [512, 512],
    bq: [512],
    wk: [512, 512],
    bk: [512],
    wv: [512, 512],
    bv: [512],
    wo: [512, 512],
    bo: [512],
  },
  inputs: { x: ["seq", 512] },
  cache: { keys: [8, "past", 64], values: [8, "past", 64] },
  body: ({ x, keys, values, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const q = splitHeads(linear(x, wq, bq), 8);
    const k = append(keys, splitHeads(linear(x, wk, bk), 8));
    const v = append(values, splitHeads(linear(x, wv, bv), 8));
    const attended = attention(q, k, v, { causal: true });
    return { out: linear(mergeHeads(attended), wo, bo), cache: { keys: k, values: v } };
  },
});
