// Wrong programs: reductions, concat, append, stack, split, chunk, narrow, gather, topK.
import { add, all, any, append, argMax, chunk, concat, embedding, gather, max, mean, min, narrow, prod, split, splitHeads, stack, sum, topK, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const x = zeros([seq, 512]);
const h = zeros([8, seq, 64]);
const cache = zeros([8, past, 64]);
const ids = zeros([seq], "i32");
const mask = zeros([seq, seq], "bool");

export const cases: readonly (() => unknown)[] = [
  // reductions
  () => sum(h, 3),
  () => mean(h, -4),
  () => max(h, [0, 3]),
  () => min(h, [0, 0]),
  () => prod(h, [1, -2]),
  () => sum(h, [0, 1, 2, -1]),
  () => mean(x, 2, { keepDim: true }),
  () => mean(x, [1, 1], { keepDim: true }),
  () => sum(x, 0.5),
  () => sum(zeros([]), 0),
  () => min(ids),
  () => prod(mask, 0),
  () => sum(mask),
  () => any(x),
  () => all(ids, 0),
  () => any(mask, [2, 0]),
  () => add(sum(h, [0, 2], { keepDim: true }), zeros([9, 3, 1])),
  // concat
  () => concat([h, zeros([4, seq, 64])], 1),
  () => concat([cache, zeros([8, 1, 64]), zeros([8, 1, 32])], -2),
  () => concat([cache, cache, zeros([1, 64])], 1),
  () => concat([x, x], -3),
  () => concat([x, x], 5),
  () => concat([x, x, zeros([seq, 512], "i32")], 0),
  () => concat([mask, x], 0),
  () => concat([zeros([]), zeros([])], 0),
  // append
  () => append(cache, zeros([8, 1, 32])),
  () => append(cache, zeros([4, seq, 64])),
  () => append(cache, zeros([seq, 64])),
  () => append(cache, zeros([64])),
  () => append(zeros([64]), cache),
  () => append(cache, zeros([8, seq, 64], "i32")),
  () => append(append(cache, h), zeros([8, 1, 65])),
  // stack
  () => stack([x, zeros([seq, 256])], 0),
  () => stack([x, x, h], 1),
  () => stack([x, x], 3),
  () => stack([x, x], -4),
  () => stack([x, zeros([seq, 512], "i32")], 0),
  () => stack([], 0),
  // split
  () => split(x, [256, 128], 1),
  () => split(x, [256, 256, 1], -1),
  () => split(x, [seq, 1], 0),
  () => split(append(cache, h), [past, past], 1),
  () => split(x, [], 1),
  () => split(x, [513, -1], 1),
  () => split(x, [256, 256], 2),
  // chunk
  () => chunk(x, 7, 1),
  () => chunk(x, 3, -1),
  () => chunk(zeros([seq, 509]), 2, 1),
  () => chunk(x, 2, 0),
  () => chunk(x, 0, 1),
  () => chunk(x, -2, 1),
  () => chunk(x, 2.5, 1),
  () => chunk(x, 2, 2),
  () => splitHeads(zeros([seq, 768]), 7),
  () => splitHeads(zeros([seq, 640]), 12),
  // narrow
  () => narrow(x, 1, 256, 257),
  () => narrow(x, 0, 1, seq),
  () => narrow(append(cache, zeros([8, 1, 64])), 1, past, 2),
  () => narrow(x, 2, 0, 1),
  () => narrow(x, 1, -1, 1),
  () => narrow(x, 1, 0.5, 1),
  () => narrow(x, 1, 0, -1),
  // gather
  () => gather(x, x, 0),
  () => gather(x, ids, 2),
  () => gather(x, mask, -1),
  () => gather(zeros([]), ids, 0),
  () => embedding(h, ids),
  () => embedding(x, mask),
  // topK and argMax
  () => topK(x, 513),
  () => topK(zeros([8, "seq+4"]), 0),
  () => topK(h, -1),
  () => topK(h, 2.5),
  () => topK(zeros([3, 4]), 5),
  () => topK(zeros([]), 1),
  () => topK(ids, 2),
  () => argMax(h, 3),
  () => argMax(mask),
  () => argMax(zeros([])),
];
