// Code of a library author: layers with caches and rotary positions. It compiles without a cast and without an error.
import { crossAttention, encoderBlock, multiHeadAttention, projectMemory } from "../../../src/nn/index.js";
import type { AddDim, Dim } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

type W = Tensor<[12, 12]>;
type Half = Tensor<[6, 12]>;
type Cache<P> = { readonly keys: Tensor<[2, P & Dim, 3]>; readonly values: Tensor<[2, P & Dim, 3]> };

export function grouped<B extends Dim, S extends Dim>(x: Tensor<[B, S, 12]>, w: W, half: Half): Tensor<[B, S, 12]> { return multiHeadAttention(x, { wq: w, wk: half, wv: half, wo: w }, { heads: 4, kvHeads: 2, causal: true }); }
export function turned<S extends Dim>(x: Tensor<[S, 12]>, w: W): Tensor<[S, 12]> { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, rope: { interleaved: true } }); }
export function one<P extends Dim>(x: Tensor<[1, 12]>, w: W, half: Half, keys: Tensor<[2, P, 3]>, values: Tensor<[2, P, 3]>): { out: Tensor<[1, 12]>; keys: Tensor<[2, AddDim<P, 1>, 3]> } {
  const { out, cache } = multiHeadAttention(x, { wq: w, wk: half, wv: half, wo: w }, { heads: 4, kvHeads: 2, cache: { keys, values } });
  return { out, keys: cache.keys };
}
export function block<S extends Dim, P extends Dim>(x: Tensor<[S, 12]>, w: W, half: Half, g: Tensor<[12]>, cache: Cache<P>): Tensor<[S, 12]> {
  const norm = { weight: g };
  return encoderBlock(x, { norm1: norm, attention: { wq: w, wk: half, wv: half, wo: w }, norm2: norm, feedForward: { up: w, gate: w, down: w } }, { heads: 4, kvHeads: 2, normalise: "rmsNorm", cache }).out;
}
export function informed<B extends Dim, S extends Dim, T extends Dim>(x: Tensor<[B, S, 12]>, encoded: Tensor<[B, T, 12]>, w: W): Tensor<[B, S, 12]> {
  return crossAttention(x, { wq: w, wo: w }, projectMemory(encoded, { wk: w, wv: w }, 3), { heads: 3 });
}
