import { add, attention, program, type Program, scale } from "heddle";
import { causal } from "heddle/attention";
import { multiHeadAttention, selfAttention } from "heddle/nn";
import { describe, expect, test } from "vitest";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import { interpret, type Module } from "../../../codegen/ir/index.js";
import { javaScript, type Machine, webAssembly } from "../../../codegen/schedule/machine.js";
import type { Data } from "../../../src/graph/dtype.js";
import { expectSameBits, firstDifference } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import { type AnyTensor, outputsOf } from "./any-kernel.js";
import { subject, works } from "./check.js";
import { distance } from "./close.js";
import { resultPrograms, returning } from "./result-programs.js";
import { interpretProgram } from "./interpret.js";
import { declaredTensors } from "./tensors.js";

type Tensors = Readonly<Record<string, AnyTensor>>;

const sizes = [
  { n: 1, m: 1 },
  { n: 5, m: 40 },
  { n: 40, m: 23 },
  { n: 3, m: javaScript.attention.keys + 5 },
  { n: 9, m: 70 },
];

/** Of smaller blocks, that few keys fill some of. */
const small: Machine = { ...webAssembly, attention: { queries: 8, keys: 64 } };

/** The loops of a program for {@link small}, which several tests share. */
const modules = new Map<Program, Module>();

function smallModule(made: Program): Module {
  const module = modules.get(made) ?? lowerForVectors(made, small);
  modules.set(made, module);
  return module;
}

const none = new Float32Array();

function dataOf(tensors: Tensors) {
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
}

/** A step of the numbers that a softmax is rounded to: two ways to a score that differ in float32 may be as far apart. */
const steps: Readonly<Record<string, number>> = { half: 2 ** -10, brain: 2 ** -7 };

test.each(resultPrograms.map((made) => [made.name, made] as const))(
  "%s gives the interpreter's bits, and what the evaluator gives, on both targets",
  async (name, made) => {
    const checked = subject(made);
    const module = smallModule(made);
    const kernel = new WasmKernel(module);
    for (const dims of sizes) {
      const tensors = declaredTensors(made.inputs, dims);
      await checked.expectSameBits(tensors);
      expectSameBits(module, [dims], () => dataOf(tensors), kernel);
      const expected = outputsOf(made, made.evaluate(tensors));
      const [plain, vectors] = [await checked.run(tensors), kernel.run(dims, dataOf(tensors))];
      for (const [output, { data }] of expected) {
        const far = [
          distance(plain.get(output)?.data ?? [], data, 1e-3),
          distance(vectors.get(output) ?? [], data, 1e-3),
        ];
        const near = far.map((each, i) => each <= (i === 0 ? 1e-6 : (steps[name] ?? 3e-6)));
        expect({ dims, output, near }).toEqual({ dims, output, near: [true, true] });
      }
    }
  },
);

/** Without heads threads share the rows. */
const oneHead = program({
  name: "oneHead",
  params: {},
  inputs: { q: ["n", 4], k: ["m", 4], sink: [] },
  body: ({ q, k, sink }) => {
    const { output, ...others } = attention(q, k, k, {
      sinks: sink,
      causal: true,
      returns: ["probabilities", "logSumExp"],
    });
    return { out: output, ...others };
  },
});

test("threads hand on nothing that they don't share", () => {
  for (const made of [...resultPrograms, oneHead]) {
    const module = smallModule(made);
    for (const dims of [
      { n: 40, m: 23 },
      { n: 3, m: 130 },
    ]) {
      const tensors = declaredTensors(made.inputs, dims);
      const isBuffer = ([name]: readonly [string, unknown]) => module.buffers.some((each) => each.name === name);
      const buffers = Object.fromEntries(Object.entries(dataOf(tensors)).filter(isBuffer));
      const run = (parallel: "forwards" | "backwards") =>
        interpret(module, { dims, buffers, arithmetic: "f32", parallel });
      const [forwards, backwards] = [run("forwards"), run("backwards")];
      for (const { name } of module.buffers.filter(({ role }) => role === "output")) {
        const differs = firstDifference(backwards[name] ?? none, forwards[name] ?? none);
        expect({ made: made.name, dims, name, differs }).toEqual({ made: made.name, dims, name, differs: undefined });
      }
    }
  }
});

describe("NaN and infinities", () => {
  const names = ["probabilities", "maskedScores", "meanProbabilities", "logSumExp"] as const;
  const made = returning("odd", ({ maskFloat, sinks }) => ({ mask: maskFloat, sinks, causal: { offset: 1 } }), names);
  const unsunk = returning("unsunk", ({ mask }) => ({ mask }), names);
  const kernels = [made, unsunk].map((each) => ({
    each,
    plain: lowerProgram(each),
    kernel: new WasmKernel(lowerForVectors(each, webAssembly)),
  }));

  /** Where each result is NaN or infinite, on both targets, and in the evaluator. */
  function expectAlike(change: (data: Readonly<Record<string, Data>>) => void): void {
    for (const { each, plain, kernel } of kernels) {
      for (const dims of [
        { n: 5, m: 7 },
        { n: 12, m: 9 },
      ]) {
        const tensors = declaredTensors(each.inputs, dims);
        change(dataOf(tensors));
        const expected = outputsOf(each, each.evaluate(tensors));
        const float64 = interpretProgram(plain, each, tensors);
        for (const [name, { data }] of expected) {
          for (const actual of [float64.get(name), kernel.run(dims, dataOf(tensors)).get(name)]) {
            const far = distance(actual ?? [], data, 1e-3);
            expect({ made: each.name, dims, name, isNear: far <= 3e-6 }).toEqual({
              made: each.name,
              dims,
              name,
              isNear: true,
            });
          }
        }
      }
    }
  }

  const spoilers = [Number.NaN, Infinity, -Infinity];

  test.each(spoilers)("%s in a key or query is where the evaluator has it", (spoiler) => {
    expectAlike(({ k }) => k?.set([spoiler], 3 * 4 + 1));
    expectAlike(({ q }) => q?.set([spoiler], 2 * 4));
  });

  test.each(spoilers)("%s in a float mask, and for all keys of a query", (spoiler) => {
    expectAlike(({ maskFloat }) => maskFloat?.set([spoiler], 9));
    expectAlike(({ maskFloat, mask }) => {
      maskFloat?.fill(spoiler, 0, 14);
      mask?.fill(0, 0, 14);
    });
  });

  test.each(spoilers)("%s for a sink", (spoiler) => {
    expectAlike(({ sinks, maskFloat }) => {
      sinks?.set([spoiler], 1);
      maskFloat?.fill(-Infinity, 0, 7);
    });
  });

  test("scores that are all -Infinity though no mask hides them", () => {
    expectAlike(({ q, k }) => {
      q?.fill(-Infinity, 0, 4);
      k?.fill(1);
    });
  });
});

describe("whole programs", () => {
  const wide = { wq: [12, 12], wk: [12, 12], wv: [12, 12], wo: [12, 12], bo: [12] } as const;

  const layer = program({
    name: "layer",
    params: wide,
    inputs: { x: ["seq", 12] },
    body: ({ x, ...weights }) =>
      multiHeadAttention(x, weights, { heads: 3, causal: true, returns: ["headOutputs", "meanProbabilities"] }),
  });
  const { wq, wk, wv } = wide;
  const single = program({
    name: "single",
    params: { wq, wk, wv },
    inputs: { x: ["seq", 12] },
    body: ({ x, ...weights }) => selfAttention(x, weights, { returns: ["logSumExp", "meanProbabilities"] }),
  });

  test("a layer gives what its heads do on the way", async () => {
    await works(layer, { seq: 11 });
    const both: readonly Program[] = [layer, single];
    for (const made of both) {
      const tensors = declaredTensors({ ...made.params, ...made.inputs }, { seq: 19 });
      const kernel = new WasmKernel(lowerForVectors(made, webAssembly));
      const results = kernel.run({ seq: 19 }, dataOf(tensors));
      for (const [name, { data }] of outputsOf(made, made.evaluate(tensors))) {
        expect(distance(results.get(name) ?? [], data)).toBeLessThanOrEqual(3e-6);
      }
    }
  });

  test("values that nothing needs are not projected", () => {
    const made = program({
      name: "weights",
      params: { wq, wk, wv },
      inputs: { x: ["seq", 12] },
      body: ({ x, ...weights }) => ({ p: selfAttention(x, weights, { returns: ["probabilities"] }).probabilities }),
    });
    const { buffers } = lowerProgram(made);
    expect(buffers.filter(({ role }) => role === "param").map(({ name }) => name)).toEqual(["wq", "wk"]);
  });

  test("what follows weights is computed as they are stored, also where keys are passed over", async () => {
    const made = program({
      name: "followed",
      params: {},
      inputs: { q: [2, "n", 4], k: [2, "m", 4], bias: ["m"] },
      body: ({ q, k, bias }) => {
        const { probabilities } = attention(q, k, k, { mask: causal(), returns: ["probabilities"] });
        return add(scale(probabilities, 2), bias);
      },
    });
    await works(made, { n: 6, m: 9 });
  });
});
