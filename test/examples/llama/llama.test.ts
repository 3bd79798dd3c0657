import { readFileSync } from "node:fs";
import { tensor, zeros } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import type { Target } from "../../../codegen/kernel.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { runDemo } from "../../../examples/llama/demo.js";
import { greedy, likeliest } from "../../../examples/llama/greedy.js";
import { PlainLlama } from "../../../examples/llama/plain-loops.js";
import { llama } from "../../../examples/llama/program.js";
import { randomWeights } from "../../../examples/llama/weights.js";
import { cachedKernels, elementsOf } from "../../codegen/cache/cached-kernel.js";
import { InterpretedCache } from "../../codegen/cache/interpreted-cache.js";
import type { CachedProgram } from "../../codegen/cache/programs.js";
import type { AnyTensor } from "../../codegen/kernels/any-kernel.js";
import { expectClose, expectSimilar } from "../../codegen/kernels/close.js";

const weights = randomWeights();
const params = Object.fromEntries(
  Object.entries(weights).map(([name, data]) => {
    const { shape } = Object.entries(llama.params).find(([param]) => param === name)![1];
    return [name, tensor(data, shape.map(Number))] as const;
  }),
);
const kernels = cachedKernels(llama);
const targets: readonly Target[] = ["wasm", "typescript"];

/** The logits after each of `ids`, by the plain loops. */
function expectedLogits(ids: readonly number[]): number[] {
  const plain = new PlainLlama(weights, ids.length);
  return ids.flatMap((id) => [...plain.next(id)]);
}

const ids = [1, 380, 236, 192, 511, 0, 442, 442, 17];

test("the program takes less than 60 lines", () => {
  const source = readFileSync(new URL("../../../examples/llama/program.ts", import.meta.url), "utf8");
  expect(source.trimEnd().split("\n").length).toBeLessThan(60);
});

test("the evaluator gives what plain loops give, in chunks", () => {
  const evaluated: CachedProgram = llama;
  let cache: Readonly<Record<string, AnyTensor>> = Object.fromEntries(
    Object.keys(llama.cache).map((name) => [name, zeros([4, 0, 8])]),
  );
  const logits: number[] = [];
  for (const chunk of [ids.slice(0, 4), ids.slice(4, 5), ids.slice(5)]) {
    const given = { ...params, ids: tensor(Int32Array.from(chunk), [chunk.length], "i32"), ...cache };
    const step = evaluated.evaluate(given);
    logits.push(...elementsOf(step.out));
    cache = step.cache;
  }
  expectClose(logits, expectedLogits(ids));
});

describe.each(targets)("the kernel for %s", (target) => {
  test("gives what plain loops give, a prompt at once and then token by token", async () => {
    const kernel = await kernels(target).create(params, { capacity: 4 });
    const logits: number[] = [];
    for (const chunk of [ids.slice(0, 5), ...ids.slice(5).map((id) => [id])]) {
      const out = new Float32Array(chunk.length * 512);
      kernel({ ids: Int32Array.from(chunk) }, out);
      logits.push(...out);
    }
    expectSimilar(logits, expectedLogits(ids));
  });

  test("gives the interpreter's bits", async () => {
    const kernel = await kernels(target).create(params);
    const expected =
      target === "wasm"
        ? new InterpretedCache(lowerForVectors(llama, webAssembly), "f32", params)
        : new InterpretedCache(lowerProgram(llama), "f64", params);
    for (const chunk of [ids.slice(0, 2), ...ids.slice(2, 8).map((id) => [id])]) {
      const out = new Float32Array(chunk.length * 512);
      kernel({ ids: Int32Array.from(chunk) }, out);
      expect([...out]).toEqual([...expected.step(Int32Array.from(chunk), chunk.length, "ids")]);
    }
  });

  test("decodes the tokens that plain loops decode", async () => {
    const kernel = await kernels(target).create(params);
    const plain = new PlainLlama(weights, 40);
    const prompt = [1, 2, 3];
    let next = likeliest(prompt.map((id) => plain.next(id)).at(-1)!);
    const wanted: number[] = [];
    for (let i = 0; i < 36; i++) {
      wanted.push(next);
      next = likeliest(plain.next(next));
    }
    expect(greedy((inputs, out) => kernel({ ...inputs }, out), prompt, 36)).toEqual(wanted);
    expect(new Set(wanted).size).toBeGreaterThan(12);
  });

  test.each([512, -1])("refuses the token %s, and keeps its cache", async (id) => {
    const kernel = await kernels(target).create(params);
    kernel({ ids: Int32Array.of(1) }, new Float32Array(512));
    expect(() => kernel({ ids: Int32Array.of(id) }, new Float32Array(512))).toThrow(RangeError);
    expect(kernel.length).toBe(1);
  });
});

test("the demo decodes the whole context with both", async () => {
  const kernel = await kernels("wasm").create(params);
  const model = Object.assign((inputs: { readonly ids: Int32Array }, out: Float32Array) => kernel({ ...inputs }, out), {
    reset: () => kernel.reset(),
  });
  const { kernel: run, loops, agree } = runDemo(model, weights, [1, 2]);
  expect(agree).toBe(true);
  expect(run.tokens).toHaveLength(511);
  expect(run.tokensPerSecond).toBeGreaterThan(loops.tokensPerSecond);
});
