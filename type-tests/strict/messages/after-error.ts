// In strict mode too one mistake is one message, though the shape after it is unknown.
import { add, attention, concat, dim, linear, matmul, mergeHeads, relu, reshape, splitHeads, sum, zeros } from "heddle";

const seq = dim("seq", 4);
const x = zeros([seq, 6]);
const w = zeros([6, 6]);
const h = zeros([2, seq, 3]);

export const cases: readonly (() => unknown)[] = [
  () => linear(add(relu(matmul(x, x)), x), w),
  () => mergeHeads(attention(splitHeads(x, 4), h, h)),
  () => sum(reshape(concat([x, zeros([seq, 5])], 0), [5, 3]), 0),
];
