// Wrong programs: attention, masks, conditions, and the layers of nn.
import { attention, causalMask } from "../../../src/attention/index.js";
import { multiHeadAttention, selfAttention } from "../../../src/nn/index.js";
import { full, where, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const heads = dim("heads", 4);
const kv = dim("kv", 2);
const h = zeros([8, seq, 64]);
const cache = zeros([8, past, 64]);
const ids = zeros([seq], "i32");
const x = zeros([seq, 12]);
const memory = zeros([past, 6]);
const w = zeros([12, 12]);
const narrow = zeros([12, 6]);
const b = zeros([12]);

export const cases: readonly (() => unknown)[] = [
  // each argument of attention
  () => attention(zeros([]), h, h),
  () => attention(zeros([64]), h, h),
  () => attention(ids, h, h),
  () => attention(causalMask(seq, seq), h, h),
  () => attention(h, zeros([64]), h),
  () => attention(h, ids, h),
  () => attention(h, zeros([8, past, 32]), cache),
  () => attention(h, zeros([seq, 64]), cache),
  () => attention(h, zeros([2, 8, past, 64]), cache),
  () => attention(zeros([seq, 64]), cache, cache),
  () => attention(h, cache, zeros([64])),
  () => attention(h, cache, zeros([8, past, 64], "i32")),
  () => attention(h, cache, h),
  () => attention(h, cache, zeros([4, past, 64])),
  () => attention(h, cache, zeros([past, 64])),
  // heads
  () => attention(zeros([7, seq, 64]), zeros([2, past, 64]), zeros([2, past, 64])),
  () => attention(zeros([2, seq, 64]), cache, cache),
  () => attention(zeros([heads, seq, 64]), zeros([kv, past, 64]), zeros([kv, past, 64])),
  () => attention(zeros([heads, seq, 64]), zeros([2, past, 64]), zeros([2, past, 64])),
  () => attention(zeros([seq, 8, 64]), zeros([past, 8, 64]), zeros([past, 8, 64])),
  () => attention(h, zeros([4, past, 64]), zeros([2, past, 64])),
  () => attention(zeros([2, 8, seq, 64]), zeros([3, 8, past, 64]), zeros([3, 8, past, 64])),
  () => attention(zeros([2, 8, seq, 64]), zeros([3, 4, past, 64]), zeros([3, 4, past, 64])),
  // cache lengths: past+1 keys of one query
  () => attention(zeros([8, 1, 64]), zeros([8, "past+1", 64]), cache),
  () => attention(zeros([8, 1, 64]), zeros([8, "past+1", 64]), zeros([8, "past+1", 64]), { mask: causalMask(1, past) }),
  // masks
  () => attention(h, h, h, { mask: causalMask(seq, past) }),
  () => attention(h, cache, cache, { mask: causalMask(past, seq) }),
  () => attention(h, h, h, { mask: zeros([4, 1, seq]), causal: true, scale: 0.5 }),
  () => attention(h, h, h, { mask: zeros([2, 8, seq, seq]) }),
  () => attention(h, h, h, { mask: zeros([seq, seq], "i32") }),
  () => attention(h, zeros([2, seq, 64]), zeros([2, seq, 64]), { mask: zeros([2, seq, seq]) }),
  // conditions
  () => where(h, h, h),
  () => where(causalMask(seq, past), h, h),
  () => where(full([2, 1, 3], true, "bool"), x, x),
  () => where(causalMask(seq, 1), x, zeros([past, 12])),
  () => where(causalMask(seq, 1), x, zeros([seq, 12], "i32")),
  // the weights of a layer
  () => selfAttention(zeros([12]), { wq: w, wk: w, wv: w }),
  () => selfAttention(ids, { wq: w, wk: w, wv: w }),
  () => selfAttention(x, { wq: narrow, wk: w, wv: w }),
  () => selfAttention(x, { wq: w, wk: narrow, wv: w }),
  () => selfAttention(x, { wq: w, wk: zeros([6, 12]), wv: w }),
  () => selfAttention(x, { wq: w, wk: w, wv: zeros([12]) }),
  () => selfAttention(x, { wq: w, wk: w, wv: zeros([5, 12], "bool") }),
  () => selfAttention(x, { wq: w, bq: zeros([6]), wk: w, wv: w }),
  () => selfAttention(x, { wq: w, wk: w, bk: zeros([1, 12]), wv: w }),
  () => selfAttention(x, { wq: w, wk: w, wv: w, bv: zeros([12], "i32") }),
  () => selfAttention(x, { wq: w, wk: w, wv: w }, { mask: causalMask(seq, past) }),
  () => selfAttention(x, { wq: w, wk: w, wv: w }, { mask: zeros([1, seq, seq]) }),
  () => multiHeadAttention(zeros([12]), { wq: w, wk: w, wv: w, wo: w }, { heads: 3 }),
  () => multiHeadAttention(zeros([seq, 12], "i32"), { wq: w, wk: w, wv: w, wo: w }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: narrow, wk: w, wv: w, wo: w }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: narrow, wv: w, wo: w }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: narrow, wo: w }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: narrow }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: zeros([12]) }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: zeros([12, 12], "i32") }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: zeros([6, 12]), wv: w, wo: w }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: zeros([10, 12]), wo: zeros([12, 10]) }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w, bo: zeros([6]) }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w, bq: b, bk: memory }, { heads: 3 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, key: memory }),
  // the options of a layer
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 5 }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 0 }),
  () => multiHeadAttention(x, { wq: w, wk: narrow, wv: w, wo: w }, { heads: 3, key: memory, value: x }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, key: zeros([2, past, 12]) }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, key: zeros([12]) }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, key: zeros([past, 12], "i32") }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, mask: causalMask(past, seq) }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, mask: zeros([4, seq, seq]) }),
  () => multiHeadAttention(x, { wq: w, wk: w, wv: w, wo: w }, { heads: 3, mask: zeros([seq, seq], "i32") }),
];
