// Wrong generic code: attention, caches, masks and the layers of nn. Each line that exports a function has an error.
import { attention } from "../../../src/attention/index.js";
import { multiHeadAttention, selfAttention } from "../../../src/nn/index.js";
import { append, where } from "../../../src/ops/index.js";
import type { AddDim, Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function batches<L extends Shape, M extends Shape, S extends Dim>(q: Tensor<[...L, 8, S, 64]>, k: Tensor<[...M, 8, S, 64]>) { return attention(q, k, k); }
export function batchNames<B extends Dim, C extends Dim, S extends Dim>(q: Tensor<[B, 8, S, 64]>, k: Tensor<[C, 8, S, 64]>) { return attention(q, k, k); }
export function valueBatch<L extends Shape, M extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>, v: Tensor<[...M, S, 64]>) { return attention(q, q, v); }
export function ranks<L extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>, k: Tensor<[S, 64]>) { return attention(q, k, k); }
export function noMultiple<S extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[3, S, 64]>) { return attention(q, k, k); }
export function noMultipleL<L extends Shape, S extends Dim>(q: Tensor<[...L, 8, S, 64]>, k: Tensor<[...L, 3, S, 64]>) { return attention(q, k, k); }
export function unprovenGroups<H extends Dim, S extends Dim>(q: Tensor<[H, S, 64]>, k: Tensor<[2, S, 64]>) { return attention(q, k, k); }
export function unprovenHeads<H extends Dim, G extends Dim, S extends Dim>(q: Tensor<[H, S, 64]>, k: Tensor<[G, S, 64]>) { return attention(q, k, k); }
export function fewerQueryHeads<H extends Dim, S extends Dim>(q: Tensor<[1, S, 64]>, k: Tensor<[H, S, 64]>) { return attention(q, k, k); }
export function width<S extends Dim, E extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[8, S, E]>) { return attention(q, k, k); }
export function length<L extends Shape, S extends Dim, T extends Dim>(q: Tensor<[...L, S, 64]>, k: Tensor<[...L, T, 64]>) { return attention(q, k, q); }
export function result<S extends Dim, T extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[8, T, 64]>): Tensor<[8, T, 64]> { return attention(q, k, k); }
export function maskTurned<S extends Dim, T extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[8, T, 64]>, mask: Tensor<[T, S], "bool">) { return attention(q, k, k, { mask }); }
export function maskHeads<L extends Shape, S extends Dim>(q: Tensor<[...L, 8, S, 64]>, mask: Tensor<[4, S, S], "bool">) { return attention(q, q, q, { mask }); }
export function maskLeading<L extends Shape, M extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>, mask: Tensor<[...M, S, S], "bool">) { return attention(q, q, q, { mask }); }
export function maskLonger<S extends Dim>(q: Tensor<[S, 64]>, mask: Tensor<[8, S, S], "bool">) { return attention(q, q, q, { mask }); }
export function maskDType<S extends Dim>(q: Tensor<[8, S, 64]>, mask: Tensor<[S, S], "i32">) { return attention(q, q, q, { mask }); }
export function maskAnyRank<R extends Shape, S extends Dim>(q: Tensor<[8, S, 64]>, mask: Tensor<R, "bool">) { return attention(q, q, q, { mask }); }
export function cacheLength<P extends Dim, N extends Dim>(q: Tensor<[8, N, 64]>, keys: Tensor<[8, P, 64]>) { return attention(q, append(keys, q), keys); }
export function cacheMask<P extends Dim, N extends Dim>(q: Tensor<[8, N, 64]>, keys: Tensor<[8, AddDim<P, N>, 64]>, mask: Tensor<[N, P], "bool">) { return attention(q, keys, keys, { mask }); }
export function condition<L extends Shape, S extends Dim, T extends Dim>(x: Tensor<[...L, S, S]>, c: Tensor<[S, T], "bool">) { return where(c, x, x); }
export function conditionRank<R extends Shape, Q extends Shape>(x: Tensor<R>, c: Tensor<Q, "bool">) { return where(c, x, x); }
export function layerInput<S extends Dim, E extends Dim>(x: Tensor<[S, E]>, w: Tensor<[512, 512]>) { return selfAttention(x, { wq: w, wk: w, wv: w }); }
export function layerWidths<S extends Dim, E extends Dim, F extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[E, 512]>, k: Tensor<[F, 512]>) { return selfAttention(x, { wq: w, wk: k, wv: w }); }
export function layerHeads<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: Tensor<[512, 512]>) { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 7 }); }
export function layerMemory<L extends Shape, M extends Shape, S extends Dim, T extends Dim>(x: Tensor<[...L, S, 512]>, memory: Tensor<[...M, T, 512]>, w: Tensor<[512, 512]>) { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 8, key: memory }); }
export function layerMask<B extends Dim, S extends Dim, T extends Dim>(x: Tensor<[B, S, 512]>, w: Tensor<[512, 512]>, mask: Tensor<[B, 1, S, T], "bool">) { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 8, mask }); }
export function layerOutput<S extends Dim, E extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[512, 512]>, wo: Tensor<[512, E]>) { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo }, { heads: 8 }); }
