// Wrong programs: the options of attention that are tensors, score and mask functions, and rotary positions.
import { alibi, attention, document, lookup, relativeBias, rope, rotate } from "../../../src/attention/index.js";
import { multiHeadAttention, rmsNorm, selfAttention } from "../../../src/nn/index.js";
import { zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const batch = dim("batch", 2);
const h = zeros([8, seq, 64]);
const b = zeros([batch, 8, seq, 64]);
const cache = zeros([batch, 8, past, 64]);
const ids = zeros([seq], "i32");
const x = zeros([seq, 12]);
const w = zeros([12, 12]);
const weights = { wq: w, wk: w, wv: w, wo: w };

export const cases: readonly (() => unknown)[] = [
  // bias
  () => attention(h, h, h, { bias: zeros([7, seq, seq]) }),
  () => attention(h, h, h, { bias: zeros([2, 8, seq, seq]) }),
  () => attention(b, cache, cache, { bias: zeros([seq, seq]), causal: true }),
  () => attention(h, h, h, { bias: zeros([seq, seq], "bool") }),
  () => selfAttention(x, { wq: w, wk: w, wv: w }, { bias: zeros([2, seq, seq]) }),
  () => multiHeadAttention(x, weights, { heads: 3, bias: zeros([4, seq, seq]) }),
  () => multiHeadAttention(x, weights, { heads: 3, bias: zeros([seq, seq], "i32") }),
  // lengths
  () => attention(b, b, b, { lengths: zeros([3], "i32") }),
  () => attention(h, h, h, { lengths: zeros([2], "i32") }),
  () => attention(b, cache, cache, { lengths: zeros([batch, 8], "i32") }),
  () => attention(b, b, b, { lengths: zeros([batch]) }),
  () => attention(zeros([seq, 64]), zeros([seq, 64]), zeros([seq, 64]), { lengths: zeros([1], "i32") }),
  () => selfAttention(x, { wq: w, wk: w, wv: w }, { lengths: zeros([2], "i32") }),
  () => multiHeadAttention(x, weights, { heads: 3, lengths: zeros([2], "i32") }),
  () => multiHeadAttention(zeros([batch, seq, 12]), weights, { heads: 3, lengths: zeros([2]) }),
  // sinks
  () => attention(h, h, h, { sinks: zeros([7]) }),
  () => attention(b, b, b, { mask: zeros([seq, seq], "bool"), sinks: zeros([1, 8]) }),
  () => attention(zeros([seq, 64]), zeros([seq, 64]), zeros([seq, 64]), { sinks: zeros([2]) }),
  () => attention(h, h, h, { sinks: zeros([8], "i32") }),
  () => multiHeadAttention(x, weights, { heads: 3, sinks: zeros([4]) }),
  () => selfAttention(x, { wq: w, wk: w, wv: w }, { sinks: zeros([4]) }),
  // several at once, the first is told
  () => attention(h, h, h, { bias: zeros([8, 1, 1]), lengths: zeros([4], "i32"), sinks: zeros([7]) }),
  // tables of functions
  () => lookup(zeros([8])),
  () => lookup(zeros([8, 2]), 1),
  () => document(zeros([seq])),
  () => document(zeros([], "i32")),
  () => document(ids, zeros([past])),
  () => alibi(zeros([8, 1])),
  () => alibi(zeros([8], "i32")),
  () => relativeBias(zeros([31])),
  () => relativeBias(zeros([8, 32])),
  () => relativeBias(zeros([8, 3, 4])),
  () => relativeBias(zeros([1, 8, 3, 5])),
  () => relativeBias(zeros([8, 31], "i32")),
  // rotary positions
  () => rope(zeros([64])),
  () => rope(zeros([seq, 7])),
  () => rope(zeros([seq, 8], "i32")),
  () => rope(x, { width: 5 }),
  () => rope(x, { width: 14 }),
  () => rope(x, { positions: zeros([past], "i32") }),
  () => rope(b, { positions: zeros([8, seq], "i32") }),
  () => rope(b, { positions: zeros([seq]) }),
  () => rotate(zeros([64]), zeros([32]), zeros([32])),
  () => rotate(x, zeros([past, 6]), zeros([seq, 6])),
  () => rotate(x, zeros([seq, 6]), zeros([seq, 7])),
  () => rotate(x, zeros([8, seq, 6]), zeros([seq, 6])),
  () => rotate(x, zeros([seq, 6]), zeros([seq, 6], "i32")),
  () => rotate(x, zeros([seq, 6]), zeros([seq, 4])),
  // normalisation
  () => rmsNorm(zeros([])),
  () => rmsNorm(ids),
  () => rmsNorm(x, zeros([6])),
  () => rmsNorm(x, zeros([1, 12])),
];
