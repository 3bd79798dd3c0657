// A library author's code: shapes stay type parameters inside the body, and nothing is cast.
import { attention } from "../../src/attention/index.js";
import {
  add, concat, div, gelu, linear, matmul, mean, mergeHeads, mul, narrow, permute, reshape, scale, softmax, splitHeads, sub, sum, transpose, zeros, layerNorm,
} from "../../src/ops/index.js";
import { dim } from "../../src/shape/index.js";
import type { AddDim, Dim, DimVariable, MulDim, Shape } from "../../src/shape/index.js";
import type { Tensor } from "../../src/tensor/index.js";

export function proj<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[512, 64]>): Tensor<[S, 64]> { return matmul(x, w); }
export function mm<M extends Dim, K extends Dim, N extends Dim>(a: Tensor<[M, K]>, b: Tensor<[K, N]>): Tensor<[M, N]> { return matmul(a, b); }
export function bmm<B extends Dim, M extends Dim, K extends Dim, N extends Dim>(a: Tensor<[B, M, K]>, b: Tensor<[B, K, N]>): Tensor<[B, M, N]> { return matmul(a, b); }
export function mha<S extends Dim>(x: Tensor<[S, 512]>, wq: Tensor<[512, 512]>, wk: Tensor<[512, 512]>, wv: Tensor<[512, 512]>, wo: Tensor<[512, 512]>): Tensor<[S, 512]> {
  const q = splitHeads(linear(x, wq), 8), k = splitHeads(linear(x, wk), 8), v = splitHeads(linear(x, wv), 8);
  const p = softmax(scale(matmul(q, transpose(k)), 0.125));
  return linear(mergeHeads(matmul(p, v)), wo);
}
export function mha2<S extends Dim, T extends Dim>(x: Tensor<[S, 512]>, c: Tensor<[T, 512]>, w: Tensor<[512, 512]>): Tensor<[S, 512]> {
  const q = splitHeads(linear(x, w), 8), k = splitHeads(linear(c, w), 8);
  return linear(mergeHeads(attention(q, k, k)), w);
}
export function mhaLead<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: Tensor<[512, 512]>, b: Tensor<[512]>): Tensor<[...L, S, 512]> {
  const q = splitHeads(linear(x, w, b), 8), k = splitHeads(linear(x, w, b), 8);
  return add(x, linear(mergeHeads(attention(q, k, k)), w, b));
}
export function res<S extends Dim, D extends Dim>(x: Tensor<[S, D]>, g: Tensor<[D]>): Tensor<[S, D]> { return add(x, layerNorm(x, g, g)); }
export function norm<S extends Dim, D extends Dim>(x: Tensor<[S, D]>): Tensor<[S, D]> { const c = sub(x, mean(x, -1, { keepDim: true })); return div(c, add(mean(mul(c, c), -1, { keepDim: true }), 1e-5)); }
export function anyLead<L extends Shape>(x: Tensor<[...L, 512]>, w1: Tensor<[2048, 512]>, w2: Tensor<[512, 2048]>): Tensor<[...L, 512]> { return linear(gelu(linear(x, w1)), w2); }
export function residualLead<L extends Shape>(x: Tensor<[...L, 512]>, w1: Tensor<[512, 512]>): Tensor<[...L, 512]> { return add(x, linear(x, w1)); }
export function biasLead<L extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[512]>): Tensor<[...L, 512]> { return add(x, b); }
export function softLead<L extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[512]>): Tensor<[...L, 512]> { return layerNorm(softmax(x), b, b); }
export function pm<A extends Dim, B extends Dim, C extends Dim>(x: Tensor<[A, B, C]>): Tensor<[B, A, C]> { return permute(x, [1, 0, 2]); }
export function red<A extends Dim, B extends Dim>(x: Tensor<[A, B]>): [Tensor<[A]>, Tensor<[A, 1]>] { return [sum(x, -1), sum(x, 1, { keepDim: true })]; }
export function mkz<S extends string>(s: DimVariable<S>): Tensor<[S, 512]> { return zeros([s, 512]); }
export function app<P extends Dim, N extends Dim>(c: Tensor<[8, P, 64]>, n: Tensor<[8, N, 64]>): Tensor<[8, AddDim<P, N>, 64]> { return concat([c, n], 1); }
export function mg<H extends Dim, S extends Dim, K extends Dim>(x: Tensor<[H, S, K]>): Tensor<[S, MulDim<H, K>]> { return mergeHeads(x); }
export function half<S extends Dim>(x: Tensor<[S, 64]>): Tensor<[S, 32]> { return narrow(x, 1, 0, 32); }

export function bad1<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[256, 64]>) { return matmul(x, w); }
export function bad2<S extends Dim, K extends Dim>(x: Tensor<[S, K]>, w: Tensor<[512, 64]>) { return matmul(x, w); }
export function bad3<S extends Dim, T extends Dim>(x: Tensor<[S, 512]>, y: Tensor<[T, 512]>) { return add(x, y); }
export function bad4<S extends Dim>(x: Tensor<[S, 512]>) { return splitHeads(x, 7); }
export function bad5<L extends Shape>(x: Tensor<[...L, 512]>, w1: Tensor<[2048, 256]>) { return linear(x, w1); }
export function bad6<S extends Dim, T extends Dim>(x: Tensor<[S, 512]>): Tensor<[T, 512]> { return x; }
export function bad7<S extends Dim, T extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[8, T, 64]>) { return attention(q, k, q); }
export function bad8<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L, 512]> { return matmul(x, x); }

let cache: Tensor<[8, Dim, 64]> = zeros([8, dim("past", 1), 64]);
for (let i = 0; i < 3; i++) cache = concat([cache, zeros([8, 1, 64])], 1);
export function resh<S extends Dim>(x: Tensor<[S, 64]>) { const y = reshape(x, [2, 32, -1]); return y; }
export function bad3b<S extends Dim, T extends Dim>(x: Tensor<[S, 512]>, y: Tensor<[T, 512]>): Tensor<[S, 512]> { return add(x, y); }
export function bad9<S extends Dim>(x: Tensor<[8, S, 64]>): Tensor<[S, 8, 64]> { return permute(x, [0, 1, 2]); }
export function bad10<S extends Dim, T extends Dim>(x: Tensor<[8, S, 64]>, y: Tensor<[T, S, 64]>) { return concat([x, y], 1); }
