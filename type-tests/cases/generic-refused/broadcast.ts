// Wrong generic code: broadcasting. Each line that exports a function has an error.
import { add, matmul, mul, sub, where } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function names<S extends Dim, T extends Dim>(x: Tensor<[S, 512]>, b: Tensor<[T, 512]>) { return add(b, x); }
export function widthLeft<L extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[256]>) { return add(b, x); }
export function leadingLeft<L extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[5, 512]>) { return add(b, x); }
export function leadingRight<L extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[5, 512]>) { return add(x, b); }
export function anyRankRight<L extends Shape>(x: Tensor<L>, b: Tensor<[5]>) { return add(x, b); }
export function anyRankLeft<L extends Shape>(x: Tensor<L>, b: Tensor<[5]>) { return add(b, x); }
export function anyRanks<L extends Shape, M extends Shape>(x: Tensor<L>, b: Tensor<M>) { return add(b, x); }
export function leadings<L extends Shape, M extends Shape>(x: Tensor<[...L, 512]>, b: Tensor<[...M, 512]>) { return add(b, x); }
export function nameAndNumber<S extends Dim>(x: Tensor<[S]>, b: Tensor<[5]>) { return add(b, x); }
export function numberAndName<S extends Dim>(x: Tensor<[S]>, b: Tensor<[5]>) { return add(x, b); }
export function ofLeft<S extends Dim>(x: Tensor<[5, S]>, b: Tensor<[S]>): Tensor<[S]> { return add(b, x); }
export function notOne<L extends Shape>(x: Tensor<L>): Tensor<[...L, 1]> { return add(x, 1); }
export function oneAxisMore<L extends Shape, S extends Dim>(x: Tensor<[...L, S]>, y: Tensor<L>) { return add(x, y); }
export function oneAxisLess<L extends Shape, S extends Dim>(x: Tensor<[...L, S]>, y: Tensor<L>) { return add(y, x); }
export function fewSizes<S extends 1 | 2>(x: Tensor<[S]>, y: Tensor<[3]>) { return add(y, x); }
export function maybeOne<S extends 1 | 2>(x: Tensor<[S, 512]>, y: Tensor<[2, 512]>) { return mul(x, y); }
export function outer<S extends Dim>(x: Tensor<[S, 1]>, y: Tensor<[1, S]>): Tensor<[S, 1]> { return add(x, y); }
export function column<L extends Shape, D extends Dim>(x: Tensor<[...L, D]>, c: Tensor<[...L, 1]>): Tensor<[...L, 1]> { return sub(c, x); }
export function column2<L extends Shape, D extends Dim>(x: Tensor<[...L, D]>, c: Tensor<[...L, 2]>) { return sub(c, x); }
export function product<L extends Shape, M extends Shape, S extends Dim>(x: Tensor<[...L, S, S]>, y: Tensor<[...M, S, S]>) { return matmul(x, y); }
export function productLeading<B extends Dim, C extends Dim, S extends Dim>(x: Tensor<[B, S, S]>, y: Tensor<[C, S, S]>) { return matmul(x, y); }
export function choices<S extends Dim, T extends Dim>(c: Tensor<[S], "bool">, x: Tensor<[S]>, y: Tensor<[T]>) { return where(c, x, y); }
export function conditionLarger<S extends Dim, T extends Dim>(c: Tensor<[S, T], "bool">, x: Tensor<[T]>): Tensor<[T]> { return where(c, x, x); }
