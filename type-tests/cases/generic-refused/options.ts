// Generic code that is wrong: offsets that aren't one for each entry of the batch.
import { attention } from "../../../src/attention/index.js";
import { multiHeadAttention } from "../../../src/nn/index.js";
import type { Dim } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function otherBatch<B extends Dim, C extends Dim, S extends Dim>(q: Tensor<[B, 8, S, 64]>, offset: Tensor<[C], "i32">) { return attention(q, q, q, { causal: { offset } }); }
export function otherWindow<B extends Dim, C extends Dim, S extends Dim>(q: Tensor<[B, 8, S, 64]>, offset: Tensor<[C], "i32">) { return attention(q, q, q, { window: { left: 1, offset } }); }
export function otherLayer<B extends Dim, C extends Dim, S extends Dim>(x: Tensor<[B, S, 12]>, w: Tensor<[12, 12]>, offset: Tensor<[C], "i32">) { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, causal: { offset } }); }
