import { append, attention, linear, mergeHeads, program, type Program, splitHeads } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerForVectors } from "../../../../codegen/compile.js";
import { showProcedure } from "../../../../codegen/ir/index.js";
import { webAssembly } from "../../../../codegen/schedule/machine.js";
import { type AnyTensor, outputsOf } from "../../kernels/any-kernel.js";
import { distance } from "../../kernels/close.js";
import { attentionProgram } from "../../kernels/programs.js";
import { declaredTensors } from "../../kernels/tensors.js";
import { expectSameBits } from "./same-bits.js";
import { WasmKernel } from "./wasm-kernel.js";

type Sizes = Readonly<Record<string, number>>;
type Tensors = Readonly<Record<string, AnyTensor>>;

/** The kernel of a program, checked against the interpreter bit by bit and against the evaluator. */
function check(made: Program, sizes: readonly Sizes[], change = (tensors: Tensors): Tensors => tensors): WasmKernel {
  const module = lowerForVectors(made, webAssembly);
  const kernel = new WasmKernel(module);
  const tensorsFor = (dims: Sizes): Tensors => change(declaredTensors({ ...made.params, ...made.inputs }, dims));
  expectSameBits(module, sizes, (dims) => dataOf(tensorsFor(dims)), kernel);
  for (const dims of sizes) {
    const tensors = tensorsFor(dims);
    const results = [...kernel.run(dims, dataOf(tensors)).values()];
    for (const [i, [name, { data }]] of [...outputsOf(made, made.evaluate(tensors))].entries()) {
      const far = distance(results[i] ?? [], data, 1e-3);
      expect({ dims, name, far: far <= 1e-5 ? "near" : far }).toEqual({ dims, name, far: "near" });
    }
  }
  return kernel;
}

function dataOf(tensors: Tensors): Readonly<Record<string, AnyTensor["data"]>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
}

/** Whether a kernel packs keys and values, and whether it reads them where they lie. */
function waysOf({ module }: WasmKernel): readonly string[] {
  const text = module.procedures.map(showProcedure).join();
  return [text.includes("keyPanels[") ? "packed" : "", text.includes("# Take the query, scaled.") ? "in place" : ""];
}

/** The layer for the next token of a sequence whose keys and values are known. */
function decode(width: number, heads: number, keyHeads: number): Program {
  const small = (width / heads) * keyHeads;
  const [square, narrow] = [[width, width] as const, [small, width] as const];
  return program({
    name: "decode",
    params: { wq: square, bq: [width], wk: narrow, bk: [small], wv: narrow, bv: [small], wo: square, bo: [width] },
    inputs: { x: [1, width], keys: [keyHeads, "past", width / heads], values: [keyHeads, "past", width / heads] },
    body: ({ x, keys, values, wq, bq, wk, bk, wv, bv, wo, bo }) => {
      const k = append(keys, splitHeads(linear(x, wk, bk), keyHeads));
      const v = append(values, splitHeads(linear(x, wv, bv), keyHeads));
      return linear(mergeHeads(attention(splitHeads(linear(x, wq, bq), heads), k, v)), wo, bo);
    },
  });
}

const { keys: block } = webAssembly.attention;
const lengths = [1, 2, 5, 6, 7, 8, 12, 13, block - 1, block, block + 1, 2 * block + 7];

describe("one row gives the interpreter's bits, and what the evaluator gives", () => {
  test.each([
    [1, 1],
    [7, 5],
    [8, 64],
    [12, 3],
    [16, 16],
    [24, 9],
    [40, 12],
    [51, 33],
  ])("times a weight of %i x %i", (columns, depth) => {
    const made = program({
      name: "row",
      params: { w: [columns, depth], b: [columns] },
      inputs: { x: [1, depth] },
      body: ({ x, w, b }) => ({ plain: linear(x, w), biased: linear(x, w, b) }),
    });
    check(made, [{}]);
  });
});

test("a weight that one row and many rows are multiplied by is packed for both", () => {
  const made = program({
    name: "both",
    params: { w: [20, 12] },
    inputs: { x: [1, 12], y: ["n", 12] },
    body: ({ x, y, w }) => ({ one: linear(x, w), many: linear(y, w) }),
  });
  check(made, [{ n: 1 }, { n: 9 }]);
});

test.each([
  { rows: 1, widths: [16] },
  { rows: "seq", widths: [8] },
] as const)("a weight that $rows rows are multiplied by lies in panels that are $widths wide", ({ rows, widths }) => {
  const made = program({
    name: "rows",
    params: { w: [40, 12] },
    inputs: { x: [rows, 12] },
    body: ({ x, w }) => linear(x, w),
  });
  const packed = lowerForVectors(made, webAssembly).buffers.filter(({ role }) => role === "packed");
  expect(packed.map(({ extents }) => extents.at(-1)?.constant)).toEqual(widths);
});

describe("few queries give the interpreter's bits, and what the evaluator gives", () => {
  test.each([
    { name: "one", queries: 1, heads: 3, width: 8 },
    { name: "eight", queries: 8, heads: 2, width: 4, valueWidth: 12 },
    // The widest whose query and sums fit into registers, and wider ones.
    { name: "narrow", queries: 1, width: 16, valueWidth: 32 },
    { name: "wide", queries: 2, width: 20, valueWidth: 36 },
    { name: "wideCausal", queries: 3, width: 20, valueWidth: 8, causal: true },
    { name: "causal", queries: 3, width: 8, causal: true },
    { name: "boolMask", queries: 2, heads: 2, width: 4, mask: { shape: [2, "m"], dtype: "bool" } },
    { name: "floatMask", queries: 1, width: 4, mask: { shape: ["m"], dtype: "f32" } },
  ] as const)("where it is known that they are few: $name", (spec) => {
    const kernel = check(
      attentionProgram(spec),
      lengths.map((m) => ({ m })),
    );
    expect(waysOf(kernel)).toEqual(["", "in place"]);
  });

  test.each([
    { name: "plain", heads: 2, width: 8 },
    { name: "causal", width: 8, causal: true },
    { name: "boolMask", width: 4, mask: { shape: ["n", "m"], dtype: "bool" } },
  ] as const)("where a call says how many: $name", (spec) => {
    const sizes = [1, 3, 8, 9, 17].flatMap((n) => [1, 6, 13, block + 1].map((m) => ({ n, m })));
    expect(waysOf(check(attentionProgram(spec), sizes))).toEqual(["packed", "in place"]);
  });

  test("rows that don't fill vectors are packed", () => {
    const kernel = check(attentionProgram({ name: "narrow", queries: 1, width: 6 }), [{ m: 9 }]);
    expect(waysOf(kernel)).toEqual(["packed", ""]);
  });

  const mask = { shape: ["m"], dtype: "bool" } as const;
  test.each([
    attentionProgram({ name: "masked", queries: 1, width: 4, mask }),
    attentionProgram({ name: "causal", queries: 3, width: 4, causal: true }),
  ])(
    "hidden keys don't spoil anything, whatever their values: $name",
    (made) =>
      void check(made, [{ m: 9 }], (tensors) => {
        const { v, mask: given } = tensors;
        if (!v) throw new Error("there is a value");
        const spoilt = new Map([
          [4 * 3 + 1, Infinity],
          [4 * 7, NaN],
        ]);
        const data = Float32Array.from(v.data, (value, i) => spoilt.get(i) ?? Number(value));
        const open = Uint8Array.from({ length: 9 }, (_, key) => (key === 3 || key === 7 ? 0 : 1));
        return { ...tensors, v: { ...v, data }, ...(given ? { mask: { ...given, data: open } } : {}) };
      }),
  );

  test.each([
    [32, 4, 4],
    [32, 4, 1],
    [48, 6, 2],
  ])("the next token of a layer, %i wide with %i heads and %i of keys", (width, heads, keyHeads) => {
    check(
      decode(width, heads, keyHeads),
      lengths.map((past) => ({ past })),
    );
  });
});
