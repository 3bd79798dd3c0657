import fc from "fast-check";
import { dim, program, tensor } from "heddle";
import { alibi } from "heddle/attention";
import { multiHeadAttention } from "heddle/nn";
import { describe, expect, test } from "vitest";
import type { Target } from "../../../codegen/kernel.js";
import { randomTensor } from "../../random.js";
import type { AnyTensor } from "../kernels/any-kernel.js";
import { expectClose } from "../kernels/close.js";
import { randomParams } from "../kernels/tensors.js";
import { cachedKernels, elementsOf } from "./cached-kernel.js";
import type { CachedProgram } from "./programs.js";

const targets: readonly Target[] = ["typescript", "wasm"];
const weights = { wq: [16, 8], wk: [8, 8], wv: [12, 8], wo: [8, 24], sinks: [4] } as const;

/** What is asked of attention, besides that it is causal. */
const variants = {
  plain: {},
  turned: { rope: { interleaved: true }, softcap: 5 },
  partly: { rope: { width: 2, base: 500, scaling: { kind: "ntk", factor: 2 } }, window: { left: 6 } },
  sloped: { window: { left: 9 } },
  capped: { softcap: 3, scale: 0.7, window: { left: 0 } },
} as const;

/** A layer with a cache, and the same for a whole sequence at once. */
interface Layers {
  readonly name: string;
  readonly step: CachedProgram;
  readonly whole: { evaluate(tensors: Readonly<Record<string, AnyTensor>>): AnyTensor };
}

function layers(
  name: string,
  options: (typeof variants)[keyof typeof variants],
  hasSinks: boolean,
  window?: number,
): Layers {
  const all = { ...options, heads: 4, kvHeads: 2 };
  // With sinks it matters that distances are right, not only their differences.
  const sloped = (offset: "past" | 0) => name === "sloped" && { score: alibi(4, { offset }) };
  const step = program({
    name,
    params: weights,
    inputs: { x: ["seq", 8] },
    cache: { keys: [2, "past", 4], values: [2, "past", 6] },
    window,
    body: ({ x, keys, values, sinks, ...w }) =>
      multiHeadAttention(x, w, { ...all, ...sloped("past"), ...(hasSinks && { sinks }), cache: { keys, values } }),
  });
  const whole = program({
    name: `${name}Whole`,
    params: weights,
    inputs: { x: ["seq", 8] },
    body: ({ x, sinks, ...w }) =>
      multiHeadAttention(x, w, { ...all, ...sloped(0), ...(hasSinks && { sinks }), causal: true }),
  });
  return { name, step, whole };
}

const programs = [
  layers("plain", variants.plain, false),
  layers("turned", variants.turned, true),
  layers("partly", variants.partly, false, 8),
  layers("sloped", variants.sloped, true, 9),
  layers("capped", variants.capped, false, 1),
];

describe.each(programs)("a layer that is $name", ({ step, whole }) => {
  const kernels = cachedKernels(step);
  const params = randomParams(step);
  const operations = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ add: fc.constantFrom(1, 1, 1, 2, 5, 13), back: fc.constant(0) }) },
      { weight: 1, arbitrary: fc.record({ add: fc.constantFrom(2, 7), back: fc.constantFrom(1, 2, 5) }) },
    ),
    { minLength: 1, maxLength: 12 },
  );

  test.each(targets)("gives in any chunks what it gives for all at once: %s", async (target) => {
    const kernel = await kernels(target).create(params, { capacity: 3 });
    fc.assert(
      fc.property(operations, fc.integer({ min: 0, max: 1000 }), (chunks, seed) => {
        kernel.reset();
        const x: number[] = [];
        const rows: number[] = [];
        for (const [i, { add, back }] of chunks.entries()) {
          const part = randomTensor([add, 8], seed + i).data;
          x.push(...part);
          rows.push(...elementsOf(kernel({ x: part })));
          const kept = x.length / 8 - Math.min(back, add);
          kernel.truncate(kept);
          [x.length, rows.length] = [kept * 8, kept * 8];
        }
        expect(kernel.length).toBe(x.length / 8);
        if (x.length > 0) expectClose(rows, elementsOf(whole.evaluate({ ...params, x: rowsOf(x) })));
      }),
      { numRuns: 12 },
    );
  });
});

function rowsOf(elements: readonly number[]): AnyTensor {
  return tensor(elements, [dim("seq", elements.length / 8), 8]);
}
