import { append, attention, linear, mergeHeads, program, splitHeads } from "heddle";
import { multiHeadAttention } from "heddle/nn";
import type { ProgramGraph } from "../codegen/plan/program.js";
import { llama } from "../examples/llama/program.js";
import { useLite } from "../examples/use-lite/program.js";
import type { LayerTask, ProductTask, Task } from "./tasks.js";

const [matrix512, bias512] = [[512, 512] as const, [512] as const];

/** Multi-head self-attention for the next token of a sequence, whose keys and values so far lie in a cache. */
const decode512x8 = program({
  name: "decode512x8",
  params: {
    wq: matrix512,
    bq: bias512,
    wk: matrix512,
    bk: bias512,
    wv: matrix512,
    bv: bias512,
    wo: matrix512,
    bo: bias512,
  },
  inputs: { x: [1, 512] },
  cache: { keys: [8, "past", 64], values: [8, "past", 64] },
  body: ({ x, keys, values, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const q = splitHeads(linear(x, wq, bq), 8);
    const k = append(keys, splitHeads(linear(x, wk, bk), 8));
    const v = append(values, splitHeads(linear(x, wv, bv), 8));
    return { out: linear(mergeHeads(attention(q, k, v)), wo, bo), cache: { keys: k, values: v } };
  },
});

const made = new Map<string, ProgramGraph>();

/** The program that does a task, whatever the size of its one named dim. Throws RangeError where there is none. */
export function programFor(task: Task): ProgramGraph {
  const name = programName(task);
  const found = made.get(name) ?? makeProgram(name, task);
  made.set(name, found);
  return found;
}

/** What the program that does a task is called. */
export function programName(task: Task): string {
  switch (task.kind) {
    case "layer":
      return `mha${task.width}x${task.heads}${task.isCausal ? "Causal" : ""}`;
    case "decode":
      return `decode${task.width}x${task.heads}`;
    case "product":
      return `gemm${task.depth}`;
    case "sentence":
      return useLite.name;
    case "text":
      return llama.name;
  }
}

/** The name and size of the one named dim of a task's program. */
export function dimOf(task: Task): readonly [string, number] {
  switch (task.kind) {
    case "layer":
      return ["seq", task.seq];
    case "decode":
      return ["past", task.past];
    case "product":
      return ["rows", task.rows];
    case "sentence":
      return ["seq", task.ids.length];
    case "text":
      return ["past", task.tokens];
  }
}

/** The size of the one named dim of a task's program. */
export function sizeOf(task: Task): number {
  return dimOf(task)[1];
}

function makeProgram(name: string, task: Task): ProgramGraph {
  switch (task.kind) {
    case "layer":
      return layer(name, task);
    case "decode":
      if (name === decode512x8.name) return decode512x8;
      throw new RangeError(`there is no program ${name}`);
    case "product":
      return product(name, task);
    case "sentence":
      return useLite;
    case "text":
      return llama;
  }
}

/** Multi-head self-attention with its four projections. */
function layer(name: string, { width, heads, isCausal }: LayerTask): ProgramGraph {
  return program({
    name,
    params: layerShapes(width),
    inputs: { x: ["seq", width] },
    body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads, causal: isCausal }),
  });
}

/** A product with a matrix. */
function product(name: string, { depth, columns }: ProductTask): ProgramGraph {
  return program({
    name,
    params: { w: [columns, depth] },
    inputs: { x: ["rows", depth] },
    body: ({ x, w }) => linear(x, w),
  });
}

function layerShapes(width: number) {
  const [matrix, bias] = [[width, width] as const, [width] as const];
  return { wq: matrix, bq: bias, wk: matrix, bk: bias, wv: matrix, bv: bias, wo: matrix, bo: bias };
}
