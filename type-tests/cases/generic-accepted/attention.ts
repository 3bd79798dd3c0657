// Code of a library author: attention, caches, masks and the layers of nn. It compiles without a cast and without an error.
import { attention } from "../../../src/attention/index.js";
import { multiHeadAttention, selfAttention } from "../../../src/nn/index.js";
import { add, append, concat, gelu, layerNorm, linear, matmul, mergeHeads, relu, scale, softmax, splitHeads, transpose, where } from "../../../src/ops/index.js";
import type { AddDim, Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

type W = Tensor<[512, 512]>;
type Norm = Tensor<[512]>;

export function oneSequence<S extends Dim>(x: Tensor<[S, 512]>, wq: W, wk: W, wv: W, wo: W): Tensor<[S, 512]> {
  const q = splitHeads(linear(x, wq), 8);
  const k = splitHeads(linear(x, wk), 8);
  const v = splitHeads(linear(x, wv), 8);
  return linear(mergeHeads(attention(q, k, v, { causal: true })), wo);
}

export function batches<B extends Dim, S extends Dim>(x: Tensor<[B, S, 512]>, w: W, padding: Tensor<[B, 1, 1, S], "bool">): Tensor<[B, S, 512]> {
  const q = splitHeads(linear(x, w), 8);
  return linear(mergeHeads(attention(q, q, q, { mask: padding })), w);
}

export function anyLeading<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: W, mask: Tensor<[S, S], "bool">): Tensor<[...L, S, 512]> {
  const q = splitHeads(linear(x, w), 8);
  return linear(mergeHeads(attention(q, q, q, { mask })), w);
}

export function anyLeadingPadded<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: W, padding: Tensor<[...L, 1, 1, S], "bool">): Tensor<[...L, S, 512]> {
  const q = splitHeads(linear(x, w), 8);
  return linear(mergeHeads(attention(q, q, q, { mask: padding })), w);
}

export function mask<L extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>, mask: Tensor<[S, S], "bool">): Tensor<[...L, S, 64]> { return attention(q, q, q, { mask }); }
export function maskOfAll<L extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>, mask: Tensor<[...L, S, S]>): Tensor<[...L, S, 64]> { return attention(q, q, q, { mask }); }
export function maskOfKeys<L extends Shape, S extends Dim, T extends Dim>(q: Tensor<[...L, S, 64]>, k: Tensor<[...L, T, 64]>, mask: Tensor<[1, T], "bool">): Tensor<[...L, S, 64]> { return attention(q, k, k, { mask, scale: 1 }); }
export function otherWidth<S extends Dim, T extends Dim, V extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[8, T, 64]>, v: Tensor<[8, T, V]>): Tensor<[8, S, V]> { return attention(q, k, v); }

export function grouped<S extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[2, S, 64]>): Tensor<[8, S, 64]> { return attention(q, k, k); }
export function groupedMasked<L extends Shape, S extends Dim, T extends Dim, V extends Dim>(q: Tensor<[...L, 8, S, 64]>, k: Tensor<[...L, 2, T, 64]>, v: Tensor<[...L, 2, T, V]>, mask: Tensor<[S, T], "bool">): Tensor<[...L, 8, S, V]> { return attention(q, k, v, { mask }); }
export function oneKeyHead<H extends Dim, S extends Dim>(q: Tensor<[H, S, 64]>, k: Tensor<[1, S, 64]>): Tensor<[H, S, 64]> { return attention(q, k, k); }

export function cross<B extends Dim, S extends Dim, T extends Dim>(x: Tensor<[B, S, 512]>, memory: Tensor<[B, T, 256]>, wq: W, wk: Tensor<[512, 256]>): Tensor<[B, S, 512]> {
  const k = splitHeads(linear(memory, wk), 8);
  return linear(mergeHeads(attention(splitHeads(linear(x, wq), 8), k, k)), wq);
}

export function encoderBlock<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: W, g: Norm, up: Tensor<[2048, 512]>, down: Tensor<[512, 2048]>): Tensor<[...L, S, 512]> {
  const normalized = layerNorm(x, g, g);
  const q = splitHeads(linear(normalized, w, g), 8);
  const attended = add(x, linear(mergeHeads(attention(q, q, q)), w, g));
  return add(linear(relu(linear(layerNorm(attended, g), up)), down), attended);
}

export function decoderBlock<B extends Dim, S extends Dim, T extends Dim>(x: Tensor<[B, S, 512]>, memory: Tensor<[B, T, 512]>, w: W, g: Norm, padding: Tensor<[B, 1, 1, T], "bool">): Tensor<[B, S, 512]> {
  const weights = { wq: w, wk: w, wv: w, wo: w };
  const a = add(x, multiHeadAttention(layerNorm(x, g), weights, { heads: 8, causal: true }));
  const b = add(a, multiHeadAttention(layerNorm(a, g), weights, { heads: 8, key: memory, mask: padding }));
  return add(b, gelu(linear(layerNorm(b, g), w)));
}

export function decodeOne<P extends Dim>(x: Tensor<[1, 512]>, keys: Tensor<[8, P, 64]>, values: Tensor<[8, P, 64]>, w: W): { y: Tensor<[1, 512]>; keys: Tensor<[8, AddDim<P, 1>, 64]>; values: Tensor<[8, AddDim<P, 1>, 64]> } {
  const q = splitHeads(linear(x, w), 8);
  const k = concat([keys, q], 1);
  const v = concat([values, q], 1);
  return { y: linear(mergeHeads(attention(q, k, v)), w), keys: k, values: v };
}

export function decodeMany<P extends Dim, N extends Dim>(x: Tensor<[N, 512]>, keys: Tensor<[8, P, 64]>, w: W, mask: Tensor<[N, AddDim<P, N>], "bool">): Tensor<[N, 512]> {
  const q = splitHeads(linear(x, w), 8);
  const k = append(keys, q);
  return linear(mergeHeads(attention(q, k, k, { mask })), w);
}

export function layer<S extends Dim>(x: Tensor<[S, 512]>, w: W): Tensor<[S, 512]> { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 8 }); }
export function layerL<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: W, b: Norm): Tensor<[...L, S, 512]> { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w, bo: b }, { heads: 8, causal: true }); }
export function crossLayer<B extends Dim, S extends Dim, T extends Dim>(x: Tensor<[B, S, 512]>, memory: Tensor<[B, T, 512]>, w: W, mask: Tensor<[B, 1, S, T], "bool">): Tensor<[B, S, 512]> { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 8, key: memory, mask }); }
export function single<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[64, 512]>): Tensor<[S, 64]> { return selfAttention(x, { wq: w, wk: w, wv: w }); }
export function singleL<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: Tensor<[64, 512]>, mask: Tensor<[S, S], "bool">): Tensor<[...L, S, 64]> { return selfAttention(x, { wq: w, wk: w, wv: w }, { mask }); }

export function byHand<L extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>, bias: Tensor<[S, S]>): Tensor<[...L, S, 64]> { return matmul(softmax(add(scale(matmul(q, transpose(q)), 0.125), bias)), q); }
export function maskedByHand<L extends Shape, S extends Dim>(scores: Tensor<[...L, S, S]>, mask: Tensor<[S, S], "bool">, low: Tensor<[]>): Tensor<[...L, S, S]> { return softmax(where(mask, scores, low)); }
export function conditionOfAnyRank<R extends Shape>(x: Tensor<R>, condition: Tensor<R, "bool">): Tensor<R> { return where(condition, x, x); }
