// Code of a library author that is wrong for some sizes, or for all: each function is refused.
import { attention, rope } from "../../../src/attention/index.js";
import { feedForward, meanPool, rmsNorm } from "../../../src/nn/index.js";
import type { Dim } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function lengthsOfOthers<B extends Dim, S extends Dim>(q: Tensor<[B, 8, S, 64]>, lengths: Tensor<[S], "i32">): Tensor<[B, 8, S, 64]> { return attention(q, q, q, { lengths }); }
export function sinksOfOthers<H extends Dim, S extends Dim>(q: Tensor<[H, S, 64]>, sinks: Tensor<[S]>): Tensor<[H, S, 64]> { return attention(q, q, q, { sinks }); }
export function biasOfOthers<S extends Dim, T extends Dim>(q: Tensor<[8, S, 64]>, bias: Tensor<[S, T]>): Tensor<[8, S, 64]> { return attention(q, q, q, { bias }); }
export function positionsOfOthers<S extends Dim, T extends Dim>(x: Tensor<[S, 64]>, positions: Tensor<[T], "i32">): Tensor<[S, 64]> { return rope(x, { positions }); }
export function weightOfOthers<S extends Dim, D extends Dim>(x: Tensor<[S, D]>, weight: Tensor<[S]>): Tensor<[S, D]> { return rmsNorm(x, weight); }
export function pooledByOthers<B extends Dim, S extends Dim>(x: Tensor<[B, S, 12]>, lengths: Tensor<[S], "i32">): Tensor<[B, 12]> { return meanPool(x, lengths); }
export function downOfOthers<S extends Dim, H extends Dim, K extends Dim>(x: Tensor<[S, 12]>, up: Tensor<[H, 12]>, down: Tensor<[12, K]>): Tensor<[S, 12]> { return feedForward(x, { up, down }); }
