// What docs/shapes.md shows.
import { expectError, expectType } from "tsd";
import {
  append,
  assertShape,
  dim,
  einsum,
  linear,
  pack,
  rearrange,
  reduce,
  reshape,
  tensor,
  unpack,
  view,
  zeros,
} from "heddle";
import type { AddDim, Dim, Shape, Tensor } from "heddle";

const seq = dim("seq", 10);
const past = dim("past", 4);
const batch = dim("batch", 2);
const x = zeros([seq, 512]);

const q = rearrange(x, "s (h d) -> h s d", { h: 8 });
expectType<Tensor<[8, "seq", 64], "f32">>(q);
const k = zeros([8, past, 64]);
expectType<Tensor<[8, "seq", "past"], "f32">>(einsum("hqd,hkd->hqk", q, k));
expectType<Tensor<["seq", 8], "f32">>(reduce(x, "s (h d) -> s h", "mean", { h: 8 }));
expectError(einsum("hqd,hkd->hqk", q, zeros([8, past, 32])));
expectError(rearrange(x, "s (h d) -> h s d", { h: 7 }));
expectError(rearrange(x, "s (h d -> h s d", { h: 8 }));

const [packed, shapes] = pack([zeros([batch, 5, 16]), zeros([batch, 3, 3, 16])], "batch * d");
expectType<Tensor<["batch", 14, 16], "f32">>(packed);
const [tokens, image] = unpack(packed, shapes, "batch * d");
expectType<Tensor<["batch", 5, 16], "f32">>(tokens);
expectType<Tensor<["batch", 3, 3, 16], "f32">>(image);

const flat = reshape(x, [-1]);
expectType<Tensor<["512*seq"], "f32">>(flat);
expectType<Tensor<["8*seq", 64], "f32">>(reshape(flat, [-1, 64]));

declare const data: Float32Array;
declare const memory: ArrayBuffer;
declare const unknown: Tensor<Shape>;
expectType<Tensor<["seq", 512], "f32">>(tensor(data, [dim("seq", data.length / 512), 512]));
expectType<Tensor<["seq", 512], "f32">>(assertShape(unknown, ["seq", 512]));
expectType<Tensor<["seq", 512], "f32">>(view(memory, [seq, 512], { byteOffset: 64 }));

export function project<L extends Shape>(input: Tensor<[...L, 512]>, w: Tensor<[64, 512]>): Tensor<[...L, 64]> {
  return linear(input, w);
}

export function remember<P extends Dim, N extends Dim>(
  cache: Tensor<[8, P, 64]>,
  next: Tensor<[8, N, 64]>,
): Tensor<[8, AddDim<P, N>, 64]> {
  return append(cache, next);
}
expectType<Tensor<[8, "past+seq", 64], "f32">>(remember(k, q));
