// Code of a library author: reductions, concat, append, stack, split, chunk, narrow, gather, topK. It compiles without a cast and without an error.
import { add, append, argMax, chunk, concat, div, gather, max, mean, min, mul, narrow, prod, split, stack, sub, sum, topK } from "../../../src/ops/index.js";
import type { AddDim, Dim, DimVariable, Shape} from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";
export function normalizeByHand<S extends Dim, D extends Dim>(x: Tensor<[S, D]>): Tensor<[S, D]> {
  const centred = sub(x, mean(x, -1, { keepDim: true }));
  const variance = mean(mul(centred, centred), -1, { keepDim: true });
  return div(centred, add(variance, 1e-5));
}
export function keep<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L, 1]> { return mean(x, -1, { keepDim: true }); }
export function drop<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L]> { return mean(x, -1); }
export function several<S extends Dim, D extends Dim>(x: Tensor<[8, S, D]>): Tensor<[S]> { return sum(x, [0, -1]); }
export function severalKept<S extends Dim, D extends Dim>(x: Tensor<[8, S, D]>): Tensor<[1, S, 1]> { return sum(x, [0, -1], { keepDim: true }); }
export function severalL<L extends Shape, D extends Dim>(x: Tensor<[...L, 8, D]>): Tensor<[...L, 1, 1]> { return sum(x, [-2, -1], { keepDim: true }); }
export function everything<L extends Shape>(x: Tensor<L>): Tensor<[]> { return sum(x); }
export function cacheAppend<P extends Dim, N extends Dim>(past: Tensor<[8, P, 64]>, next: Tensor<[8, N, 64]>): Tensor<[8, AddDim<P, N>, 64]> { return append(past, next); }
export function cacheConcat<P extends Dim, N extends Dim>(past: Tensor<[8, P, 64]>, next: Tensor<[8, N, 64]>): Tensor<[8, AddDim<P, N>, 64]> { return concat([past, next], -2); }
export function cacheL<L extends Shape, P extends Dim, N extends Dim>(past: Tensor<[...L, P, 64]>, next: Tensor<[...L, N, 64]>): Tensor<[...L, AddDim<P, N>, 64]> { return append(past, next); }
export function one<P extends Dim>(past: Tensor<[8, P, 64]>, next: Tensor<[8, 1, 64]>): Tensor<[8, AddDim<P, 1>, 64]> { return append(past, next); }
export function pair<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[2, S, 512]> { return stack([x, x], 0); }
export function pairLast<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 512, 2]> { return stack([x, x], -1); }
export function pairMid<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 2, 512]> { return stack([x, x], 1); }
export function pairL<L extends Shape>(x: Tensor<L>): Tensor<[2, ...L]> { return stack([x, x], 0); }
export function halves<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 256]> { const [a, b] = split(x, [256, 256], 1); return add(a, b); }
export function thirds<S extends Dim>(x: Tensor<[S, 768]>): Tensor<[S, 256]> { const [a, b, c] = chunk(x, 3, -1); return add(a, add(b, c)); }
export function swiglu<L extends Shape>(x: Tensor<[...L, 1024]>): Tensor<[...L, 512]> { const [a, b] = chunk(x, 2, -1); return mul(a, b); }
export function last<S extends Dim>(x: Tensor<[8, S, 64]>): Tensor<[8, 1, 64]> { return narrow(x, 1, 0, 1); }
export function half<S extends Dim>(x: Tensor<[S, 64]>): Tensor<[S, 32]> { return narrow(x, -1, 32, 32); }
export function halfL<L extends Shape>(x: Tensor<[...L, 64]>): Tensor<[...L, 32]> { return narrow(x, -1, 32, 32); }
export function tail<S extends Dim, P extends string>(x: Tensor<[8, S, 64]>, past: DimVariable<P>): Tensor<[8, 1, 64]> { return narrow(x, 1, past, 1); }
export function rows<S extends Dim, V extends Dim>(t: Tensor<[V, 512]>, ids: Tensor<[S], "i32">): Tensor<[S, 512]> { return gather(t, ids, 0); }
export function cols<S extends Dim, V extends Dim>(t: Tensor<[8, V]>, ids: Tensor<[S], "i32">): Tensor<[8, S]> { return gather(t, ids, -1); }
export function spread<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L]> { return sub(max(x, -1), min(x, -1)); }
export function volume<S extends Dim>(x: Tensor<[S, 3]>): Tensor<[S]> { return prod(x, 1); }
export function best<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 5], "i32"> { return topK(x, 5).indices; }
export function bestOf<S extends Dim>(x: Tensor<[8, S]>): Tensor<[8, 5]> { return topK(x, 5).values; }
export function bestL<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L, 5]> { return topK(x, 5).values; }
export function greedy<L extends Shape, V extends Dim>(x: Tensor<[...L, V]>): Tensor<[...L], "i32"> { return argMax(x); }
