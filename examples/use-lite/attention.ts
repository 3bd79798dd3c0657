import { attention, linear, mergeHeads, program, splitHeads } from "heddle";

/** The attention of the first layer, which is narrower: it reads 256 features in 4 heads of 64 and writes 512. */
export const useLiteLayer0Attention = program({
  name: "useLiteLayer0Attention",
  params: {
    wq: [256, 256],
    bq: [256],
    wk: [256, 256],
    bk: [256],
    wv: [256, 256],
    bv: [256],
    wo: [512, 256],
    bo: [512],
  },
  inputs: { x: ["seq", 256] },
  body: ({ x, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const q = splitHeads(linear(x, wq, bq), 4);
    const k = splitHeads(linear(x, wk, bk), 4);
    const v = splitHeads(linear(x, wv, bv), 4);
    return linear(mergeHeads(attention(q, k, v)), wo, bo);
  },
});

/** The attention of the second layer: 512 features in 4 heads of 128. */
export const useLiteLayer1Attention = program({
  name: "useLiteLayer1Attention",
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
  body: ({ x, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const q = splitHeads(linear(x, wq, bq), 4);
    const k = splitHeads(linear(x, wk, bk), 4);
    const v = splitHeads(linear(x, wv, bv), 4);
    return linear(mergeHeads(attention(q, k, v)), wo, bo);
  },
});
