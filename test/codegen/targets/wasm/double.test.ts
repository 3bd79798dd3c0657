import { append, attention, linear, mergeHeads, program, type Program, splitHeads } from "heddle";
import { alibi, causal, rope, softcap, window } from "heddle/attention";
import { afterAll, describe, expect, test } from "vitest";
import { lowerFor } from "../../../../codegen/compile.js";
import { interpret } from "../../../../codegen/ir/index.js";
import { webAssembly, webAssemblyDouble } from "../../../../codegen/schedule/machine.js";
import { wasmMachines } from "../../../../codegen/wasm-machines.js";
import { cachedKernels, elementsOf } from "../../cache/cached-kernel.js";
import { type AnyKernel, type AnyTensor, outputsOf } from "../../kernels/any-kernel.js";
import { distance } from "../../kernels/close.js";
import { declaredTensors, randomParams } from "../../kernels/tensors.js";
import { filesFor, importFrom, writeKernel } from "./host/kernel-folder.js";
import { firstDifference } from "./same-bits.js";
import { WasmKernel } from "./wasm-kernel.js";

const arithmetic = "f64";

/** Attention with a softmax in f64, after projections that are computed in float64 as well. */
const layer = program({
  name: "layer",
  params: { wq: [24, 24], wk: [12, 24], wv: [12, 24], wo: [24, 24] },
  inputs: { x: ["n", 24] },
  body: ({ x, wq, wk, wv, wo }) => {
    const [k, v] = [splitHeads(linear(x, wk), 2), splitHeads(linear(x, wv), 2)];
    return linear(mergeHeads(attention(splitHeads(linear(x, wq), 4), k, v, { causal: true, precision: "f64" })), wo);
  },
});
const inputs = { q: [3, "n", 5], k: [3, "m", 5], v: [3, "m", 7], sinks: [3] } as const;
const windowed = program({
  name: "windowed",
  params: {},
  inputs,
  body: ({ q, k, v, sinks }) => {
    const options = { mask: window({ left: 9, right: 2 }), score: softcap(3), sinks } as const;
    return attention(q, k, v, { ...options, precision: "f64", returns: ["probabilities", "logSumExp"] });
  },
});
const alone = program({
  name: "alone",
  params: {},
  inputs: { q: ["n", 8], k: ["m", 8] },
  body: ({ q, k }) => attention(q, k, k, { precision: "f64" }),
});
const biased = program({
  name: "biased",
  params: {},
  inputs: { q: inputs.q, k: inputs.k, v: inputs.v },
  body: ({ q, k, v }) => attention(q, k, v, { mask: causal(), score: alibi(3), precision: "f64" }),
});
const sizes = [
  { n: 1, m: 1 },
  { n: 7, m: 13 },
  { n: 30, m: 300 },
];

const kernels: AnyKernel[] = [];
afterAll(() => kernels.forEach((kernel) => kernel.dispose()));

const programs: readonly Program[] = [layer, windowed, alone, biased];

describe.each(programs.map((made) => ({ name: made.name, made })))("$name", ({ made }) => {
  const module = lowerFor(made, wasmMachines(made).plain);
  const params = randomParams(made);
  const tensorsFor = (dims: Readonly<Record<string, number>>): Readonly<Record<string, AnyTensor>> => ({
    ...params,
    ...declaredTensors(made.inputs, dims),
  });

  test("has the bits of the interpreter, and what the evaluator gives", () => {
    const wasm = new WasmKernel(module, { arithmetic });
    for (const given of sizes) {
      const dims = Object.fromEntries(module.dims.map((dim) => [dim, given[dim === "n" ? "n" : "m"]]));
      const tensors = tensorsFor(dims);
      const buffers = Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
      const expected = interpret(module, { dims, buffers, arithmetic });
      const exact = [...outputsOf(made, made.evaluate(tensors)).values()];
      for (const [i, [name, data]] of [...wasm.run(dims, buffers)].entries()) {
        expect({ name, differs: firstDifference(data, expected[name] ?? new Float32Array()) }).toEqual({
          name,
          differs: undefined,
        });
        expect(distance(data, exact[i]?.data ?? [], 1e-3)).toBeLessThanOrEqual(1e-6);
      }
    }
  });
});

test("a generated kernel has the bits of TypeScript's, on two threads too", async () => {
  const params = randomParams(layer);
  const wasm = { bytes: "base64", threads: true, relaxed: true } as const;
  const create = await importFrom(writeKernel(layer, { targets: ["wasm", "typescript"], wasm }));
  const forms = [{ target: "typescript" }, { target: "wasm" }, { target: "wasm", threads: 2 }];
  const [script, ...others] = await Promise.all(forms.map((options) => create(params, options)));
  if (!script) throw new Error("there is a kernel in TypeScript");
  kernels.push(script, ...others);
  for (const dims of sizes) {
    const given = declaredTensors(layer.inputs, dims);
    const expected = outputsOf(layer, script(given));
    for (const kernel of others) {
      for (const [name, { data }] of outputsOf(layer, kernel(given))) {
        expect(firstDifference(data, expected.get(name)?.data ?? new Float32Array())).toBeUndefined();
      }
    }
  }
});

test("a cache and rotary positions, whose tables have constants in float64, are those of TypeScript too", async () => {
  const turned = program({
    name: "turned",
    params: { wk: [16, 16] },
    inputs: { x: ["seq", 16] },
    cache: { keys: [2, "past", 8] },
    body: ({ x, keys, wk }) => {
      const k = append(keys, rope(splitHeads(linear(x, wk), 2), { offset: "past" }));
      const out = attention(splitHeads(x, 2), k, k, { causal: true, precision: "f64" });
      return { out, cache: { keys: k } };
    },
  });
  const params = randomParams(turned);
  const make = cachedKernels(turned);
  const [script, wasm] = await Promise.all([make("typescript").create(params), make("wasm").create(params)]);
  kernels.push(script, wasm);
  for (const seq of [5, 1, 40, 3]) {
    const given = declaredTensors(turned.inputs, { seq });
    expect(firstDifference(elementsOf(wasm(given)), elementsOf(script(given)))).toBeUndefined();
  }
});

test("only a softmax in f64 asks for float64, and there is no relaxed code for it", () => {
  const asking = (precision?: "f32" | "f64"): Program =>
    program({
      name: "asking",
      params: {},
      inputs: { q: ["n", 8], k: ["m", 8] },
      body: ({ q, k }) => attention(q, k, k, precision ? { precision } : {}),
    });
  expect(wasmMachines(asking("f64"))).toEqual({ plain: webAssemblyDouble });
  for (const other of [asking("f32"), asking()]) expect(wasmMachines(other).plain).toBe(webAssembly);
  const wasm = { bytes: "file", relaxed: true, threads: true } as const;
  const codeOf = (made: Program): readonly string[] =>
    filesFor(made, { targets: ["wasm"], wasm }).flatMap(({ path }) => (path.endsWith(".wasm") ? [path] : []));
  expect(codeOf(asking("f64"))).toEqual(["kernel.wasm", "kernel-threads.wasm"]);
  expect(codeOf(asking())).toHaveLength(4);
  const notes = [asking("f64"), asking()].map((made) => filesFor(made, { targets: ["wasm"] })[0]?.text ?? "");
  expect(notes.map((text) => /Arithmetic is in \w+/.exec(text)?.[0])).toEqual([
    "Arithmetic is in float64",
    "Arithmetic is in float32",
  ]);
});
