// Wrong programs: a mistake in one argument is reported at that argument, whether it is the first or another one.
import { causalMask } from "../../../src/attention/index.js";
import { add, div, embedding, layerNorm, linear, matmul, mergeHeads, mul, scale, sigmoid, silu, softmax, splitHeads, sqrt, sub, tanh, transpose, where, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const x = zeros([seq, 512]);
const w = zeros([64, 512]);
const row = zeros([512]);
const scalar = zeros([]);
const ids = zeros([seq], "i32");
const mask = causalMask(seq, 512);

export const cases: readonly (() => unknown)[] = [
  // the first argument
  () => add(ids, 1),
  () => sub(mask, x),
  () => div(ids, ids),
  () => silu(mask),
  () => sigmoid(mask),
  () => sqrt(ids),
  () => tanh(ids),
  () => scale(mask, 2),
  () => matmul(scalar, x),
  () => matmul(row, w),
  () => matmul(ids, x),
  () => linear(scalar, w),
  () => linear(ids, w),
  () => layerNorm(scalar),
  () => layerNorm(scalar, row, row),
  () => layerNorm(ids, row),
  () => softmax(scalar),
  () => softmax(mask, 1),
  () => splitHeads(row, 8),
  () => mergeHeads(x),
  () => transpose(scalar),
  () => embedding(row, ids),
  () => embedding(zeros([100, 512], "i32"), ids),
  () => where(x, x, x),
  // the others
  () => add(x, ids),
  () => sub(x, mask),
  () => mul(x, zeros([seq, 256])),
  () => mul(zeros([seq, 256]), x),
  () => add(row, zeros([seq, 256])),
  () => matmul(x, scalar),
  () => matmul(x, ids),
  () => linear(x, row),
  () => linear(x, zeros([64, 512], "bool")),
  () => linear(x, w, scalar),
  () => linear(x, w, zeros([64], "i32")),
  () => layerNorm(x, x),
  () => layerNorm(x, ids),
  () => layerNorm(x, row, zeros([256])),
  () => layerNorm(x, row, zeros([512], "bool")),
  () => softmax(x, 2),
  () => softmax(x, -3),
  () => embedding(x, x),
  () => where(mask, x, zeros([seq, 256])),
  () => where(mask, x, mask),
];
