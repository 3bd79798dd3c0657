// Wrong programs: attention to a memory whose keys and values are projected once.
import { crossAttention, decoderBlock, projectMemory } from "../../../src/nn/index.js";
import { zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const mem = dim("mem", 3);
const x = zeros([seq, 12]);
const w = zeros([12, 12]);
const encoded = zeros([mem, 6]);
const narrow = zeros([12, 6]);
const memory = { keys: zeros([3, mem, 4]), values: zeros([3, mem, 4]) };
const norm1 = { weight: zeros([12]) };
const norm2 = norm1;
const norm3 = norm1;
const attention = { wq: w, wk: w, wv: w, wo: w };
const feedForward = { up: w, down: w };

export const cases: readonly (() => unknown)[] = [
  // the memory
  () => projectMemory(zeros([6]), { wk: narrow, wv: narrow }, 3),
  () => projectMemory(zeros([mem, 6], "i32"), { wk: narrow, wv: narrow }, 3),
  () => projectMemory(encoded, { wk: w, wv: narrow }, 3),
  () => projectMemory(encoded, { wk: narrow, wv: narrow, bv: zeros([6]) }, 3),
  () => projectMemory(encoded, { wk: narrow, wv: zeros([10, 6]) }, 3),
  () => projectMemory(encoded, { wk: narrow, wv: narrow }, 5),
  // attention to it
  () => crossAttention(zeros([12]), { wq: w, wo: w }, memory, { heads: 3 }),
  () => crossAttention(zeros([seq, 12], "i32"), { wq: w, wo: w }, memory, { heads: 3 }),
  () => crossAttention(x, { wq: narrow, wo: w }, memory, { heads: 3 }),
  () => crossAttention(x, { wq: w, bq: zeros([6]), wo: w }, memory, { heads: 3 }),
  () => crossAttention(x, { wq: w, wo: narrow }, memory, { heads: 3 }),
  () => crossAttention(x, { wq: w, wo: zeros([12]) }, memory, { heads: 3 }),
  () => crossAttention(x, { wq: w, wo: zeros([12, 20]) }, memory, { heads: 5 }),
  () => crossAttention(x, { wq: zeros([6, 12]), wo: w }, memory, { heads: 3 }),
  () => crossAttention(x, { wq: w, wo: w }, { keys: memory.keys, values: zeros([3, seq, 4]) }, { heads: 3 }),
  () => crossAttention(x, { wq: w, wo: w }, memory, { heads: 3, mask: zeros([seq, seq], "bool") }),
  // a block with it
  () => decoderBlock(x, encoded, { norm1, attention, norm2, cross: { wq: w, wo: w }, norm3, feedForward }, { heads: 3 }),
  () => decoderBlock(x, memory, { norm1, attention, norm2, cross: { wq: narrow, wo: w }, norm3, feedForward }, { heads: 3 }),
  () => decoderBlock(x, { keys: zeros([3, mem, 5]), values: memory.values }, { norm1, attention, norm2, cross: { wq: w, wo: w }, norm3, feedForward }, { heads: 3 }),
  () => decoderBlock(x, memory, { norm1, attention, norm2, cross: { wq: w, wo: w }, norm3, feedForward }, { heads: 3 }, { bias: zeros([4, seq, mem]) }),
];
