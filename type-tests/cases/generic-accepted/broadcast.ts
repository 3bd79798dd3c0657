// Code of a library author: broadcasting, with the smaller shape on either side. It compiles without a cast and without an error.
import { add, div, linear, matmul, mean, mul, sub, where } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function biasLeft<S extends Dim>(x: Tensor<[S, 512]>, b: Tensor<[512]>): Tensor<[S, 512]> { return add(b, x); }
export function biasLeftL<L extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[512]>): Tensor<[...L, 512]> { return add(b, x); }
export function columnLeft<S extends Dim>(x: Tensor<[S, 512]>, c: Tensor<[S, 1]>): Tensor<[S, 512]> { return add(c, x); }
export function rowLeft<S extends Dim>(x: Tensor<[S, 512]>, r: Tensor<[1, 512]>): Tensor<[S, 512]> { return add(r, x); }
export function rowRight<S extends Dim>(x: Tensor<[S, 512]>, r: Tensor<[1, 512]>): Tensor<[S, 512]> { return add(x, r); }
export function columnLeftL<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, c: Tensor<[S, 1]>): Tensor<[...L, S, 512]> { return add(c, x); }
export function positionsLeft<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, p: Tensor<[...L, 1, 512]>): Tensor<[...L, S, 512]> { return add(p, x); }
export function positionsRight<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, p: Tensor<[...L, 1, 512]>): Tensor<[...L, S, 512]> { return add(x, p); }
export function outer<S extends Dim, T extends Dim>(x: Tensor<[S, 1]>, y: Tensor<[1, T]>): Tensor<[S, T]> { return add(x, y); }
export function outerSame<S extends Dim>(x: Tensor<[S, 1]>, y: Tensor<[1, S]>): Tensor<[S, S]> { return mul(x, y); }
export function outerRight<S extends Dim, T extends Dim>(x: Tensor<[S, 1]>, y: Tensor<[T]>): Tensor<[S, T]> { return sub(x, y); }
export function outerLeft<S extends Dim, T extends Dim>(x: Tensor<[T]>, y: Tensor<[S, 1]>): Tensor<[S, T]> { return sub(x, y); }
export function plainNumber<R extends Shape>(x: Tensor<R>): Tensor<R> { return add(x, 1); }
export function plainNumbers<R extends Shape>(x: Tensor<R>): Tensor<R> { return sub(mul(add(x, 1), 2), x); }
export function scalarRight<R extends Shape>(x: Tensor<R>, s: Tensor<[]>): Tensor<R> { return add(x, s); }
export function scalarLeft<R extends Shape>(x: Tensor<R>, s: Tensor<[]>): Tensor<R> { return add(s, x); }
export function sameTwice<R extends Shape>(x: Tensor<R>, y: Tensor<R>): Tensor<R> { return add(add(x, y), x); }
export function residual<L extends Shape>(x: Tensor<[...L, 512]>, w: Tensor<[512, 512]>): Tensor<[...L, 512]> { return add(linear(x, w), x); }
export function batchOfProducts<L extends Shape, S extends Dim>(x: Tensor<[...L, S, 512]>, w: Tensor<[512, 64]>): Tensor<[...L, S, 64]> { return matmul(x, w); }
export function productOfBatches<L extends Shape, S extends Dim, T extends Dim>(w: Tensor<[S, T]>, x: Tensor<[...L, T, 512]>): Tensor<[...L, S, 512]> { return matmul(w, x); }
export function choose<S extends Dim, T extends Dim>(c: Tensor<[S, 1], "bool">, x: Tensor<[1, T]>, y: Tensor<[T]>): Tensor<[S, T]> { return where(c, x, y); }

export function normalizeByHand<L extends Shape, D extends Dim>(x: Tensor<[...L, D]>, gain: Tensor<[D]>): Tensor<[...L, D]> {
  const centred = sub(x, mean(x, -1, { keepDim: true }));
  const variance = mean(mul(centred, centred), -1, { keepDim: true });
  return mul(gain, div(centred, add(variance, 1e-5)));
}
