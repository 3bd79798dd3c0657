// Wrong programs: layers with grouped heads, rotary positions and caches.
import { encoderBlock, multiHeadAttention } from "../../../src/nn/index.js";
import { zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const other = dim("other", 4);
const x = zeros([seq, 12]);
const w = zeros([12, 12]);
const k = zeros([6, 12]);
const weights = { wq: w, wk: w, wv: w, wo: w };
const grouped = { wq: w, wk: k, wv: k, wo: w };
const keys = zeros([2, past, 3]);
const values = keys;
const norm = { weight: zeros([12]) };
const feedForward = { up: zeros([48, 12]), down: zeros([12, 48]) };

export const cases: readonly (() => unknown)[] = [
  // grouped heads
  () => multiHeadAttention(x, weights, { heads: 4, kvHeads: 2 }),
  () => multiHeadAttention(x, { wq: w, wk: k, wv: zeros([7, 12]), wo: w }, { heads: 4, kvHeads: 2 }),
  () => multiHeadAttention(x, { wq: w, wk: k, wv: k, wo: zeros([12, 6]) }, { heads: 4, kvHeads: 2 }),
  () => multiHeadAttention(x, { wq: w, wk: k, wv: k, wo: zeros([12]) }, { heads: 4, kvHeads: 2 }),
  () => multiHeadAttention(x, { wq: w, wk: k, wv: k, wo: zeros([12, 12], "i32") }, { heads: 4, kvHeads: 2 }),
  () => multiHeadAttention(x, { wq: w, wk: zeros([9, 12]), wv: zeros([9, 12]), wo: w }, { heads: 4, kvHeads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: k, wv: k, wo: w }, { heads: 5, kvHeads: 2 }),
  // caches
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys: zeros([4, past, 3]), values } }),
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys: zeros([2, past, 6]), values } }),
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys, values: zeros([2, other, 3]) } }),
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys, values: zeros([2, past, 6]) } }),
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys: zeros([2, past, 3], "i32"), values } }),
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys: zeros([past, 6]), values } }),
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys, values }, key: x }),
  () => multiHeadAttention(x, grouped, { heads: 4, kvHeads: 2, cache: { keys, values }, mask: zeros([seq, seq], "bool") }),
  () => encoderBlock(x, { norm1: norm, attention: grouped, norm2: norm, feedForward }, { heads: 4, kvHeads: 2, cache: { keys, values: zeros([2, past, 6]) } }),
  () => encoderBlock(x, { norm1: norm, attention: grouped, norm2: norm, feedForward }, { heads: 4 }),
  // rotary positions
  () => multiHeadAttention(x, weights, { heads: 4, rope: {} }),
  () => multiHeadAttention(x, weights, { heads: 2, rope: { width: 8 } }),
  () => multiHeadAttention(x, weights, { heads: 2, rope: { width: 3 } }),
  () => multiHeadAttention(x, weights, { heads: 2, rope: { positions: zeros([past], "i32") } }),
  () => multiHeadAttention(x, weights, { heads: 2, rope: { positions: zeros([seq]) } }),
  () => multiHeadAttention(x, weights, { heads: 2, rope: {}, key: x }),
];
