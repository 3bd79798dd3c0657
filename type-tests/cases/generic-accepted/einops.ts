// Code of a library author with patterns: shapes stay type parameters inside the body. It compiles without a cast.
import { broadcastTo, pack, parseShape, rearrange, reduce, repeat } from "../../../src/ops/index.js";
import type { Dim, DimVariable, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function heads<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[8, S, 64]> {
  return rearrange(x, "s (h d) -> h s d", { h: 8 });
}

export function merge<S extends Dim>(x: Tensor<[8, S, 64]>): Tensor<[S, 512]> {
  return rearrange(x, "h s d -> s (h d)");
}

export function transpose<S extends Dim, E extends Dim>(x: Tensor<[S, E]>): Tensor<[E, S]> {
  return rearrange(x, "s e -> e s");
}

export function lastFirst<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[512, ...L]> {
  return rearrange(x, "... d -> d ...");
}

export function splitLast<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L, 8, 64]> {
  return rearrange(x, "... (h d) -> ... h d", { h: 8 });
}

export function withBatch<S extends Dim, B extends string>(x: Tensor<[S, 64]>, b: DimVariable<B>): Tensor<[B, S, 64]> {
  return repeat(x, "s d -> b s d", { b });
}

export function withLength<S extends Dim, B extends number>(x: Tensor<[S, 64]>, b: B): Tensor<[B, S, 64]> {
  return repeat(x, "s d -> b s d", { b });
}

export function repeatHeads<S extends Dim>(x: Tensor<[2, S, 64]>): Tensor<[8, S, 64]> {
  return repeat(x, "h s d -> (h 4) s d");
}

export function pooled<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 8]> {
  return reduce(x, "s (h d) -> s h", "mean", { h: 8 });
}

export function ensemble<S extends Dim, E extends Dim>(x: Tensor<[S, E]>, y: Tensor<[S, E]>): Tensor<[S, E]> {
  return reduce([x, y], "n s e -> s e", "mean");
}

export function withToken<S extends Dim>(token: Tensor<[S]>, rows: Tensor<[4, S]>): Tensor<[5, S]> {
  return pack([token, rows], "* s")[0];
}

export function width<S extends Dim>(x: Tensor<[S, 512]>): { readonly s: S; readonly d: 512 } {
  return parseShape(x, "s d");
}

export function rows<S extends string>(bias: Tensor<[512]>, s: DimVariable<S>): Tensor<[S, 512]> {
  return broadcastTo(bias, [s, 512]);
}
