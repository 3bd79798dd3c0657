// What a reader sees when hovering over a result of a layer with a cache.
import { crossAttention, decoderBlock, encoderBlock, multiHeadAttention, projectMemory } from "../../../src/nn/index.js";
import { zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

import type { Tensor } from "../../../src/tensor/index.js";
const seq = dim("seq", 10);
const x = zeros([2, seq, 12]);
const w = zeros([12, 12]);
const weights = { wq: w, wk: zeros([6, 12]), wv: zeros([10, 12]), wo: zeros([12, 20]) };
const norm = { weight: zeros([12]) };
const feedForward = { up: zeros([48, 12]), gate: zeros([48, 12]), down: zeros([12, 48]) };
declare const cache: { keys: Tensor<[2, 2, "past", 3]>; values: Tensor<[2, 2, "past", 5]> };

export const grouped = multiHeadAttention(x, weights, { heads: 4, kvHeads: 2 }); // Tensor<[2, "seq", 12], "f32">
const step = multiHeadAttention(x, weights, { heads: 4, kvHeads: 2, cache });
export const out = step.out; // Tensor<[2, "seq", 12], "f32">
export const keys = step.cache.keys; // Tensor<[2, 2, "past+seq", 3], "f32">
export const values = step.cache.values; // Tensor<[2, 2, "past+seq", 5], "f32">
const asked = multiHeadAttention(x, weights, { heads: 4, kvHeads: 2, cache, returns: ["rawScores", "headOutputs"] }).out;
export const scores = asked.rawScores; // Tensor<[2, 4, "seq", "past+seq"], "f32">
export const headOutputs = asked.headOutputs; // Tensor<[2, 4, "seq", 5], "f32">
const block = encoderBlock(x, { norm1: norm, attention: weights, norm2: norm, feedForward }, { heads: 4, kvHeads: 2, rope: { width: 2 }, cache });
export const encoded = block.out; // Tensor<[2, "seq", 12], "f32">
export const keysOfBlock = block.cache.keys; // Tensor<[2, 2, "past+seq", 3], "f32">
const cross = { wq: w, wk: w, wv: w, wo: w };
const decoded = decoderBlock(x, x, { norm1: norm, attention: weights, norm2: norm, cross, norm3: norm, feedForward }, { heads: 4, kvHeads: 2, cache });
export const valuesOfBlock = decoded.cache.values; // Tensor<[2, 2, "past+seq", 5], "f32">
const memory = projectMemory(x, { wk: zeros([6, 12]), wv: zeros([10, 12]) }, 2);
export const memoryKeys = memory.keys; // Tensor<[2, 2, "seq", 3], "f32">
export const attended = crossAttention(x, { wq: w, wo: zeros([7, 20]) }, memory, { heads: 4, lengths: zeros([2], "i32") }); // Tensor<[2, "seq", 7], "f32">
export const informed = decoderBlock(x, memory, { norm1: norm, attention: cross, norm2: norm, cross: { wq: w, wo: zeros([12, 20]) }, norm3: norm, feedForward }, { heads: 4 }); // Tensor<[2, "seq", 12], "f32">
