import { expect, test } from "vitest";
import { lowerForVectors } from "../../../codegen/compile.js";
import { javaScript, webAssembly } from "../../../codegen/schedule/machine.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import { outputsOf } from "./any-kernel.js";
import { subject } from "./check.js";
import { distance } from "./close.js";
import { scored, scorePrograms } from "./score-programs.js";
import { declaredTensors } from "./tensors.js";
import { window } from "heddle/attention";

const sizes = [
  { n: 1, m: 1 },
  { n: 1, m: 40 },
  { n: 19, m: 19 },
  { n: 40, m: 23 },
  { n: 7, m: javaScript.attention.keys + 5 },
  { n: 6, m: webAssembly.attention.keys + 9 },
  { n: webAssembly.attention.keys + 21, m: 17 },
];

test.each(scorePrograms.map((made) => [made.name, made] as const))(
  "%s gives the interpreter's bits, and what the evaluator gives, on both targets",
  async (_, made) => {
    const checked = subject(made);
    const module = lowerForVectors(made, webAssembly);
    const kernel = new WasmKernel(module);
    for (const dims of sizes) {
      const tensors = declaredTensors(made.inputs, dims);
      await checked.expectSameBits(tensors);
      const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data]));
      expectSameBits(module, [dims], () => data, kernel);
      const expected = outputsOf(made, made.evaluate(tensors)).get("out")?.data ?? [];
      const plain = (await checked.run(tensors)).get("out")?.data ?? [];
      const vectors = kernel.run(dims, data).get("out") ?? [];
      // Scores hundreds apart, as linear biases make them, lie so far apart in float32 too.
      const far = [distance(plain, expected, 1e-3) <= 1e-6, distance(vectors, expected, 1e-3) <= 3e-5];
      expect({ dims, near: far }).toEqual({ dims, near: [true, true] });
    }
  },
);

test("NaN in a key or value outside of the window of all queries doesn't reach the result", async () => {
  const made = scored("narrow", { mask: window({ left: 3, right: 0 }) });
  const checked = subject(made);
  const kernel = new WasmKernel(lowerForVectors(made, webAssembly));
  for (const dims of [
    { n: 4, m: 20 },
    { n: 12, m: 600 },
  ]) {
    const tensors = declaredTensors(made.inputs, dims);
    const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data]));
    const before = [(await checked.run(tensors)).get("out")?.data, kernel.run(dims, data).get("out")];
    for (const name of ["k", "v"]) data[name]?.fill(Number.NaN, (dims.n + 1) * 4, dims.m * 4);
    expect([(await checked.run(tensors)).get("out")?.data, kernel.run(dims, data).get("out")]).toEqual(before);
    expect(before.every((result) => result?.every(Number.isFinite))).toBe(true);
  }
});

test("documents one after the other, in blocks of their own and across them", () => {
  const made = scorePrograms.find(({ name }) => name === "documents");
  if (!made) throw new Error("there is a program with documents");
  const module = lowerForVectors(made, webAssembly);
  const kernel = new WasmKernel(module);
  for (const size of [50, 128, 1000]) {
    const dims = { n: 300, m: 300 };
    const tensors = declaredTensors(made.inputs, dims);
    for (const name of ["ids", "keyIds"])
      tensors[name]?.data.forEach((_, i, ids) => (ids[i] = Math.floor((i % 300) / size)));
    tensors["valid"]?.data.set([300, 170, 0]);
    const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data]));
    expectSameBits(module, [dims], () => data, kernel);
    const expected = outputsOf(made, made.evaluate(tensors)).get("out")?.data ?? [];
    expect(distance(kernel.run(dims, data).get("out") ?? [], expected)).toBeLessThan(3e-6);
  }
});

test("a query without a key gives zeros", async () => {
  const made = scored("late", { mask: window({ left: 2, right: 0, offset: -3 }) });
  const kernel = new WasmKernel(lowerForVectors(made, webAssembly));
  for (const dims of [
    { n: 5, m: 5 },
    { n: 40, m: 20 },
  ]) {
    const tensors = declaredTensors(made.inputs, dims);
    const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data]));
    for (const result of [(await subject(made).run(tensors)).get("out")?.data, kernel.run(dims, data).get("out")]) {
      const rows = Array.from({ length: dims.n }, (_, row) =>
        (result ?? new Float32Array()).slice(row * 4, row * 4 + 4),
      );
      const isBlind = (row: number): boolean => row < 3 || row - 5 >= dims.m;
      expect(rows.map((row) => row.every((x) => Object.is(x, 0)))).toEqual(rows.map((_, row) => isBlind(row)));
    }
  }
});
