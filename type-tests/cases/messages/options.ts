// Wrong programs: options that aren't there, or not with others, and offsets of masks that are tensors.
import { attention, rope } from "../../../src/attention/index.js";
import { crossAttention, decoderBlock, encoderBlock, learnedPositions, multiHeadAttention, projectMemory, selfAttention } from "../../../src/nn/index.js";
import { zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const batch = dim("batch", 2);
const h = zeros([8, seq, 64]);
const b = zeros([batch, 8, seq, 64]);
const x = zeros([seq, 12]);
const xs = zeros([batch, seq, 12]);
const w = zeros([12, 12]);
const weights = { wq: w, wk: w, wv: w, wo: w };
const cross = { wq: w, wo: w };
const memory = { keys: zeros([3, past, 4]), values: zeros([3, past, 4]) };
const norm1 = { weight: zeros([12]) };
const norm2 = norm1;
const norm3 = norm1;
const biased = { weight: zeros([12]), bias: zeros([12]) };
const feedForward = { up: w, down: w };
const block = { norm1, attention: weights, norm2, feedForward };
const decoder = { norm1, attention: weights, norm2, cross, norm3, feedForward };
const three = zeros([3], "i32");

export const cases: readonly (() => unknown)[] = [
  // names
  () => multiHeadAttention(x, weights, { heads: 3, casual: true }),
  () => crossAttention(x, cross, memory, { heads: 3, casual: true }),
  () => crossAttention(x, cross, memory, { heads: 3, returns: ["probabilities"] }),
  () => crossAttention(x, cross, memory, { heads: 3, cache: memory }),
  () => encoderBlock(x, block, { heads: 3, casual: true }),
  () => encoderBlock(x, block, { heads: 3, returns: ["probabilities"] }),
  () => decoderBlock(x, memory, decoder, { heads: 3, casual: true }),
  () => decoderBlock(x, memory, decoder, { heads: 3, returns: ["probabilities"] }),
  () => decoderBlock(x, memory, decoder, { heads: 3 }, { heads: 3, scale: 1 }),
  () => decoderBlock(x, zeros([past, 12]), { norm1, attention: weights, norm2, cross: weights, norm3, feedForward }, { heads: 3 }, { scale: 1, returns: ["probabilities"] }),
  // a norm without a bias
  () => encoderBlock(x, { norm1: biased, attention: weights, norm2, feedForward }, { heads: 3, normalise: "rmsNorm" }),
  () => decoderBlock(x, memory, { norm1, attention: weights, norm2: biased, cross, norm3, feedForward }, { heads: 3, normalise: "rmsNorm" }),
  // numbers of heads, widths and offsets
  () => multiHeadAttention(x, weights, { heads: 3.5 }),
  () => multiHeadAttention(x, weights, { heads: -3 }),
  () => projectMemory(zeros([past, 12]), { wk: w, wv: w }, 1.5),
  () => rope(h, { width: -2 }),
  () => learnedPositions(zeros([16, 12]), 10, { offset: 7 }),
  () => learnedPositions(zeros([16, 12]), 17, { offset: 7 }),
  () => learnedPositions(zeros([16, 12]), seq, { offset: 17 }),
  () => learnedPositions(zeros([16, 12]), seq, { offset: -1 }),
  // weights and options of a memory
  () => decoderBlock(xs, zeros([past, 12]), { norm1, attention: weights, norm2, cross: weights, norm3, feedForward }, { heads: 3 }),
  () => projectMemory(zeros([past, 12]), { wk: w, wv: zeros([12, 12], "i32") }, 3),
  () => crossAttention(x, { wq: w, wo: zeros([12, 12], "i32") }, memory, { heads: 3 }),
  () => crossAttention(x, cross, { keys: zeros([3, past, 4], "i32"), values: memory.values }, { heads: 3 }),
  () => crossAttention(x, cross, memory, { heads: 3, bias: zeros([4, 1, 1]) }),
  () => crossAttention(x, cross, memory, { heads: 3, lengths: three }),
  () => crossAttention(x, cross, memory, { heads: 3, sinks: zeros([4]) }),
  // offsets
  () => attention(h, h, h, { causal: { offset: three } }),
  () => attention(b, b, b, { causal: { offset: three } }),
  () => attention(b, b, b, { causal: { offset: zeros([batch]) } }),
  () => attention(b, b, b, { window: { left: 2, offset: three } }),
  () => attention(b, b, b, { mask: zeros([seq, seq], "bool"), window: { left: 2, offset: zeros([batch]) } }),
  () => selfAttention(xs, { wq: w, wk: w, wv: w }, { causal: { offset: three } }),
  () => multiHeadAttention(xs, weights, { heads: 3, causal: { offset: three } }),
  () => multiHeadAttention(xs, weights, { heads: 3, window: { right: 0, offset: zeros([batch]) } }),
  () => crossAttention(x, cross, memory, { heads: 3, causal: { offset: three } }),
  () => encoderBlock(xs, block, { heads: 3, causal: { offset: three } }),
  () => decoderBlock(xs, zeros([batch, past, 12]), { norm1, attention: weights, norm2, cross: weights, norm3, feedForward }, { heads: 3 }, { window: { left: 1, offset: three } }),
];
