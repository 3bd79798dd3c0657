import { program } from "heddle";
import { multiHeadAttention } from "heddle/nn";

/** Multi-head self-attention of d_model 512 in 8 heads of 64. */
export const mha512x8 = program({
  name: "mha512x8",
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
  body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 8 }),
});

/** The same where each position sees only itself and those before it. */
export const mha512x8Causal = program({
  name: "mha512x8Causal",
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
  body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 8, causal: true }),
});

/** Multi-head self-attention of d_model 256 in 4 heads of 64. */
export const mha256x4 = program({
  name: "mha256x4",
  params: {
    wq: [256, 256],
    bq: [256],
    wk: [256, 256],
    bk: [256],
    wv: [256, 256],
    bv: [256],
    wo: [256, 256],
    bo: [256],
  },
  inputs: { x: ["seq", 256] },
  body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 4 }),
});

/** Multi-head self-attention of d_model 768 in 12 heads of 64. */
export const mha768x12 = program({
  name: "mha768x12",
  params: {
    wq: [768, 768],
    bq: [768],
    wk: [768, 768],
    bk: [768],
    wv: [768, 768],
    bv: [768],
    wo: [768, 768],
    bo: [768],
  },
  inputs: { x: ["seq", 768] },
  body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 12 }),
});

/** Multi-head self-attention of d_model 64 in 4 heads of 16. */
export const mha64x4 = program({
  name: "mha64x4",
  params: { wq: [64, 64], bq: [64], wk: [64, 64], bk: [64], wv: [64, 64], bv: [64], wo: [64, 64], bo: [64] },
  inputs: { x: ["seq", 64] },
  body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 4 }),
});
