import {
  add,
  append,
  attention,
  type CachedResult,
  cast,
  concat,
  layerNorm,
  linear,
  matmul,
  mergeHeads,
  program,
  reshape,
  scale,
  splitHeads,
  sum,
  transpose,
} from "heddle";
import { and, causal, window } from "heddle/attention";
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

/** What a decoder attends to: weights of as many keys as the cache has by then, beside which a head has a sink. */
const attended = program({
  name: "attended",
  params: { wq: [8, 8], wk: [8, 8], sinks: [2] },
  inputs: { x: ["seq", 8] },
  cache: { keys: [2, "past", 4] },
  body: ({ x, keys, wq, wk, sinks }) => {
    const k = append(keys, splitHeads(linear(x, wk), 2));
    const options = { causal: true, sinks, returns: ["probabilities"] } as const;
    return { out: attention(splitHeads(linear(x, wq), 2), k, k, options).probabilities, cache: { keys: k } };
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

/** Entries of which the axis that grows is the only one, the first, or the last, and a result that grows with them. */
export const layouts = program({
  name: "layouts",
  params: { w: [8, 8] },
  inputs: { x: ["seq", 8] },
  cache: { counts: { shape: ["past"], dtype: "i32" }, pairs: ["past", 2, 4], columns: [8, "past"] },
  body: ({ x, counts, pairs, columns, w }) => {
    const allCounts = concat([counts, cast(scale(sum(x, 1), 100), "i32")], 0);
    const allPairs = concat([pairs, reshape(linear(x, w), ["seq", 2, 4])], 0);
    const allColumns = concat([columns, transpose(x)], 1);
    const scores = add(matmul(x, allColumns), sum(allPairs, [1, 2]));
    const out = add(scores, scale(cast(allCounts, "f32"), 0.01));
    return { out, cache: { counts: allCounts, pairs: allPairs, columns: allColumns } };
  },
});

/** A cache of rows from which keys and values are computed anew in each call, with two windows. */
export const latent = program({
  name: "latent",
  params: { wk: [8, 8], wv: [8, 8], w: [8, 8] },
  inputs: { x: ["seq", 8] },
  cache: { rows: ["past", 8] },
  body: ({ x, rows, wk, wv, w }) => {
    const all = append(rows, linear(x, w));
    const [k, v] = [splitHeads(linear(all, wk), 2), splitHeads(scale(linear(all, wv), 0.5), 2)];
    const near = mergeHeads(attention(splitHeads(x, 2), k, v, { causal: true, window: { left: 2 } }));
    const far = attention(near, all, all, {
      mask: and(causal({ offset: "past" }), window({ left: 6, offset: "past" })),
    });
    return { out: far, cache: { rows: all } };
  },
});

/** A program with a cache, whatever its shapes. */
export interface CachedProgram extends ProgramGraph {
  evaluate(tensors: Readonly<Record<string, AnyTensor>>): CachedResult;
}

/** Every program here. */
export const programs: readonly CachedProgram[] = [decode, grouped, attended, plain, twice, layouts, latent];
