import { append, attention, linear, mergeHeads, program, type Program, splitHeads } from "heddle";
import { mha512x8, mha512x8Causal, mha64x4 } from "../presets/multi-head.js";
import type { Task } from "./tasks.js";

const [matrix, bias] = [[512, 512] as const, [512] as const];

/** Multi-head self-attention of d_model 512 in 8 heads, for the next token of a sequence whose keys and values are known. */
const decode512x8 = program({
  name: "decode512x8",
  params: { wq: matrix, bq: bias, wk: matrix, bk: bias, wv: matrix, bv: bias, wo: matrix, bo: bias },
  inputs: { x: [1, 512], keys: [8, "past", 64], values: [8, "past", 64] },
  body: ({ x, keys, values, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const q = splitHeads(linear(x, wq, bq), 8);
    const k = append(keys, splitHeads(linear(x, wk, bk), 8));
    const v = append(values, splitHeads(linear(x, wv, bv), 8));
    return linear(mergeHeads(attention(q, k, v)), wo, bo);
  },
});

/** A product with a square matrix of 512. */
const gemm512 = program({
  name: "gemm512",
  params: { w: matrix },
  inputs: { x: ["rows", 512] },
  body: ({ x, w }) => linear(x, w),
});

const programs: readonly Program[] = [mha512x8, mha512x8Causal, mha64x4, decode512x8, gemm512];

/** The program that does a task. Throws RangeError where there is none. */
export function programFor(task: Task): Program {
  const found = programs.find(({ name }) => name === nameOf(task));
  if (!found) throw new RangeError(`there is no program ${nameOf(task)}`);
  return found;
}

/** The size of the one named dim of a task's program. */
export function sizeOf(task: Task): number {
  switch (task.kind) {
    case "layer":
      return task.seq;
    case "decode":
      return task.past;
    case "product":
      return task.rows;
  }
}

function nameOf(task: Task): string {
  switch (task.kind) {
    case "layer":
      return `mha${task.width}x${task.heads}${task.isCausal ? "Causal" : ""}`;
    case "decode":
      return `decode${task.width}x${task.heads}`;
    case "product":
      return `gemm${task.depth}`;
  }
}
