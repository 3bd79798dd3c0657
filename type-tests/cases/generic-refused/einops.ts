// Wrong generic code with patterns. Each line that exports a function has an error.
import { broadcastTo, pack, parseShape, rearrange, reduce, repeat, unpack } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export function indivisible<S extends Dim>(x: Tensor<[S, 512]>) { return rearrange(x, "s (h d) -> h s d", { h: 7 }); }
export function unproven<S extends Dim, E extends Dim>(x: Tensor<[S, E]>) { return rearrange(x, "s (h d) -> h s d", { h: 8 }); }
export function wrongResult<S extends Dim>(x: Tensor<[S, 512]>): Tensor<[S, 8, 64]> { return rearrange(x, "s (h d) -> h s d", { h: 8 }); }
export function rank<S extends Dim>(x: Tensor<[S, 512]>) { return rearrange(x, "s h d -> h s d"); }
export function openRank<L extends Shape>(x: Tensor<[...L, 512]>) { return rearrange(x, "s d -> d s"); }
export function anyRank<R extends Shape>(x: Tensor<R>) { return rearrange(x, "s d -> d s"); }
export function otherNames<S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[S, T]> { return rearrange(x, "s t -> t s"); }
export function length<S extends Dim, T extends Dim>(x: Tensor<[S, 4]>, t: T) { return rearrange(x, "s d -> d s", { s: t }); }
export function one<S extends Dim>(x: Tensor<[S, 4]>) { return rearrange(x, "1 d -> d"); }
export function number<S extends Dim>(x: Tensor<[S, 4]>) { return reduce(x, "2 d -> d", "sum"); }
export function list<S extends Dim, T extends Dim>(x: Tensor<[S]>, y: Tensor<[T]>) { return rearrange([x, y], "n s -> s n"); }
export function dtype<S extends Dim>(x: Tensor<[S], "i32">) { return reduce(x, "s -> ", "sum"); }
export function newAxis<S extends Dim>(x: Tensor<[S]>) { return repeat(x, "s -> s copies"); }
export function packOther<S extends Dim, T extends Dim>(x: Tensor<[2, S]>, y: Tensor<[3, T]>) { return pack([x, y], "* s"); }
export function unpackShort<S extends Dim>(x: Tensor<[5, S]>) { return unpack(x, [[2], [2]], "* s"); }
export function parse<S extends Dim>(x: Tensor<[S, 4]>) { return parseShape(x, "s 5"); }
export function stretch<S extends Dim>(x: Tensor<[S, 4]>) { return broadcastTo(x, [2, 4]); }
export function patternOpen<P extends string>(x: Tensor<[2, 4]>, pattern: P): Tensor<[4, 2]> { return rearrange(x, pattern); }
export function openEllipsis<L extends Shape>(x: Tensor<[...L, 512]>) { return rearrange(x, "a ... b -> b ... a"); }
export function wrongEllipsis<L extends Shape>(x: Tensor<[...L, 512]>): Tensor<[...L, 8, 64]> { return rearrange(x, "... (h d) -> ... d h", { h: 8 }); }
export function ellipsisOne<L extends Shape, S extends Dim>(x: Tensor<[...L, S]>) { return reduce(x, "... 1 -> ...", "sum"); }
export function packRank<L extends Shape>(x: Tensor<[...L, 512]>) { return pack([x, x], "a * b"); }
export function unpackOpen<S extends Dim>(x: Tensor<[S, 4]>) { return unpack(x, [[2], [3]], "* d"); }
