// What a reader sees when hovering: `^?` points at the name above it, and says what stands there in every compiler.
// At a call it says the result, after two dots.
import { attention, causalMask } from "../../../src/attention/index.js";
import { append, concat, linear, matmul, mergeHeads, narrow, reshape, softmax, splitHeads, sum, transpose, zeros } from "../../../src/ops/index.js";
import { program } from "../../../src/program/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
//    ^? const seq: DimVariable<"seq">
const past = dim("past", 3);
const batch = dim("batch", 2);

const x = zeros([seq, 512]);
//    ^? const x: Tensor<["seq", 512], "f32">
const h = splitHeads(x, 8);
//    ^? const h: Tensor<[8, "seq", 64], "f32">
export const scores = matmul(h, transpose(h));
//           ^? const scores: Tensor<[8, "seq", "seq"], "f32">
const mask = causalMask(seq, seq);
//    ^? const mask: Tensor<["seq", "seq"], "bool">
export const y = attention(h, h, h, { mask });
//           ^? const y: Tensor<[8, "seq", 64], "f32">
export const cache = concat([zeros([batch, 8, past, 64]), zeros([batch, 8, 1, 64])], 2);
//           ^? const cache: Tensor<["batch", 8, "past+1", 64], "f32">
const flat = reshape(h, [-1]);
//    ^? const flat: Tensor<["512*seq"], "f32">
export const first = narrow(x, 0, 0, 1);
//           ^? const first: Tensor<[1, 512], "f32">
export const unknownLength = zeros([Number(flat.sizes[0]), 512]);
//           ^? const unknownLength: Tensor<[number, 512], "f32">

export const selfAttention = program({
  name: "selfAttention",
  params: { wq: [512, 512], bq: [512], wo: [512, 512] },
  inputs: { x: ["seq", 512], ids: { shape: ["seq"], dtype: "i32" } },
  body: ({ x, wq, bq, wo, ids }) => {
    //     ^? (parameter) x: Tensor<["seq", 512], "f32">
    //        ^? (parameter) wq: Tensor<[512, 512], "f32">
    //                    ^? (parameter) ids: Tensor<["seq"], "i32">
    const q = splitHeads(linear(x, wq, bq), 8);
    //    ^? const q: Tensor<[8, "seq", 64], "f32">
    //        ^? .. Tensor<[8, "seq", 64], "f32">
    const joined = mergeHeads(attention(q, q, q));
    //    ^? const joined: Tensor<["seq", 512], "f32">
    //             ^? .. Tensor<["seq", 512], "f32">
    return { y: linear(joined, wo), total: sum(softmax(x), 0), ids };
    //       ^? (property) y: Tensor<["seq", 512], "f32">
    //                              ^? (property) total: Tensor<[512], "f32">
  },
});

export function project<S extends Dim>(input: Tensor<[S, 512]>, weight: Tensor<[64, 512]>): Tensor<[S, 64]> {
  const projected = linear(input, weight);
  //    ^? const projected: Tensor<[S, 64], "f32">
  return projected;
}

const decode = program({
  name: "decode",
  params: { wk: [512, 512] },
  inputs: { x: ["seq", 512] },
  cache: { keys: [8, "past", 64] },
  body: ({ x, keys, wk }) => {
    //        ^? (parameter) keys: Tensor<[8, "past", 64], "f32">
    const k = append(keys, splitHeads(linear(x, wk), 8));
    //    ^? const k: Tensor<[8, "past+seq", 64], "f32">
    return { out: mergeHeads(attention(splitHeads(x, 8), k, k, { causal: true })), cache: { keys: k } };
  },
});
const step = decode.evaluate({ wk: zeros([512, 512]), x, keys: zeros([8, 0, 64]) });
export const decoded = step.out;
//           ^? const decoded: Tensor<["seq", 512], "f32">
export const longer = step.cache.keys;
//           ^? const longer: Tensor<[8, "past+seq", 64], "f32">
