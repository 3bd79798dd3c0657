// Wrong generic code. Each line that exports a function has an error.
import { einsum } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function innerNumber<S extends Dim>(x: Tensor<[S, 512]>, w: Tensor<[256, 64]>) { return einsum("sd,de->se", x, w); }
export function innerName<S extends Dim, K extends Dim>(x: Tensor<[S, K]>, w: Tensor<[512, 64]>) { return einsum("sd,de->se", x, w); }
export function twoNames<S extends Dim, T extends Dim>(x: Tensor<[S, 4]>, y: Tensor<[T, 4]>) { return einsum("sd,sd->s", x, y); }
export function trace<S extends Dim, T extends Dim>(x: Tensor<[S, T]>) { return einsum("ii", x); }
export function traceOfNumber<S extends Dim>(x: Tensor<[S, 512]>) { return einsum("ii->i", x); }
export function order<S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[S, T]> { return einsum("st->ts", x); }
export function implicitOrder<S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[S, T]> { return einsum("ts", x); }
export function rank<S extends Dim>(x: Tensor<[S, 4]>) { return einsum("abc->a", x); }
export function unknownRank<L extends Shape>(x: Tensor<[...L, 4]>) { return einsum("ab->a", x); }
export function anyRank<R extends Shape>(x: Tensor<R>): Tensor<R> { return einsum("ab->ab", x); }
export function leftOut<L extends Shape>(x: Tensor<[...L, 4]>) { return einsum("...d->d", x); }
export function leading<L extends Shape, M extends Shape>(x: Tensor<[...L, 4]>, y: Tensor<[...M, 4]>) { return einsum("...d,...d->...", x, y); }
export function lastAxis<L extends Shape>(x: Tensor<[...L, 512]>, w: Tensor<[256, 64]>) { return einsum("...d,de->...e", x, w); }
export function count<S extends Dim>(x: Tensor<[S, 4]>) { return einsum("sd,de->se", x); }
export function output<S extends Dim>(x: Tensor<[S, 4]>) { return einsum("sd->sf", x); }
export function dtype<S extends Dim>(x: Tensor<[S, 4], "i32">) { return einsum("sd->s", x); }
export function summed<S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[T]> { return einsum("st->s", x); }
