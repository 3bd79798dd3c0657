// Code of a library author in strict mode: a type parameter is a known dim. It compiles without a cast and without an
// error.
import {
  add,
  append,
  assertShape,
  attention,
  cast,
  concat,
  dim,
  exp,
  gelu,
  layerNorm,
  linear,
  matmul,
  mean,
  mergeHeads,
  mul,
  narrow,
  permute,
  relu,
  reshape,
  scale,
  softmax,
  splitHeads,
  sub,
  sum,
  transpose,
  where,
  zeros,
} from "heddle";
import type { AddDim, Dim, DimVariable, MulDim, Shape, Tensor } from "heddle";

type Weight = Tensor<[512, 512]>;

export function project<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[512, 64]>): Tensor<[S, 64]> {
  return matmul(x, w);
}

export function product<M extends Dim, K extends Dim, N extends Dim>(
  a: Tensor<[M, K]>,
  b: Tensor<[K, N]>,
): Tensor<[M, N]> {
  return matmul(a, b);
}

export function attentionByHand<S extends Dim>(x: Tensor<[S, 512]>, w: Weight): Tensor<[S, 512]> {
  const q = splitHeads(linear(x, w), 8);
  const probabilities = softmax(scale(matmul(q, transpose(q)), 0.125));
  return linear(mergeHeads(matmul(probabilities, q)), w);
}

export function crossAttention<S extends Dim, T extends Dim>(
  x: Tensor<[S, 512]>,
  memory: Tensor<[T, 512]>,
  w: Weight,
): Tensor<[S, 512]> {
  const k = splitHeads(linear(memory, w), 8);
  return linear(mergeHeads(attention(splitHeads(linear(x, w), 8), k, k)), w);
}

export function masked<S extends Dim>(q: Tensor<[8, S, 64]>, mask: Tensor<[S, S], "bool">): Tensor<[8, S, 64]> {
  return attention(q, q, q, { mask });
}

export function block<L extends Shape, S extends Dim>(
  x: Tensor<[...L, S, 512]>,
  w: Weight,
  b: Tensor<[512]>,
): Tensor<[...L, S, 512]> {
  const q = splitHeads(linear(x, w, b), 8);
  return add(x, linear(mergeHeads(attention(q, q, q)), w, b));
}

export function feedForward<L extends Shape>(x: Tensor<[...L, 512]>, w: Weight): Tensor<[...L, 512]> {
  return add(x, linear(gelu(linear(x, w)), w));
}

export function anyShape<S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<S> {
  return scale(relu(exp(add(x, y))), 0.5);
}

export function anyDType<S extends Shape>(x: Tensor<S, "i32">): Tensor<S> {
  return cast(x, "f32");
}

export function normalize<S extends Dim, D extends Dim>(x: Tensor<[S, D]>, w: Tensor<[D]>): Tensor<[S, D]> {
  return add(x, layerNorm(x, w, w));
}

export function centre<S extends Dim, D extends Dim>(x: Tensor<[S, D]>): Tensor<[S, D]> {
  const centred = sub(x, mean(x, -1, { keepDim: true }));
  return mul(centred, centred);
}

export function exchange<A extends Dim, B extends Dim>(x: Tensor<[A, B, 4]>): Tensor<[B, A, 4]> {
  return permute(x, [1, 0, 2]);
}

export function total<A extends Dim, B extends Dim>(x: Tensor<[A, B]>): Tensor<[A]> {
  return sum(x, -1);
}

export function choose<A extends Dim>(c: Tensor<[A, 4], "bool">, x: Tensor<[A, 4]>): Tensor<[A, 4]> {
  return where(c, x, x);
}

export function cached<P extends Dim, N extends Dim>(
  cache: Tensor<[8, P, 64]>,
  fresh: Tensor<[8, N, 64]>,
): Tensor<[8, AddDim<P, N>, 64]> {
  return append(cache, exp(fresh));
}

export function twice<P extends Dim>(cache: Tensor<[P, 64]>): Tensor<[AddDim<P, P>, 64]> {
  return scale(concat([cache, cache], 0), 2);
}

export function merge<H extends Dim, S extends Dim, K extends Dim>(x: Tensor<[H, S, K]>): Tensor<[S, MulDim<H, K>]> {
  return relu(mergeHeads(x));
}

export function half<S extends Dim>(x: Tensor<[S, 64]>): Tensor<[S, 32]> {
  return narrow(x, 1, 32, 32);
}

export function heads<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 8, 64]> {
  return permute(splitHeads(x, 8), [1, 0, 2]);
}

export function make<S extends string>(length: DimVariable<S>): Tensor<[S, 512]> {
  return relu(zeros([length, 512]));
}

export function load<S extends string>(x: Tensor<Shape>, length: S): Tensor<[S, 512]> {
  return relu(assertShape(x, [length, 512]));
}

// A decode loop says at each step how long the cache is.
let cache: Tensor<[8, Dim, 64]> = zeros([8, dim("past", 0), 64]);
for (let step = 0; step < 3; step++) {
  cache = concat([assertShape(cache, [8, "past", 64]), zeros([8, 1, 64])], 1);
}

export const flat = reshape(zeros([dim("seq", 3), 8]), [-1]);

export function rename<S extends Dim>(x: Tensor<[S, 512]>): Tensor<["seq", 512]> {
  return assertShape(x, ["seq", 512]);
}
