// Wrong generic code. Each line that exports a function has an error.
import { attention } from "../../../src/attention/index.js";
import { add, concat, exp, layerNorm, linear, matmul, narrow, permute, reshape, softmax, splitHeads, where } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function innerNumber<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[256, 64]>) { return matmul(x, w); }
export function innerName<S extends Dim, K extends Dim>(x: Tensor<[S, K]>, w: Tensor<[512, 64]>) { return matmul(x, w); }
export function leading<S extends Dim, E extends Dim, F extends Dim>(x: Tensor<[E, S, 4]>, y: Tensor<[F, 4, S]>) { return matmul(x, y); }
export function leadingUnknown<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L, 512]> { return matmul(x, x); }
export function addNames<S extends Dim, T extends Dim>(x: Tensor<[S, 512]>, y: Tensor<[T, 512]>) { return add(x, y); }
export function addAnyRank<R extends Shape>(x: Tensor<R>, y: Tensor<[512]>): Tensor<R> { return add(x, y); }
export function addRanks<R extends Shape, Q extends Shape>(x: Tensor<R>, y: Tensor<Q>) { return add(x, y); }
export function assign<S extends Dim, T extends Dim>(x: Tensor<[S, 512]>): Tensor<[T, 512]> { return x; }
export function features<L extends Shape>(x: Tensor<[...L, 512]>, w: Tensor<[2048, 256]>) { return linear(x, w); }
export function featureNames<S extends Dim, E extends Dim, F extends Dim>(x: Tensor<[S, E]>, w: Tensor<[4, F]>) { return linear(x, w); }
export function bias<S extends Dim, E extends Dim, F extends Dim>(x: Tensor<[S, 4]>, w: Tensor<[E, 4]>, b: Tensor<[F]>) { return linear(x, w, b); }
export function heads<S extends Dim>(x: Tensor<[S, 512]>) { return splitHeads(x, 7); }
export function unprovenHeads<S extends Dim, E extends Dim>(x: Tensor<[S, E]>) { return splitHeads(x, 8); }
export function keyLength<S extends Dim, T extends Dim>(q: Tensor<[8, S, 64]>, k: Tensor<[8, T, 64]>) { return attention(q, k, q); }
export function headSize<S extends Dim, E extends Dim, F extends Dim>(q: Tensor<[8, S, E]>, k: Tensor<[8, S, F]>) { return attention(q, k, q); }
export function mask<S extends Dim, T extends Dim>(q: Tensor<[8, S, 64]>, mask: Tensor<[S, T], "bool">) { return attention(q, q, q, { mask }); }
export function weight<S extends Dim, E extends Dim, F extends Dim>(x: Tensor<[S, E]>, w: Tensor<[F]>) { return layerNorm(x, w, w); }
export function condition<S extends Dim, E extends Dim>(x: Tensor<[S, E]>, c: Tensor<[S, S], "bool">) { return where(c, x, x); }
export function order<S extends Dim>(x: Tensor<[8, S, 64]>): Tensor<[S, 8, 64]> { return permute(x, [0, 1, 2]); }
export function twice<S extends Dim>(x: Tensor<[S, 4]>) { return permute(x, [0, 0]); }
export function offAxis<S extends Dim, T extends Dim>(x: Tensor<[8, S, 64]>, y: Tensor<[T, S, 64]>) { return concat([x, y], 1); }
export function pastEnd<S extends Dim>(x: Tensor<[S, 4]>) { return narrow(x, 1, 2, 3); }
export function noAxis<S extends Dim>(x: Tensor<[S, 4]>) { return softmax(x, 2); }
export function elements<S extends Dim, E extends Dim>(x: Tensor<[S, E]>) { return reshape(x, [4, 4]); }
export function dtype<S extends Dim, E extends Dim>(x: Tensor<[S, E], "i32">) { return exp(x); }
