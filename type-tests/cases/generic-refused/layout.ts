// Wrong generic code: reductions, concat, append, stack, split, chunk, narrow, topK. Each line that exports a function has an error.
import { append, argMax, chunk, concat, mean, narrow, split, stack, sum, topK } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function appendedWidth<S extends Dim, T extends Dim>(x: Tensor<[8, S, 64]>, y: Tensor<[8, T, 32]>) { return append(x, y); }
export function appendedLeading<S extends Dim, T extends Dim>(x: Tensor<[S, T, 64]>, y: Tensor<[T, T, 64]>) { return append(x, y); }
export function pastEnd<S extends Dim>(x: Tensor<[S, 4]>) { return narrow(x, 1, 2, 3); }
export function stackedNames<S extends Dim, T extends Dim>(x: Tensor<[S, 4]>, y: Tensor<[T, 4]>) { return stack([x, y], 0); }
export function otherAxis<S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[S]> { return sum(x, 0); }
export function oneAxisLeft<S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[]> { return sum(x, [0]); }
export function unprovenChunk<S extends Dim, T extends Dim>(x: Tensor<[S, T]>) { return chunk(x, 2, 1); }
export function unprovenSplit<S extends Dim, T extends Dim>(x: Tensor<[S, T]>) { return split(x, [1, 2], 1); }
export function concatenated<P extends Dim, N extends Dim>(past: Tensor<[8, P, 64]>, next: Tensor<[4, N, 64]>) { return concat([past, next], 1); }
export function unprovenLength<P extends Dim, N extends Dim>(past: Tensor<[8, P, 64]>, next: Tensor<[8, N, 64]>): Tensor<[8, P, 64]> { return append(past, next); }
export function stackOrder<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 2, 512]> { return stack([x, x], 0); }
export function keptWidth<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L, 512]> { return mean(x, -1, { keepDim: true }); }
export function noAxis<S extends Dim>(x: Tensor<[S, 4]>) { return sum(x, 2); }
export function axisTwice<S extends Dim>(x: Tensor<[S, 4]>) { return sum(x, [1, -1]); }
export function narrowedName<S extends Dim, P extends Dim>(x: Tensor<[S, 4]>): Tensor<[P, 4]> { return narrow(x, 0, 0, 1); }
export function tooMany<S extends Dim>(x: Tensor<[S, 4]>) { return topK(x, 5); }
export function noneOf<L extends Shape>(x: Tensor<[...L, 4]>) { return topK(x, 0); }
export function argMaxAxis<S extends Dim>(x: Tensor<[S, 4]>) { return argMax(x, 2); }
