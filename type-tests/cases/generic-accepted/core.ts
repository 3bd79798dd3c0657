// Code of a library author: shapes stay type parameters inside the body. It compiles without a cast and without an error.
import { attention } from "../../../src/attention/index.js";
import {
  add,
  concat,
  div,
  gelu,
  layerNorm,
  linear,
  matmul,
  mean,
  mergeHeads,
  mul,
  narrow,
  permute,
  scale,
  softmax,
  splitHeads,
  sub,
  sum,
  transpose,
  zeros,
} from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { AddDim, Dim, DimVariable, MulDim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function project<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[512, 64]>): Tensor<[S, 64]> {
  return matmul(x, w);
}

export function product<M extends Dim, K extends Dim, N extends Dim>(
  a: Tensor<[M, K]>,
  b: Tensor<[K, N]>,
): Tensor<[M, N]> {
  return matmul(a, b);
}

export function batchedProduct<B extends Dim, M extends Dim, K extends Dim, N extends Dim>(
  a: Tensor<[B, M, K]>,
  b: Tensor<[B, K, N]>,
): Tensor<[B, M, N]> {
  return matmul(a, b);
}

type Weight = Tensor<[512, 512]>;

export function attentionByHand<S extends Dim>(
  x: Tensor<[S, 512]>,
  wq: Weight,
  wk: Weight,
  wv: Weight,
  wo: Weight,
): Tensor<[S, 512]> {
  const q = splitHeads(linear(x, wq), 8);
  const k = splitHeads(linear(x, wk), 8);
  const v = splitHeads(linear(x, wv), 8);
  const probabilities = softmax(scale(matmul(q, transpose(k)), 0.125));
  return linear(mergeHeads(matmul(probabilities, v)), wo);
}

export function crossAttention<S extends Dim, T extends Dim>(
  x: Tensor<[S, 512]>,
  memory: Tensor<[T, 512]>,
  w: Weight,
): Tensor<[S, 512]> {
  const q = splitHeads(linear(x, w), 8);
  const k = splitHeads(linear(memory, w), 8);
  return linear(mergeHeads(attention(q, k, k)), w);
}

export function anyLeadingAttention<L extends Shape, S extends Dim>(
  x: Tensor<[...L, S, 512]>,
  w: Weight,
  b: Tensor<[512]>,
): Tensor<[...L, S, 512]> {
  const q = splitHeads(linear(x, w, b), 8);
  return add(x, linear(mergeHeads(attention(q, q, q)), w, b));
}

export function maskedAttention<S extends Dim>(q: Tensor<[8, S, 64]>, mask: Tensor<[S, S], "bool">): Tensor<[8, S, 64]> {
  return attention(q, q, q, { mask });
}

export function feedForward<L extends Shape>(
  x: Tensor<[...L, 512]>,
  up: Tensor<[2048, 512]>,
  down: Tensor<[512, 2048]>,
): Tensor<[...L, 512]> {
  return linear(gelu(linear(x, up)), down);
}

export function residual<L extends Shape>(x: Tensor<[...L, 512]>, w: Weight): Tensor<[...L, 512]> {
  return add(x, linear(x, w));
}

export function bias<L extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[512]>): Tensor<[...L, 512]> {
  return add(x, b);
}

export function sameShape<S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<S> {
  return scale(gelu(add(x, y)), 0.5);
}

export function normalized<S extends Dim, D extends Dim>(x: Tensor<[S, D]>, w: Tensor<[D]>): Tensor<[S, D]> {
  return add(x, layerNorm(x, w, w));
}

export function normalizeByHand<S extends Dim, D extends Dim>(x: Tensor<[S, D]>): Tensor<[S, D]> {
  const centred = sub(x, mean(x, -1, { keepDim: true }));
  const variance = mean(mul(centred, centred), -1, { keepDim: true });
  return div(centred, add(variance, 1e-5));
}

export function exchange<A extends Dim, B extends Dim, C extends Dim>(x: Tensor<[A, B, C]>): Tensor<[B, A, C]> {
  return permute(x, [1, 0, 2]);
}

export function totals<A extends Dim, B extends Dim>(x: Tensor<[A, B]>): [Tensor<[A]>, Tensor<[A, 1]>] {
  return [sum(x, -1), sum(x, 1, { keepDim: true })];
}

export function make<S extends string>(length: DimVariable<S>): Tensor<[S, 512]> {
  return zeros([length, 512]);
}

export function append<P extends Dim, N extends Dim>(
  cache: Tensor<[8, P, 64]>,
  fresh: Tensor<[8, N, 64]>,
): Tensor<[8, AddDim<P, N>, 64]> {
  return concat([cache, fresh], 1);
}

export function merge<H extends Dim, S extends Dim, K extends Dim>(x: Tensor<[H, S, K]>): Tensor<[S, MulDim<H, K>]> {
  return mergeHeads(x);
}

export function half<S extends Dim>(x: Tensor<[S, 64]>): Tensor<[S, 32]> {
  return narrow(x, 1, 32, 32);
}

// A decode loop forgets how long the cache is.
let cache: Tensor<[8, Dim, 64]> = zeros([8, dim("past", 1), 64]);
for (let step = 0; step < 3; step++) cache = concat([cache, zeros([8, 1, 64])], 1);
