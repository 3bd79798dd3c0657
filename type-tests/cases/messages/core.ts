// Wrong programs. Each line of the list is one mistake, which every compiler and the run time describe in the same words.
import { attention, causalMask } from "../../../src/attention/index.js";
import { add, cast, concat, div, embedding, exp, full, gelu, layerNorm, linear, matmul, max, mean, mergeHeads, mul, narrow, permute, relu, reshape, scale, softmax, splitHeads, sub, sum, transpose, where, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const heads = dim("heads", 8);
const x = zeros([seq, 512]);
const h = splitHeads(x, 8);
const ids = zeros([seq], "i32");
const scalar = zeros([]);

export const cases: readonly (() => unknown)[] = [
  // dims
  () => dim("2x", 4),
  () => dim("d model", 512),
  // elementwise
  () => add(x, zeros([seq, 256])),
  () => sub(x, zeros([past, 512])),
  () => mul(h, zeros([4, seq, 64])),
  () => div(x, zeros([2, 1, 3, 256])),
  () => add(x, cast(x, "i32")),
  () => mul(ids, ids),
  () => exp(ids),
  () => relu(causalMask(seq, seq)),
  () => gelu(ids),
  () => scale(ids, 2),
  // matmul
  () => matmul(x, zeros([256, 64])),
  () => matmul(zeros([512]), zeros([512, 64])),
  () => matmul(x, zeros([512])),
  () => matmul(h, zeros([7, 64, 8])),
  () => matmul(h, h),
  () => matmul(x, cast(zeros([512, 64]), "bool")),
  // linear
  () => linear(h, zeros([64, 32])),
  () => linear(scalar, zeros([64, 32])),
  () => linear(x, zeros([512])),
  () => linear(x, zeros([64, 512]), zeros([512])),
  () => linear(x, zeros([64, 512]), zeros([1, 64])),
  () => linear(x, zeros([64, 512], "i32")),
  // layout
  () => splitHeads(x, 7),
  () => splitHeads(x, heads),
  () => splitHeads(zeros([seq, heads]), 8),
  () => splitHeads(zeros([seq, heads]), 0),
  () => splitHeads(zeros([512]), 8),
  () => mergeHeads(x),
  () => transpose(zeros([3])),
  () => permute(h, [0, 0, 2]),
  () => permute(h, [0, 1]),
  () => permute(h, [0, 1, 5]),
  () => permute(h, [0, -3, 1]),
  () => reshape(x, [seq, 8, 63]),
  () => reshape(x, [7, -1]),
  () => reshape(x, [-1, -1]),
  // concat and narrow
  () => concat([zeros([8, past, 64]), zeros([8, 1, 32])], 1),
  () => concat([zeros([8, past, 64]), zeros([8, 1, 64]), zeros([4, 1, 64])], -2),
  () => concat([x, h], 0),
  () => concat([x, x], 2),
  () => concat([ids, zeros([3])], 0),
  () => concat([], 0),
  () => narrow(x, 1, 0, 1000),
  () => narrow(x, 1, 500, 13),
  () => narrow(x, 0, 1, seq),
  () => narrow(x, 2, 0, 1),
  () => narrow(x, 1, -1, 1),
  // reduce and softmax
  () => softmax(h, 3),
  () => softmax(ids),
  () => sum(x, 2),
  () => mean(h, -4),
  () => max(causalMask(seq, seq), 0),
  // normalize, embedding, where
  () => layerNorm(x, zeros([256]), zeros([512])),
  () => layerNorm(x, zeros([512]), zeros([seq])),
  () => layerNorm(x, zeros([1, 512]), zeros([512])),
  () => embedding(zeros([100, 512]), zeros([seq])),
  () => embedding(zeros([512]), ids),
  () => where(causalMask(seq, past), x, x),
  () => where(x, x, x),
  () => where(full([seq, 1], true, "bool"), x, zeros([seq, 64])),
  // attention
  () => attention(h, zeros([8, past, 32]), zeros([8, past, 64])),
  () => attention(h, zeros([3, past, 64]), zeros([3, past, 64])),
  () => attention(h, zeros([8, past, 64]), zeros([8, seq, 64])),
  () => attention(h, zeros([8, past, 64]), zeros([4, past, 64])),
  () => attention(zeros([64]), h, h),
  () => attention(h, ids, h),
  () => attention(h, h, h, { mask: causalMask(seq, past) }),
  () => attention(h, h, h, { mask: full([2, 8, seq, seq], true, "bool") }),
  () => attention(h, h, h, { mask: zeros([seq, seq], "i32") }),
];
