import { add, append, argMax, dim, program, reshape, scale, sigmoid, tensor, topK, transpose } from "heddle";
import { expect, test } from "vitest";
import { compileKernel, lowerForVectors } from "../../../codegen/compile.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { compileWasm } from "../targets/wasm/host/kernel-folder.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import { subject, works } from "./check.js";
import { compile } from "./compile.js";
import { declaredTensors } from "./tensors.js";

const chosen = program({
  name: "chosen",
  params: {},
  inputs: { x: [3, "n", 7], long: ["n+2"] },
  body: ({ x, long }) => {
    const { values, indices } = topK(x, 4);
    const two = topK(long, 2);
    return { values: scale(values, 2), indices, all: topK(x, 7).indices, two: two.values, first: argMax(long) };
  },
});

test("the greatest elements are those of the evaluator, in the bits of the interpreter, on both targets", async () => {
  const checked = subject(chosen);
  const module = lowerForVectors(chosen, webAssembly);
  const kernel = new WasmKernel(module);
  for (const n of [1, 3, 11]) {
    const tensors = declaredTensors(chosen.inputs, { n });
    // Several of the greatest are the same.
    tensors["x"]?.data.forEach((x, i, data) => (data[i] = Math.round(3 * x)));
    await checked.expectClose(tensors);
    await checked.expectSameBits(tensors);
    const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data]));
    expectSameBits(module, [{ n }], () => data, kernel);
    const expected = checked.evaluate(tensors);
    for (const [name, { data: wanted }] of expected) expect(kernel.run({ n }, data).get(name)).toEqual(wanted);
  }
});

test("NaN is the greatest, -Infinity the least, and zeros of both signs are the same", async () => {
  const special = program({
    name: "special",
    params: {},
    inputs: { x: [8] },
    body: ({ x }) => topK(x, 8),
  });
  const x = tensor([-Infinity, 0, NaN, Infinity, -0, NaN, -1, -Infinity], [8]);
  const order = [2, 5, 3, 1, 4, 6, 0, 7];
  expect([...special.evaluate({ x }).indices.data]).toEqual(order);
  const plain = await subject(special).run({ x });
  const vectors = new WasmKernel(lowerForVectors(special, webAssembly)).run({}, { x: x.data });
  for (const name of ["indices", "values"] as const) {
    const wanted = name === "indices" ? order : order.map((i) => x.data[i]);
    expect([...(plain.get(name)?.data ?? [])]).toEqual(wanted);
    expect([...(vectors.get(name) ?? [])]).toEqual(wanted);
  }
});

test("the greatest along any axis, of what was computed before", async () => {
  const inner = program({
    name: "inner",
    params: {},
    inputs: { x: ["n", 6] },
    body: ({ x }) => {
      const y = sigmoid(add(x, 1));
      return { y, rows: argMax(y), columns: argMax(y, 0), parts: topK(reshape(y, ["n", 2, 3]), 1).values };
    },
  });
  for (const n of [1, 4]) await works(inner, { n });
});

test("an axis that is shorter than k is refused when its size is known", async () => {
  const short = program({
    name: "short",
    params: {},
    inputs: { x: [2, "n"] },
    body: ({ x }) => topK(x, 2),
  });
  for (const n of [2, 5]) await works(short, { n });
  const x = tensor([1, 2], [2, dim("n", 1)]);
  expect(() => short.evaluate({ x })).toThrow("topK: k 2 exceeds the last axis: [2, n] has sizes [2, 1]");
  for (const create of [await compile(short), await compileWasm(short)]) {
    const kernel = await create({});
    expect(() => kernel({ x })).toThrow("short: topK: k 2 exceeds the last axis of [2, n], with n = 1");
  }
});

test("a cache that may be shorter than k is refused", () => {
  const cached = program({
    name: "cached",
    params: {},
    inputs: { x: [1, 3] },
    cache: { scores: ["past", 3] },
    body: ({ x, scores }) => {
      const all = append(scores, x);
      return { out: topK(transpose(all), 2).indices, cache: { scores: all } };
    },
  });
  expect(() => compileKernel(cached, { command: "npx heddle generate" })).toThrow(
    "topK: k 2 may exceed the last axis of [3, past+1] while the cache is short",
  );
});
