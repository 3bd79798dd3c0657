import fc from "fast-check";
import {
  add,
  any,
  cast,
  div,
  einsum,
  exp,
  gelu,
  layerNorm,
  linear,
  matmul,
  max,
  mean,
  min,
  mul,
  neg,
  prod,
  program,
  type Program,
  scale,
  silu,
  softmax,
  splitHeads,
  sub,
  sum,
  tanh,
  transpose,
  where,
} from "heddle";
import { multiHeadAttention, selfAttention } from "heddle/nn";
import { describe, expect, test } from "vitest";
import { lowerForVectors } from "../../../../codegen/compile.js";
import { GenerateError } from "../../../../codegen/errors.js";
import type { Module } from "../../../../codegen/ir/index.js";
import { type Machine, webAssembly } from "../../../../codegen/schedule/machine.js";
import { mha64x4 } from "../../../../presets/multi-head.js";
import { type AnyTensor, outputsOf } from "../../kernels/any-kernel.js";
import { distance } from "../../kernels/close.js";
import { attentionProgram, causalMha64x4 } from "../../kernels/programs.js";
import { randomPrograms } from "../../kernels/random-programs.js";
import { declaredTensors, randomParams } from "../../kernels/tensors.js";
import { expectSameBits } from "./same-bits.js";
import { WasmKernel } from "./wasm-kernel.js";

type Sizes = Readonly<Record<string, number>>;
type Tensors = Readonly<Record<string, AnyTensor>>;

/** The kernel of a program, checked against the interpreter bit by bit and against the evaluator. */
function check(made: Program, sizes: readonly Sizes[], tensorsFor: (sizes: Sizes) => Tensors, tolerance = 4e-6): void {
  const module = lowerForVectors(made, webAssembly);
  const kernel = new WasmKernel(module);
  expectSameBits(module, sizes, (dims) => dataOf(tensorsFor(dims)), kernel);
  // The evaluator takes longest.
  for (const dims of sizes.filter((_, i) => i % Math.ceil(sizes.length / 8) === 0)) {
    const tensors = tensorsFor(dims);
    const results = [...kernel.run(dims, dataOf(tensors)).values()];
    const expected = [...outputsOf(made, made.evaluate(tensors))];
    for (const [i, [name, { data }]] of expected.entries()) {
      const far = distance(results[i] ?? [], data, 1e-3);
      expect({ dims, name, far: far <= tolerance ? "near" : far }).toEqual({ dims, name, far: "near" });
    }
  }
}

function dataOf(tensors: Tensors): Readonly<Record<string, AnyTensor["data"]>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
}

/** Params with the spread of a trained layer's, and inputs in [-1, 1). */
const layerTensors =
  (made: Program) =>
  (sizes: Sizes): Tensors => ({ ...randomParams(made), ...declaredTensors(made.inputs, sizes) });
/** Everything in [-1, 1). */
const plainTensors =
  (made: Program) =>
  (sizes: Sizes): Tensors =>
    declaredTensors({ ...made.params, ...made.inputs }, sizes);

/** All lengths up to 36, and those around the blocks behind it. */
const lengths = [...Array.from({ length: 36 }, (_, i) => i + 1), 63, 64, 65, 97, 128, 130].map((seq) => ({ seq }));
const pairs = (sizes: readonly (readonly [number, number])[]): readonly Sizes[] => sizes.map(([n, m]) => ({ n, m }));

const selfAttention32 = program({
  name: "selfAttention32",
  params: { wq: [32, 32], wk: [32, 32], wv: [32, 32] },
  inputs: { x: ["seq", 32] },
  body: ({ x, ...weights }) => selfAttention(x, weights),
});

const layer = program({
  name: "layer",
  params: { wq: [6, 6], bq: [6], wk: [6, 6], bk: [6], wv: [6, 6], bv: [6], wo: [6, 6], bo: [6] },
  inputs: { x: ["n", 6], y: ["m", 6] },
  body: ({ x, y, ...weights }) => ({
    out: multiHeadAttention(x, weights, { heads: 2, causal: true }),
    heads: splitHeads(y, 3),
  }),
});

const { queries, keys } = webAssembly.attention;
const edges = pairs([
  [1, 1],
  [queries - 1, 7],
  [queries, 8],
  [queries + 1, 9],
  [2, keys - 1],
  [3, keys],
  [2, keys + 1],
]);

describe("real programs give the interpreter's bits, and what the evaluator gives", () => {
  test("multi-head attention, at all lengths up to 36 and some up to 130", () =>
    check(mha64x4, lengths, layerTensors(mha64x4)));

  test("causal attention, at all lengths up to 36 and some up to 130", () =>
    check(causalMha64x4, lengths, layerTensors(causalMha64x4)));

  test("self-attention with one head, at all lengths up to 36 and some up to 130", () =>
    check(selfAttention32, lengths, layerTensors(selfAttention32)));

  test.each([
    attentionProgram({ name: "full", heads: 2, width: 3, valueWidth: 5 }),
    attentionProgram({ name: "crossCausal", width: 8, causal: true }),
    attentionProgram({ name: "boolMask", heads: 2, width: 2, mask: { shape: ["n", "m"], dtype: "bool" } }),
    attentionProgram({ name: "floatMask", width: 9, causal: true, mask: { shape: ["m"], dtype: "f32" } }),
  ])("attention around the edges of blocks: $name", (made) => check(made, edges, plainTensors(made)));

  test("hidden keys don't spoil anything, whatever their values", () => {
    const made = attentionProgram({ name: "spoilt", width: 4, causal: true, keys: "n" });
    check(made, pairs([[9, 9]]), (sizes) => {
      const tensors = plainTensors(made)(sizes);
      const { v } = tensors;
      if (!v) throw new Error("there is a value");
      const data = Float32Array.from(v.data, Number);
      data[8 * 4 + 1] = Infinity;
      data[5 * 4 + 2] = NaN;
      return { ...tensors, v: { ...v, data } };
    });
  });

  test("scores that lie hundreds apart, wherever the greatest is", () => {
    const made = attentionProgram({ name: "far", width: 4, scale: 300 });
    // In some rows the greatest score is in the second block of keys: what came before is scaled down.
    const counts = [3, 4, 5, 6, 7, 8, 9, 10, 11, 17, 2 * keys, keys + 9];
    check(made, pairs(counts.map((m) => [12, m])), plainTensors(made), 1e-4);
  });

  test("products", () => {
    const deep = webAssembly.depth + 5;
    const made = program({
      name: "products",
      params: { w: [5, 7], b: [5], u: [3, deep] },
      inputs: { x: ["n", 7], y: ["m", 7], z: ["n", deep] },
      body: ({ x, y, z, w, b, u }) => ({
        projected: tanh(linear(x, w, b)),
        scores: matmul(x, transpose(y)),
        summed: matmul(transpose(x), x),
        inParts: linear(z, u),
      }),
    });
    check(made, pairs([1, 2, 3, 4, 5, 8, 9, 31].map((n) => [n, 17 - (n % 8)])), plainTensors(made));
  });

  test("rows and functions", () => {
    const made = program({
      name: "rows",
      params: { w: [6], b: [6] },
      inputs: { x: ["n", 6], y: [2, "m", 3] },
      body: ({ x, y, w, b }) => ({
        normal: layerNorm(x, w, b),
        soft: softmax(y, 1),
        active: gelu(silu(exp(y))),
        approximate: gelu(x, { approximate: "tanh" }),
        mean: mean(y, 0),
        max: max(x, 0, { keepDim: true }),
      }),
    });
    check(made, pairs([1, 2, 5].map((n) => [n, n + 4])), plainTensors(made));
  });

  test.each([false, true])("rows of any length, put together lane by lane; with a NaN: %s", (isSpoilt) => {
    const made = program({
      name: "folds",
      params: {},
      inputs: { x: ["m", "n"], y: ["m", "n"], b: { shape: ["m", "n"], dtype: "bool" } },
      body: ({ x, y, b }) => ({
        sum: sum(x, 1),
        all: mean(x),
        greatest: max(x, 1),
        least: min(scale(x, 2), 1),
        product: prod(scale(x, 1.5), 1),
        any: any(b, 1),
        soft: softmax(x, 1),
        products: einsum("mn,mn->m", x, y),
        columns: einsum("mn,mn->n", x, y),
      }),
    });
    const sizes = [1, 3, 7, 8, 9, 15, 16, 17, 33, 255, 256, 257, 300].map((n) => ({ m: 3, n }));
    check(made, sizes, (given) => {
      const tensors = plainTensors(made)(given);
      const { x } = tensors;
      if (!x || !isSpoilt) return tensors;
      const data = Float32Array.from(x.data, Number);
      data[Math.floor(data.length / 2)] = NaN;
      return { ...tensors, x: { ...x, data } };
    });
  });

  test("scores that are NaN or infinite", () => {
    const made = attentionProgram({ name: "odd", width: 4, causal: true, keys: "n" });
    check(
      made,
      pairs([
        [9, 9],
        [40, 40],
      ]),
      (sizes) => {
        const tensors = plainTensors(made)(sizes);
        const { q, k } = tensors;
        if (!q || !k) throw new Error("there are queries and keys");
        const [queryData, keyData] = [Float32Array.from(q.data, Number), Float32Array.from(k.data, Number)];
        queryData[2 * 4] = NaN;
        queryData[5 * 4] = 1e15;
        keyData[3 * 4] = Infinity;
        return { ...tensors, q: { ...q, data: queryData }, k: { ...k, data: keyData } };
      },
    );
  });

  test("ints, bools and what they choose", () => {
    const made = program({
      name: "arithmetic",
      params: {},
      inputs: { x: ["n"], y: ["n"], z: ["n"], c: { shape: ["m"], dtype: "bool" }, i: { shape: ["m"], dtype: "i32" } },
      body: ({ x, y, z, c, i }) => ({
        sums: sub(x, sub(y, add(z, add(x, y)))),
        quotients: div(x, add(scale(y, 0.25), mul(z, z))),
        negations: neg(neg(sub(neg(x), neg(scale(y, -0.1))))),
        chosen: where(where(c, cast(i, "bool"), c), cast(i, "f32"), neg(cast(c, "f32"))),
        counted: cast(where(c, c, cast(i, "bool")), "i32"),
      }),
    });
    // A quotient of small numbers: float32 rounds each step.
    check(made, pairs([1, 2, 9, 33].map((n) => [n, n + 3])), plainTensors(made), 1e-4);
  });

  test("a layer with heads that are split by layout alone", () =>
    check(layer, pairs([1, 2, 3, 4, 33, 50].map((n) => [n, 2])), plainTensors(layer), 1e-5));

  test("random programs on machines with small blocks", () => {
    fc.assert(
      fc.property(randomPrograms, machines, ({ program: random, sizes }, machine) => {
        const module = lowered(random, machine);
        if (module) expectSameBits(module, [sizes], (dims) => dataOf(plainTensors(random)(dims)));
      }),
      { numRuns: 100 },
    );
  });

  test("attention on machines with small blocks, at any length", () => {
    const attentions: readonly Program[] = [
      layer,
      attentionProgram({ name: "masked", heads: 2, width: 5, causal: true, mask }),
    ];
    const length = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...attentions), machines, length, length, (made, machine, n, m) => {
        const module = lowered(made, machine);
        if (!module) throw new Error("attention is refused");
        const tensors = layerTensors(made)({ n, m, seq: n });
        const kernel = new WasmKernel(module);
        expectSameBits(module, [{ n, m, seq: n }], () => dataOf(tensors), kernel);
        const [result] = kernel.run({ n, m, seq: n }, dataOf(tensors)).values();
        const expected = outputsOf(made, made.evaluate(tensors)).get("out");
        expect(distance(result ?? [], expected?.data ?? [], 1e-3)).toBeLessThan(4e-6);
      }),
      { numRuns: 30 },
    );
  });
});

const mask = { shape: ["n", "m"], dtype: "bool" } as const;

/** Machines with blocks so small that every loop over blocks runs several times, and seldom evenly. */
const machines: fc.Arbitrary<Machine> = fc.record({
  temporary: fc.constant("f32"),
  arithmetic: fc.constant("f32"),
  lanes: fc.constant(4),
  threads: fc.constant(true),
  tile: fc.record({
    rows: fc.constantFrom([1], [2, 1], [3, 1], [4, 2, 1]),
    columns: fc.constantFrom([4], [8], [12]),
    stretches: fc.constant(1),
    summands: fc.integer({ min: 1, max: 3 }),
    panelsOfRow: fc.integer({ min: 1, max: 3 }),
  }),
  blockElements: fc.integer({ min: 1, max: 40 }),
  padding: fc.constantFrom(0, 4),
  depth: fc.constantFrom(2, 4, 6),
  attention: fc.record({ queries: fc.integer({ min: 1, max: 7 }), keys: fc.integer({ min: 1, max: 13 }) }),
});

/** The module of a program; undefined for one that is refused. */
function lowered(random: Program, machine: Machine): Module | undefined {
  try {
    return lowerForVectors(random, machine);
  } catch (error) {
    if (error instanceof GenerateError) return undefined;
    throw error;
  }
}
