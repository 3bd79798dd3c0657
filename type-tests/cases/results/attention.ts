// What a reader sees when hovering over a result of attention or a layer: the shape and the dtype, written out.
import { attention, causalMask } from "../../../src/attention/index.js";
import { multiHeadAttention, selfAttention } from "../../../src/nn/index.js";
import { add, where, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const heads = dim("heads", 4);
const h = zeros([8, seq, 64]);
const x = zeros([seq, 12]);
const w = zeros([12, 12]);
const k6 = zeros([12, 6]);
declare const anyShape: Tensor<Shape>;
declare const someHeads: Tensor<[number, "seq", 64]>;
declare const someKeys: Tensor<[8, Dim, 64]>;
declare const options: { heads: 3; mask?: Tensor<["seq", "seq"], "bool"> };

export const grouped = attention(h, zeros([2, past, 64]), zeros([2, past, 48])); // Tensor<[8, "seq", 48], "f32">
export const oneKeyHead = attention(zeros([heads, seq, 64]), zeros([1, past, 64]), zeros([1, past, 64])); // Tensor<["heads", "seq", 64], "f32">
export const named = attention(zeros([2, "4*kv", seq, 64]), zeros([2, "kv", past, 64]), zeros([2, "kv", past, 64])); // Tensor<[2, "4*kv", "seq", 64], "f32">
export const masked = attention(h, zeros([2, past, 64]), zeros([2, past, 64]), { mask: causalMask(seq, past) }); // Tensor<[8, "seq", 64], "f32">
export const biased = attention(h, h, h, { mask: zeros([8, 1, seq]), causal: true }); // Tensor<[8, "seq", 64], "f32">
export const oneHead = attention(zeros([seq, 64]), zeros([past, 64]), zeros([past, 32]), { mask: zeros([1, past]) }); // Tensor<["seq", 32], "f32">
export const cached = attention(zeros([8, 1, 64]), zeros([8, "past+1", 64]), zeros([8, "past+1", 64])); // Tensor<[8, 1, 64], "f32">
export const unknownHeads = attention(someHeads, someKeys, someKeys, { mask: zeros([seq, 5]) }); // Tensor<[number, "seq", 64], "f32">
export const unknownQuery = attention(anyShape, someKeys, someKeys); // Tensor<Shape, "f32">
export const layer = multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, causal: true }); // Tensor<["seq", 12], "f32">
export const cross = multiHeadAttention(zeros([2, seq, 12]), { wq: w, wk: k6, wv: k6, wo: zeros([7, 12]) }, { heads: 3, key: zeros([2, past, 6]), mask: causalMask(seq, past) }); // Tensor<[2, "seq", 7], "f32">
export const mayBeMasked = multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, options); // Tensor<["seq", 12], "f32">
export const single = selfAttention(x, { wq: w, wk: w, wv: zeros([5, 12]), bv: zeros([5]) }, { mask: causalMask(seq, seq) }); // Tensor<["seq", 5], "f32">
export const chosen = where(zeros([seq, 1], "bool"), zeros([12]), zeros([1, 12])); // Tensor<["seq", 12], "f32">
export const knownOfUnknown = add(someKeys, zeros([8, seq, 64])); // Tensor<[8, "seq", 64], "f32">
