import { append, attention, linear, mergeHeads, program, splitHeads, tensor, zeros } from "heddle";
import { describe, expect, test } from "vitest";
import type { Target } from "../../../codegen/kernel.js";
import { randomTensor } from "../../random.js";
import type { AnyTensor } from "../kernels/any-kernel.js";
import { expectClose } from "../kernels/close.js";
import { randomParams } from "../kernels/tensors.js";
import { cachedKernels, elementsOf } from "./cached-kernel.js";
import type { CachedProgram } from "./programs.js";

const targets: readonly Target[] = ["typescript", "wasm"];

/** Two sequences of different lengths side by side: `valid` positions of each are there, its last one is the last query. */
const ragged: CachedProgram = program({
  name: "ragged",
  params: { wq: [8, 8], wk: [4, 8], wv: [4, 8] },
  inputs: {
    x: [2, "seq", 8],
    valid: { shape: [2], dtype: "i32" },
    offset: { shape: [2], dtype: "i32" },
  },
  cache: { keys: [2, 1, "past", 4], values: [2, 1, "past", 4] },
  body: ({ x, valid, offset, keys, values, wq, wk, wv }) => {
    const k = append(keys, splitHeads(linear(x, wk), 1));
    const v = append(values, splitHeads(linear(x, wv), 1));
    const attended = attention(splitHeads(linear(x, wq), 2), k, v, { causal: { offset }, lengths: valid });
    return { out: mergeHeads(attended), cache: { keys: k, values: v } };
  },
});
const params = randomParams(ragged);
const kernels = cachedKernels(ragged);

/** Lengths for a call that finds `past` positions and adds `seq`: what there is, and what can't be. */
const lengths: Readonly<Record<string, (past: number, seq: number) => readonly [number, number]>> = {
  "all there are": (past, seq) => [past + seq, past + seq],
  "fewer of one": (past, seq) => [Math.max(1, past), past + seq],
  "more than there are": (past, seq) => [past + seq + 3, 1_000_000],
  "none, and less than none": () => [0, -4],
  "the limits of an int": () => [2 ** 31 - 1, -(2 ** 31)],
};

describe.each(targets)("lengths with a cache for %s", (target) => {
  test.each(Object.keys(lengths))("%s", async (name) => {
    const kernel = await kernels(target).create(params, { capacity: 2 });
    let cache: Readonly<Record<string, AnyTensor>> = { keys: zeros([2, 1, 0, 4]), values: zeros([2, 1, 0, 4]) };
    for (const [i, seq] of [3, 1, 1, 4, 1].entries()) {
      const valid = lengths[name]?.(kernel.length, seq) ?? [0, 0];
      // Far from the limits of an int the last query is the last valid position.
      const offset = valid.map((length) => (Math.abs(length) > 2 ** 30 ? 0 : length - seq));
      const given = {
        x: randomTensor([2, seq, 8], i + 1),
        valid: tensor(valid, [2], "i32"),
        offset: tensor(offset, [2], "i32"),
      };
      const step = ragged.evaluate({ ...params, ...given, ...cache });
      const [actual, expected] = [elementsOf(kernel(given)), elementsOf(step.out)];
      expectClose(actual, expected);
      for (const entry of [0, 1]) {
        const length = valid[entry] ?? 0;
        const rows = actual.subarray(entry * seq * 8, (entry + 1) * seq * 8);
        if (length <= 0) expect([...rows].every((value) => value === 0)).toBe(true);
      }
      cache = step.cache;
    }
  });
});
