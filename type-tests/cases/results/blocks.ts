// What a reader sees when hovering over a result of attention with options, or of a layer.
import { and, attention, causal, rope, rotate, window } from "../../../src/attention/index.js";
import { decoderBlock, encoderBlock, feedForward, l2Normalise, learnedPositions, meanPool, multiHeadAttention, rmsNorm, sinusoidalPositions, swiglu } from "../../../src/nn/index.js";
import { zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
declare const h: Tensor<[2, 8, "seq", 64]>;
const x = zeros([2, seq, 12]);
const w = zeros([12, 12]);
const norm = { weight: zeros([12]) };
const weights = { wq: w, wk: w, wv: w, wo: w };
const layer = { up: zeros([48, 12]), gate: zeros([48, 12]), down: zeros([12, 48]) };

export const traced = attention(h, h, h, { mask: ({ q, k }) => k.le(q), score: (s, { h }) => s.add(h) }); // Tensor<[2, 8, "seq", 64], "f32">
export const combined = attention(h, h, h, { mask: and(causal(), window({ left: 4 })), lengths: zeros([2], "i32"), sinks: zeros([8]), bias: zeros([8, 1, 1]) }); // Tensor<[2, 8, "seq", 64], "f32">
const { probabilities, meanProbabilities, logSumExp } = attention(h, h, h, { returns: ["probabilities", "meanProbabilities", "logSumExp"] });
export const weightsOfHeads = probabilities; // Tensor<[2, 8, "seq", "seq"], "f32">
export const weightsOfAll = meanProbabilities; // Tensor<[2, "seq", "seq"], "f32">
export const denominators = logSumExp; // Tensor<[2, 8, "seq"], "f32">
export const ofHeads = multiHeadAttention(x, weights, { heads: 3, returns: ["headOutputs"] }).headOutputs; // Tensor<[2, 3, "seq", 4], "f32">
export const turned = rope(h, { width: 32, positions: zeros([2, seq], "i32") }); // Tensor<[2, 8, "seq", 64], "f32">
export const rotated = rotate(h, zeros([seq, 16]), zeros([seq, 16])); // Tensor<[2, 8, "seq", 64], "f32">
export const normal = rmsNorm(x, zeros([12])); // Tensor<[2, "seq", 12], "f32">
export const fed = feedForward(x, { up: zeros([48, 12]), down: zeros([7, 48]) }); // Tensor<[2, "seq", 7], "f32">
export const gated = swiglu(x, zeros([seq, 1])); // Tensor<[2, "seq", 12], "f32">
export const pooled = l2Normalise(meanPool(x, zeros([2], "i32"))); // Tensor<[2, 12], "f32">
export const positions = sinusoidalPositions(seq, 12); // Tensor<["seq", 12], "f32">
export const encoded = encoderBlock(x, { norm1: norm, attention: weights, norm2: norm, feedForward: layer }, { heads: 3, normalise: "rmsNorm", causal: true }); // Tensor<[2, "seq", 12], "f32">
export const decoded = decoderBlock(x, zeros([2, past, 12]), { norm1: norm, attention: weights, norm2: norm, cross: weights, norm3: norm, feedForward: layer }, { heads: 3 }, { lengths: zeros([2], "i32") }); // Tensor<[2, "seq", 12], "f32">
export const learned = learnedPositions(zeros([512, 12]), seq, { offset: past }); // Tensor<["seq", 12], "f32">
