// What a reader sees when hovering over a result of layers that follow each other.
import { append, linear, zeros } from "../../../src/ops/index.js";
import { perLayer, program, throughLayers } from "../../../src/program/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

declare const x: Tensor<["seq", 8]>;
const weights = { layer0_w: zeros([8, 8]), layer1_w: zeros([8, 8]) };

export const through = throughLayers(x, weights, (h, { w }) => linear(h, w)); // Tensor<["seq", 8], "f32">
const { out, cache } = throughLayers(x, { ...weights, layer0_k: zeros([2, 8]), layer1_k: zeros([2, 8]) }, (h, { w, k }) => ({
  out: linear(h, w),
  cache: { k: append(k, h) },
}));
export const last = out; // Tensor<["seq", 8], "f32">
export const entry = cache.layer1_k; // Tensor<["seq+2", 8], "f32">
const layered = program({
  name: "layered",
  params: perLayer(2, { w: [8, 8] }),
  inputs: { x: ["seq", 8] },
  cache: perLayer(2, { keys: ["past", 8] }),
  body: ({ x, ...layers }) => throughLayers(x, layers, (h, { w, keys }) => ({ out: linear(h, w), cache: { keys: append(keys, h) } })),
});
export const names = layered.params.layer1_w.shape; // readonly [8, 8]
