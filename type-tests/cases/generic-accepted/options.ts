// Code of a library author: options of attention and of layers. It compiles without a cast and without an error.
import { attention } from "../../../src/attention/index.js";
import { crossAttention, decoderBlock, encoderBlock, multiHeadAttention } from "../../../src/nn/index.js";
import { layerNorm } from "../../../src/ops/index.js";
import { throughLayers } from "../../../src/program/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

type W = Tensor<[12, 12]>;
type Norm = Tensor<[12]>;

export function shifted<B extends Dim, S extends Dim>(q: Tensor<[B, 8, S, 64]>, offset: Tensor<[B], "i32">): Tensor<[B, 8, S, 64]> { return attention(q, q, q, { causal: { offset }, window: { left: 2, offset } }); }
export function shiftedBy<L extends Shape, S extends Dim>(q: Tensor<[...L, 8, S, 64]>, offset: Tensor<[], "i32">): Tensor<[...L, 8, S, 64]> { return attention(q, q, q, { causal: { offset } }); }
export function shiftedLayer<B extends Dim, S extends Dim>(x: Tensor<[B, S, 12]>, w: W, offset: Tensor<[B], "i32">): Tensor<[B, S, 12]> { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, causal: { offset } }); }
export function tracedLayer<S extends Dim>(x: Tensor<[S, 12]>, w: W): Tensor<[S, 12]> { return multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, mask: ({ q, k }) => k.le(q), score: (s, { h }) => s.mul(h) }); }
export function tracedCross<S extends Dim, T extends Dim>(x: Tensor<[S, 12]>, kept: Tensor<[3, T, 4]>, w: W): Tensor<[S, 12]> { return crossAttention(x, { wq: w, wo: w }, { keys: kept, values: kept }, { heads: 3, mask: ({ q, k }) => k.le(q) }); }
export function tracedBlock<S extends Dim>(x: Tensor<[S, 12]>, w: W, g: Norm): Tensor<[S, 12]> {
  const norm = { weight: g };
  return encoderBlock(x, { norm1: norm, attention: { wq: w, wk: w, wv: w, wo: w }, norm2: norm, feedForward: { up: w, down: w } }, { heads: 3, score: (s, { q, k }) => s.add(k.sub(q)) });
}
export function tracedMemory<S extends Dim, T extends Dim>(x: Tensor<[S, 12]>, memory: Tensor<[T, 12]>, w: W, g: Norm): Tensor<[S, 12]> {
  const [norm, weights] = [{ weight: g }, { wq: w, wk: w, wv: w, wo: w }];
  return decoderBlock(x, memory, { norm1: norm, attention: weights, norm2: norm, cross: weights, norm3: norm, feedForward: { up: w, down: w } }, { heads: 3 }, { mask: ({ q, k }) => k.le(q) });
}
export function through<S extends Dim>(x: Tensor<[S, 12]>, g: Norm): Tensor<[S, 12]> { return throughLayers(x, { layer0_g: g, layer1_g: g }, (h, layer) => layerNorm(h, layer.g)); }
