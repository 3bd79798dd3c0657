import { append, cast, embedding, gather, narrow, program, sum, tensor, topK, where, zeros } from "heddle";
import { expect, test } from "vitest";
import { lowerForVectors } from "../../../codegen/compile.js";
import { showModule } from "../../../codegen/ir/index.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { compileWasm } from "../targets/wasm/host/kernel-folder.js";
import { complaint } from "../targets/wasm/host/kernel-folder.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import { outputsOf } from "./any-kernel.js";
import { subject } from "./check.js";
import { distance } from "./close.js";
import { compile } from "./compile.js";
import { gatherCases, gatherTensors } from "./gather-programs.js";

const sizes = [
  { n: 1, m: 1 },
  { n: 5, m: 3 },
  { n: 33, m: 8 },
];

test.each(gatherCases.map((given) => [given.made.name, given] as const))(
  "%s gives the interpreter's bits, and what the evaluator gives, on both targets",
  async (_, given) => {
    const { made } = given;
    const checked = subject(made);
    const module = lowerForVectors(made, webAssembly);
    const kernel = new WasmKernel(module);
    for (const dims of sizes) {
      const tensors = gatherTensors(given, dims);
      await checked.expectClose(tensors);
      await checked.expectSameBits(tensors);
      const data = Object.fromEntries(Object.entries(tensors).map(([name, { data: held }]) => [name, held]));
      expectSameBits(module, [dims], () => data, kernel);
      const results = [...kernel.run(dims, data).values()];
      for (const [i, { data: expected }] of [...outputsOf(made, made.evaluate(tensors)).values()].entries()) {
        expect(distance(results[i] ?? [], expected, 1e-3)).toBeLessThanOrEqual(1e-5);
      }
    }
  },
);

test("a row that is looked up is copied in vectors, and its index is read once", () => {
  const made = program({
    name: "rows",
    params: { table: [50, 8] },
    inputs: { ids: { shape: ["n"], dtype: "i32" } },
    body: ({ table, ids }) => embedding(table, ids),
  });
  expect(showModule(lowerForVectors(made, webAssembly)).split("procedure map")[1]).toMatchInlineSnapshot(`
    "(ids: i32[n], table: f32[50, 8], result: f32[n, 8]) {
      for axis0 in 0 .. n parallel (8) {
        index position = ids[axis0] within 0 .. 50
        for axis1 in 0 .. 8 step 4 {
          result[axis0, axis1 .. axis1 + 4] = table[position, axis1 .. axis1 + 4]
        }
      }
    }

    # Nothing has to be packed ahead of the calls.
    procedure prepare() {
    }

    # One call of the kernel.
    procedure run() {
      call map(ids, table, out)
    }
    "
  `);
});

const outside = program({
  name: "outside",
  params: { table: [5, 3], kept: { shape: [2], dtype: "i32" } },
  inputs: { ids: { shape: [2, "n"], dtype: "i32" }, x: ["m", 4], at: { shape: ["n"], dtype: "i32" } },
  body: ({ table, kept, ids, x, at }) => ({
    rows: embedding(table, ids),
    fixed: embedding(table, kept),
    x: gather(x, at, 0),
  }),
});

test.each([
  ["typescript", () => compile(outside)],
  ["wasm", () => compileWasm(outside)],
] as const)("%s refuses indices that are no positions, and leaves what a caller gave as it was", async (_, made) => {
  const create = await made();
  const table = new Float32Array(15);
  const kept = Int32Array.of(0, 4);
  expect(await complaint(() => create({ table, kept: Int32Array.of(0, 5) }))).toBe(
    "RangeError: outside: embedding: id 5 at position 1 of param kept is not a row of the table: give ids from 0 to 4",
  );
  const run = await create({ table, kept });
  const given = { ids: Int32Array.of(0, 1, 2, 3, 4, 0), x: new Float32Array(8), at: Int32Array.of(0, 1, 0) };
  const out = {
    rows: new Float32Array(18).fill(7),
    fixed: new Float32Array(6).fill(7),
    x: new Float32Array(12).fill(7),
  };
  expect(await complaint(() => run({ ...given, ids: Int32Array.of(0, 1, 2, 3, -4, 9) }, out))).toBe(
    "RangeError: outside: embedding: id -4 at position 4 of input ids is not a row of the table: give ids from 0 to 4",
  );
  expect(await complaint(() => run({ ...given, at: Int32Array.of(0, 2, 0) }, out))).toBe(
    "RangeError: outside: gather: index 2 at position 1 of input at is not on axis 0 of [m, 4]: give indices from 0 to 1",
  );
  expect(Object.values(out).every((data) => data.every((x) => x === 7))).toBe(true);
  run(given, out);
  expect(Object.values(out).every((data) => data.every((x) => x === 0))).toBe(true);
});

const computed = program({
  name: "computed",
  params: { table: [5, 3] },
  inputs: { x: ["n"], ids: { shape: ["n+1"], dtype: "i32" }, y: ["m"] },
  body: ({ table, x, ids, y }) => {
    const next = narrow(ids, 0, 1, "n");
    return {
      rows: embedding(table, cast(x, "i32")),
      later: embedding(table, next),
      y: gather(y, where(cast(next, "bool"), next, cast(zeros(["n"]), "i32")), 0),
      greatest: gather(y, topK(y, 1).indices, 0),
    };
  },
});

/** The sum of all values that calls have looked up. */
const remembering = program({
  name: "remembering",
  params: { table: [3, 1] },
  inputs: { id: [1] },
  cache: { values: ["past", 1] },
  body: ({ table, id, values }) => {
    const all = append(values, embedding(table, cast(id, "i32")));
    return { out: { sum: sum(all, 0) }, cache: { values: all } };
  },
});

test.each([
  ["typescript", () => compile(computed)],
  ["wasm", () => compileWasm(computed)],
] as const)("%s looks at the indices that it computes itself", async (target, made) => {
  const kernel = await (await made())({ table: Float32Array.from({ length: 15 }, (_, i) => i) });
  const given = (x: readonly number[], ids: readonly number[]) => ({
    x: Float32Array.from(x),
    ids: Int32Array.from(ids),
    y: Float32Array.of(0, 10, 20),
  });
  // The first id is cut off, so it may be anything.
  const results = outputsOf(computed, kernel(given([0.5, 4.9, -0.9, 2], [99, 2, 0, 1, 2])));
  expect([...results].map(([name, { data }]) => [name, Array.from(data).join(" ")])).toEqual([
    ["rows", "0 1 2 12 13 14 0 1 2 6 7 8"],
    ["later", "6 7 8 0 1 2 3 4 5 6 7 8"],
    ["y", "20 0 10 20"],
    ["greatest", "20"],
  ]);
  const out = {
    rows: new Float32Array(6),
    later: new Float32Array(6),
    y: new Float32Array(2),
    greatest: new Float32Array(1),
  };
  expect(await complaint(() => kernel(given([0, 5], [0, 1, 2]), out))).toBe(
    "RangeError: computed: embedding: id 5 at position 1 is not a row of the table: give ids from 0 to 4",
  );
  if (target === "wasm") expect(Object.values(out).every((data) => data.every((value) => value === 0))).toBe(true);
  expect(await complaint(() => kernel(given([0, 1, 2], [0, 1, -7, -8])))).toBe(
    "RangeError: computed: embedding: id -7 at position 1 is not a row of the table: give ids from 0 to 4",
  );
  expect(await complaint(() => kernel(given([0, 1, 2], [0, 1, 2, 4])))).toBe(
    "RangeError: computed: gather: index 4 at position 2 is not on axis 0 of [m]: give indices from 0 to 2",
  );
  expect(outputsOf(computed, kernel(given([1], [0, 1]))).get("y")?.data).toEqual(Float32Array.of(10));
});

test.each([
  ["typescript", () => compile(remembering)],
  ["wasm", () => compileWasm(remembering)],
] as const)("%s adds nothing to a cache in a call with an index that is outside", async (_, made) => {
  const kernel = await (await made())({ table: Float32Array.of(1, 2, 4) });
  const total = (id: number) => outputsOf(remembering, kernel({ id: Float32Array.of(id) })).get("sum")?.data[0];
  expect([total(0), total(1)]).toEqual([1, 3]);
  expect(await complaint(() => total(3))).toContain("embedding: id 3 at position 0 is not a row of the table");
  expect([total(2), total(2)]).toEqual([7, 11]);
});

test("indices that the program computes rightly are not looked at", () => {
  const sure = program({
    name: "sure",
    params: {},
    inputs: { x: [4, "n+8"], y: ["n+9"], z: ["n"] },
    body: ({ x, y }) => ({
      best: gather(y, topK(x, 3).indices, 0),
      fixed: gather(y, tensor([8, 0], [2], "i32"), 0),
    }),
  });
  expect(showModule(lowerForVectors(sure, webAssembly))).not.toContain("checkIndices");
});

test("indices that the program brings along are looked at when it is generated", () => {
  const wrong = program({
    name: "wrong",
    params: { table: [4, 2] },
    inputs: {},
    body: ({ table }) => embedding(table, tensor([3, 1, 4], [3], "i32")),
  });
  expect(() => lowerForVectors(wrong, webAssembly)).toThrow(
    "embedding: id 4 at position 2 is not a row of the table: give ids from 0 to 3",
  );
});
