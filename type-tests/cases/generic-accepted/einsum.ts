// Code of a library author: shapes stay type parameters inside the body. It compiles without a cast and without an error.
import { einsum } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function project<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[512, 64]>): Tensor<[S, 64]> {
  return einsum("sd,de->se", x, w);
}

export function scores<B extends Dim, H extends Dim, Q extends Dim, K extends Dim, D extends Dim>(
  q: Tensor<[B, H, Q, D]>,
  k: Tensor<[B, H, K, D]>,
): Tensor<[B, H, Q, K]> {
  return einsum("bhqd,bhkd->bhqk", q, k);
}

export function context<B extends Dim, H extends Dim, Q extends Dim, K extends Dim, D extends Dim>(
  probabilities: Tensor<[B, H, Q, K]>,
  v: Tensor<[B, H, K, D]>,
): Tensor<[B, Q, H, D]> {
  return einsum("bhqk,bhkd->bqhd", probabilities, v);
}

export function implicit<M extends Dim, K extends Dim, N extends Dim>(
  a: Tensor<[M, K]>,
  b: Tensor<[K, N]>,
): Tensor<[M, N]> {
  return einsum("ij, jk", a, b);
}

export function trace<S extends Dim>(x: Tensor<[S, S]>): Tensor<[]> {
  return einsum("ii", x);
}

export function diagonal<S extends Dim, T extends Dim>(x: Tensor<[S, T, S]>): Tensor<[T, S]> {
  return einsum("iji->ji", x);
}

export function transposed<S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[T, S]> {
  return einsum("st->ts", x);
}

export function anyLeading<L extends Shape>(x: Tensor<[...L, 512]>, w: Tensor<[512, 64]>): Tensor<[...L, 64]> {
  return einsum("...d,de->...e", x, w);
}

export function anyLeadingScores<L extends Shape, S extends Dim, T extends Dim>(
  q: Tensor<[...L, S, 64]>,
  k: Tensor<[...L, T, 64]>,
): Tensor<[...L, S, T]> {
  return einsum("...qd,...kd->...qk", q, k);
}

export function chain<A extends Dim, B extends Dim, C extends Dim>(
  x: Tensor<[A, B]>,
  y: Tensor<[B, C]>,
  z: Tensor<[C, A]>,
): Tensor<[A]> {
  return einsum("ab,bc,ca->a", x, y, z);
}
