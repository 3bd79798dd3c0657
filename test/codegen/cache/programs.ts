import { append, attention, type CachedResult, layerNorm, linear, mergeHeads, program, splitHeads } from "heddle";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import type { AnyTensor } from "../kernels/any-kernel.js";

/** Multi-head attention of width 8 in 2 heads with a cache, for prompts and tokens of any number. */
export const decode = program({
  name: "decode",
  params: { wq: [8, 8], wk: [8, 8], bk: [8], wv: [8, 8], wo: [8, 8] },
  inputs: { x: ["seq", 8] },
  cache: { keys: [2, "past", 4], values: [2, "past", 4] },
  body: ({ x, keys, values, wq, wk, bk, wv, wo }) => {
    const q = splitHeads(linear(x, wq), 2);
    const k = append(keys, splitHeads(linear(x, wk, bk), 2));
    const v = append(values, splitHeads(linear(x, wv), 2));
    return { out: linear(mergeHeads(attention(q, k, v, { causal: true })), wo), cache: { keys: k, values: v } };
  },
});

/** One token a call, four query heads to one of the cache, values wider than keys. */
export const grouped = program({
  name: "grouped",
  params: { wq: [16, 8], wk: [4, 8], wv: [6, 8] },
  inputs: { x: [1, 8] },
  cache: { keys: [1, "past", 4], values: [1, "past", 6] },
  body: ({ x, keys, values, wq, wk, wv }) => {
    const k = append(keys, splitHeads(linear(x, wk), 1));
    const v = append(values, splitHeads(linear(x, wv), 1));
    const out = mergeHeads(attention(splitHeads(linear(x, wq), 4), k, v, { causal: true }));
    return { out, cache: { keys: k, values: v } };
  },
});

/** A cache without heads, into which the projection writes by itself, and which two attentions read. */
export const plain = program({
  name: "plain",
  params: { w: [8, 8] },
  inputs: { x: ["seq", 8] },
  cache: { rows: ["past", 8] },
  body: ({ x, rows, w }) => {
    const all = append(rows, linear(x, w));
    return { out: attention(layerNorm(attention(x, all, all, { causal: true })), all, all), cache: { rows: all } };
  },
});

/** Two things appended one after the other: two positions a call. */
export const twice = program({
  name: "twice",
  params: { w: [8, 8] },
  inputs: { x: [1, 8] },
  cache: { rows: ["past", 8] },
  body: ({ x, rows, w }) => {
    const all = append(append(rows, x), linear(x, w));
    return { out: attention(x, all, all), cache: { rows: all } };
  },
});

/** A program with a cache, whatever its shapes. */
export interface CachedProgram extends ProgramGraph {
  evaluate(tensors: Readonly<Record<string, AnyTensor>>): CachedResult;
}

/** Every program here. */
export const programs: readonly CachedProgram[] = [decode, grouped, plain, twice];
