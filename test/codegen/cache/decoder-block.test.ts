import { dim, program, zeros } from "heddle";
import { decoderBlock, projectMemory } from "heddle/nn";
import { describe, expect, test } from "vitest";
import type { Target } from "../../../codegen/kernel.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { randomTensor } from "../../random.js";
import { type AnyTensor, outputsOf } from "../kernels/any-kernel.js";
import { expectClose } from "../kernels/close.js";
import { randomParams } from "../kernels/tensors.js";
import { importFrom, writeKernel } from "../targets/wasm/host/kernel-folder.js";
import { cachedKernels, elementsOf } from "./cached-kernel.js";
import type { CachedProgram } from "./programs.js";

const targets: readonly Target[] = ["typescript", "wasm"];

interface EvaluatedProgram extends ProgramGraph {
  evaluate(tensors: Readonly<Record<string, AnyTensor>>): Readonly<Record<string, AnyTensor>>;
}

/** Keys and values of the memory, once for all steps. */
const read: EvaluatedProgram = program({
  name: "read",
  params: { wk: [8, 6], bk: [8], wv: [8, 6] },
  inputs: { memory: ["mem", 6] },
  body: ({ memory, ...weights }) => ({ ...projectMemory(memory, weights, 2) }),
});

/** A decoder of two blocks, which attends to them. */
const write: CachedProgram = program({
  name: "write",
  params: { weight: [8], bias: [8], w: [8, 8], b: [8], up: [20, 8], gate: [20, 8], down: [8, 20] },
  inputs: { x: ["seq", 8], memoryKeys: [2, "mem", 4], memoryValues: [2, "mem", 4] },
  cache: { keys0: [2, "past", 4], values0: [2, "past", 4], keys1: [2, "past", 4], values1: [2, "past", 4] },
  body: ({ x, memoryKeys, memoryValues, keys0, values0, keys1, values1, weight, bias, w, b, up, gate, down }) => {
    const norm = { weight, bias };
    const own = { wq: w, bq: b, wk: w, wv: w, bv: b, wo: w };
    const weights = { norm1: norm, attention: own, norm2: norm, cross: { wq: w, wo: w, bo: b }, norm3: norm };
    const memory = { keys: memoryKeys, values: memoryValues };
    const all = { ...weights, feedForward: { up, gate, down } };
    const first = decoderBlock(x, memory, all, { heads: 2, rope: {}, cache: { keys: keys0, values: values0 } });
    const { out, cache } = decoderBlock(first.out, memory, all, {
      heads: 2,
      order: "post",
      rope: {},
      cache: { keys: keys1, values: values1 },
    });
    const kept = { keys0: first.cache.keys, values0: first.cache.values, keys1: cache.keys, values1: cache.values };
    return { out, cache: kept };
  },
});

const [readParams, writeParams] = [randomParams(read), randomParams(write)];
const readFolder = writeKernel(read, { targets: ["wasm", "typescript"] });
const writers = cachedKernels(write);
const memory = randomTensor([dim("mem", 5), 6], 3);

describe.each(targets)("a decoder with a cache and a memory for %s", (target) => {
  test("gives what the evaluator gives, in chunks", async () => {
    const reader = await (await importFrom(readFolder))(readParams, { target });
    const expected = read.evaluate({ ...readParams, memory });
    const given = outputsOf(read, reader({ memory }));
    for (const name of ["keys", "values"] as const) {
      expectClose(elementsOf(given.get(name) ?? zeros([1])), elementsOf(expected[name] ?? zeros([1])));
    }
    const writer = await writers(target).create(writeParams, { capacity: 2 });
    const empty = zeros([2, 0, 4]);
    let cache: Readonly<Record<string, AnyTensor>> = { keys0: empty, values0: empty, keys1: empty, values1: empty };
    for (const [i, rows] of [3, 1, 1, 4, 1].entries()) {
      const x = randomTensor([rows, 8], i + 1);
      const inputs = { x, memoryKeys: expected["keys"] ?? memory, memoryValues: expected["values"] ?? memory };
      const step = write.evaluate({ ...writeParams, ...inputs, ...cache });
      expectClose(elementsOf(writer(inputs)), elementsOf(step.out));
      cache = step.cache;
    }
    expect(writer.length).toBe(10);
  });
});
