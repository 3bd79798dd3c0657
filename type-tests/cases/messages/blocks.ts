// Wrong programs: feed-forward layers, gates, pooling, and blocks of transformers.
import {
  decoderBlock,
  encoderBlock,
  feedForward,
  geglu,
  l2Normalise,
  learnedPositions,
  meanPool,
  reglu,
  sinusoidalPositions,
  swiglu,
} from "../../../src/nn/index.js";
import { zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const ids = zeros([seq], "i32");
const x = zeros([seq, 12]);
const b = zeros([2, seq, 12]);
const memory = zeros([past, 6]);
const w = zeros([12, 12]);
const up = zeros([48, 12]);
const down = zeros([12, 48]);
const norm1 = { weight: zeros([12]), bias: zeros([12]) };
const norm2 = norm1;
const norm3 = norm1;
const attention = { wq: w, wk: w, wv: w, wo: w };
const cross = { wq: w, wk: zeros([12, 6]), wv: zeros([12, 6]), wo: w };
const layer = { up, down };

export const cases: readonly (() => unknown)[] = [
  // feed-forward layers
  () => feedForward(zeros([]), { up, down }),
  () => feedForward(ids, { up, down }),
  () => feedForward(x, { up: down, down: up }),
  () => feedForward(x, { up, down: up }),
  () => feedForward(x, { up: zeros([48]), down }),
  () => feedForward(x, { up, down: zeros([48]) }),
  () => feedForward(x, { up, upBias: zeros([12]), down }),
  () => feedForward(x, { up, down, downBias: zeros([48]) }),
  () => feedForward(x, { up, gate: zeros([24, 12]), down }),
  () => feedForward(x, { up, gate: zeros([48, 6]), down }),
  () => feedForward(x, { up, gate: up, gateBias: zeros([1]), down }),
  () => feedForward(x, { up: zeros([48, 12], "i32"), down }),
  // gates
  () => swiglu(x, zeros([seq, 6])),
  () => geglu(zeros([past, 12]), x),
  () => reglu(ids, ids),
  () => reglu(x, zeros([past, 12])),
  () => swiglu(ids, x),
  () => geglu(x, ids),
  () => reglu(x, zeros([seq, 12], "i32")),
  // pooling
  () => meanPool(zeros([12])),
  () => meanPool(ids),
  () => meanPool(b, zeros([3], "i32")),
  () => meanPool(x, zeros([2], "i32")),
  () => meanPool(b, zeros([2])),
  () => l2Normalise(zeros([])),
  () => l2Normalise(ids),
  () => sinusoidalPositions(-1, 12),
  () => sinusoidalPositions(seq, 1.5),
  () => sinusoidalPositions(seq, 13),
  () => learnedPositions(zeros([16]), seq),
  () => learnedPositions(zeros([16, 12], "i32"), seq),
  () => learnedPositions(zeros([16, 12]), 17),
  () => learnedPositions(zeros([16, 12]), -1),
  // blocks
  () => encoderBlock(zeros([12]), { norm1, attention, norm2, feedForward: layer }, { heads: 3 }),
  () => encoderBlock(ids, { norm1, attention, norm2, feedForward: layer }, { heads: 3 }),
  () => encoderBlock(x, { norm1: { weight: zeros([6]) }, attention, norm2, feedForward: layer }, { heads: 3 }),
  () => encoderBlock(x, { norm1: { weight: zeros([6]) }, attention, norm2, feedForward: layer }, { heads: 3, normalise: "rmsNorm" }),
  () => encoderBlock(x, { norm1, attention, norm2: { weight: zeros([12]), bias: zeros([6]) }, feedForward: layer }, { heads: 3 }),
  () => encoderBlock(x, { norm1, attention: { wq: zeros([12, 6]), wk: w, wv: w, wo: w }, norm2, feedForward: layer }, { heads: 3 }),
  () => encoderBlock(x, { norm1, attention: { wq: w, wk: w, wv: w, wo: w, bo: zeros([6]) }, norm2, feedForward: layer }, { heads: 3 }),
  () => encoderBlock(x, { norm1, attention: { wq: w, wk: w, wv: w, wo: zeros([6, 12]) }, norm2, feedForward: layer }, { heads: 3 }),
  () => encoderBlock(x, { norm1, attention, norm2, feedForward: { up, down: up } }, { heads: 3 }),
  () => encoderBlock(x, { norm1, attention, norm2, feedForward: { up, down: zeros([6, 48]) } }, { heads: 3, order: "post" }),
  () => encoderBlock(x, { norm1, attention, norm2, feedForward: layer }, { heads: 5, causal: true }),
  () => encoderBlock(x, { norm1, attention, norm2, feedForward: layer }, { heads: 3, mask: zeros([past, seq], "bool") }),
  () => encoderBlock(b, { norm1, attention, norm2, feedForward: layer }, { heads: 3, lengths: zeros([3], "i32") }),
  () => decoderBlock(x, zeros([6]), { norm1, attention, norm2, cross, norm3, feedForward: layer }, { heads: 3 }),
  () => decoderBlock(x, memory, { norm1, attention, norm2, cross: attention, norm3, feedForward: layer }, { heads: 3 }),
  () => decoderBlock(x, memory, { norm1, attention, norm2, cross, norm3: { weight: zeros([6]) }, feedForward: layer }, { heads: 3 }),
  () => decoderBlock(x, ids, { norm1, attention, norm2, cross, norm3, feedForward: layer }, { heads: 3 }),
  () => decoderBlock(x, memory, { norm1, attention, norm2, cross: { wq: w, wk: cross.wk, wv: cross.wv, wo: zeros([6, 12]) }, norm3, feedForward: layer }, { heads: 3 }),
  () => decoderBlock(x, memory, { norm1, attention, norm2, cross, norm3, feedForward: layer }, { heads: 5 }),
  () => decoderBlock(x, memory, { norm1, attention, norm2, cross, norm3, feedForward: layer }, { heads: 3 }, { mask: zeros([seq, seq], "bool") }),
  () => decoderBlock(b, zeros([2, past, 6]), { norm1, attention, norm2, cross, norm3, feedForward: layer }, { heads: 3 }, { lengths: zeros([3], "i32") }),
];
