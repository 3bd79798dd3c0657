import { linear, matmul, mergeHeads, program, scale, softmax, splitHeads, transpose } from "heddle";
import type { Tensor } from "heddle";

/** The input and the projections of self-attention with one head. */
export interface SingleHeadTensors {
  readonly x: Tensor<["seq", 512]>;
  readonly wq: Tensor<[512, 512]>;
  readonly bq: Tensor<[512]>;
  readonly wk: Tensor<[512, 512]>;
  readonly bk: Tensor<[512]>;
  readonly wv: Tensor<[512, 512]>;
  readonly bv: Tensor<[512]>;
}

/** Those of multi-head attention, which has a projection of its output too. */
export interface MultiHeadTensors extends SingleHeadTensors {
  readonly wo: Tensor<[512, 512]>;
  readonly bo: Tensor<[512]>;
}

/** Self-attention with one head, every step by itself (Vaswani et al., 2017, section 3.2.1). */
export function singleHead({ x, wq, bq, wk, bk, wv, bv }: SingleHeadTensors) {
  const q = linear(x, wq, bq);
  const k = linear(x, wk, bk);
  const v = linear(x, wv, bv);
  const scores = scale(matmul(q, transpose(k)), 1 / Math.sqrt(512));
  const weights = softmax(scores);
  const out = matmul(weights, v);
  return { q, k, v, scores, weights, out };
}

/** Attention with 8 heads of 64, every step by itself (Vaswani et al., 2017, section 3.2.2). */
export function multiHead({ x, wq, bq, wk, bk, wv, bv, wo, bo }: MultiHeadTensors) {
  const q = linear(x, wq, bq);
  const k = linear(x, wk, bk);
  const v = linear(x, wv, bv);
  const queries = splitHeads(q, 8);
  const keys = splitHeads(k, 8);
  const values = splitHeads(v, 8);
  const scores = scale(matmul(queries, transpose(keys)), 1 / Math.sqrt(64));
  const weights = softmax(scores);
  const attended = matmul(weights, values);
  const merged = mergeHeads(attended);
  const out = linear(merged, wo, bo);
  return { q, k, v, queries, keys, values, scores, weights, attended, merged, out };
}

/** {@link singleHead} as a program: the attention weights and the output. */
export const selfAttentionWeights512 = program({
  name: "selfAttentionWeights512",
  params: { wq: [512, 512], bq: [512], wk: [512, 512], bk: [512], wv: [512, 512], bv: [512] },
  inputs: { x: ["seq", 512] },
  body: (tensors) => {
    const { weights, out } = singleHead(tensors);
    return { weights, out };
  },
});

/** {@link multiHead} as a program: the attention weights of each head and the output. */
export const multiHeadWeights512x8 = program({
  name: "multiHeadWeights512x8",
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
  body: (tensors) => {
    const { weights, out } = multiHead(tensors);
    return { weights, out };
  },
});
