// Code of a library author: options of attention, rotary positions and blocks. It compiles without a cast and without an error.
import { alibi, and, attention, causal, document, lookup, rope, window } from "../../../src/attention/index.js";
import { decoderBlock, encoderBlock, feedForward, l2Normalise, meanPool, rmsNorm, swiglu } from "../../../src/nn/index.js";
import { linear, mergeHeads, splitHeads } from "../../../src/ops/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

type W = Tensor<[12, 12]>;
type Norm = Tensor<[12]>;

export function padded<B extends Dim, S extends Dim>(q: Tensor<[B, 8, S, 64]>, lengths: Tensor<[B], "i32">): Tensor<[B, 8, S, 64]> { return attention(q, q, q, { causal: true, lengths }); }
export function windowed<L extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>): Tensor<[...L, S, 64]> { return attention(q, q, q, { mask: and(causal(), window({ left: 128 })) }); }
export function traced<L extends Shape, S extends Dim>(q: Tensor<[...L, S, 64]>): Tensor<[...L, S, 64]> { return attention(q, q, q, { mask: ({ q, k }) => k.le(q), score: (s, { q, k }) => s.sub(q.sub(k).abs()) }); }
export function biased<S extends Dim>(q: Tensor<[8, S, 64]>, bias: Tensor<[8, S, S]>, sinks: Tensor<[8]>): Tensor<[8, S, 64]> { return attention(q, q, q, { bias, sinks, softcap: 50 }); }
export function sloped<S extends Dim>(q: Tensor<[8, S, 64]>, slopes: Tensor<[8]>): Tensor<[8, S, 64]> { return attention(q, q, q, { score: alibi(slopes) }); }
export function packed<S extends Dim>(q: Tensor<[8, S, 64]>, ids: Tensor<[S], "i32">): Tensor<[8, S, 64]> { return attention(q, q, q, { mask: document(ids) }); }
export function looked<H extends Dim, S extends Dim>(q: Tensor<[H, S, 64]>, slopes: Tensor<[H]>): Tensor<[H, S, 64]> { return attention(q, q, q, { score: (s, { h, k }) => s.add(lookup(slopes, h).mul(k)) }); }
export function weights<B extends Dim, S extends Dim>(q: Tensor<[B, 8, S, 64]>): Tensor<[B, 8, S, S]> { return attention(q, q, q, { returns: ["probabilities"] }).probabilities; }
export function turned<B extends Dim, S extends Dim>(x: Tensor<[B, S, 64]>, w: Tensor<[64, 64]>): Tensor<[B, S, 64]> {
  const q = rope(splitHeads(linear(x, w), 4));
  return mergeHeads(attention(q, rope(splitHeads(linear(x, w), 4), { interleaved: true }), q));
}
export function normalised<L extends Shape>(x: Tensor<[...L, 12]>, g: Norm): Tensor<[...L, 12]> { return l2Normalise(rmsNorm(x, g)); }
export function fed<S extends Dim>(x: Tensor<[S, 12]>, up: Tensor<[48, 12]>, down: Tensor<[12, 48]>): Tensor<[S, 12]> { return feedForward(x, { up, gate: up, down }); }
export function gated<S extends Dim>(x: Tensor<[S, 12]>): Tensor<[S, 12]> { return swiglu(x, x); }
export function pooled<B extends Dim, S extends Dim>(x: Tensor<[B, S, 12]>, lengths: Tensor<[B], "i32">): Tensor<[B, 12]> { return meanPool(x, lengths); }
export function encoded<B extends Dim, S extends Dim>(x: Tensor<[B, S, 12]>, g: Norm, w: W, up: Tensor<[48, 12]>, down: Tensor<[12, 48]>): Tensor<[B, S, 12]> {
  const norm = { weight: g };
  return encoderBlock(x, { norm1: norm, attention: { wq: w, wk: w, wv: w, wo: w }, norm2: norm, feedForward: { up, down } }, { heads: 3, normalise: "rmsNorm", causal: true });
}
export function decoded<B extends Dim, S extends Dim, T extends Dim>(x: Tensor<[B, S, 12]>, memory: Tensor<[B, T, 12]>, g: Norm, w: W, up: Tensor<[48, 12]>, down: Tensor<[12, 48]>): Tensor<[B, S, 12]> {
  const [norm, weights] = [{ weight: g, bias: g }, { wq: w, wk: w, wv: w, wo: w }];
  return decoderBlock(x, memory, { norm1: norm, attention: weights, norm2: norm, cross: weights, norm3: norm, feedForward: { up, down } }, { heads: 3 });
}
