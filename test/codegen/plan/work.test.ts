import { add, attention, embedding, exp, linear, narrow, program, type Program, reshape, tensor } from "heddle";
import { describe, expect, test } from "vitest";
import { compileKernel } from "../../../codegen/compile.js";
import { GenerateError } from "../../../codegen/errors.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { mha512x8, mha512x8Causal } from "../../../presets/multi-head.js";

const command = "npx heddle generate";

function inspect(graph: ProgramGraph, dims?: Readonly<Record<string, number>>) {
  return compileKernel(graph, { command }).inspect(dims);
}

describe("what a call of mha512x8 does at seq 128", () => {
  const seq = 128;
  const inspection = inspect(mha512x8, { seq });

  test("in floating-point operations", () => {
    // Four projections: 512 x 512 products and their sums for each row, and the bias.
    const projections = 4 * (2 * seq * 512 * 512 + seq * 512);
    // For each head, query and key: a product of 64 for the score, 4 for the softmax, and 64 columns of the value.
    const attended = 8 * seq * seq * (2 * 64 + 4 + 2 * 64);
    expect(inspection.flops.value).toBe(projections + attended);
    expect(inspection.flops.value).toBe(302_776_320);
  });

  test("in bytes", () => {
    expect(inspection.bytes.value).toBe(4 * (4 * (512 * 512 + 512) + 2 * seq * 512));
  });

  test("in memory", () => {
    // Query, key, value and context, and for each row its greatest score, its total and a head's weighted values.
    expect(inspection.memory.total.value).toBe(8 * (4 * seq * 512 + 2 * seq + seq * 64));
    const sizes = inspection.memory.buffers.map(({ size }) => size.value ?? Number.NaN);
    expect(sizes.reduce((total, bytes) => total + bytes, 0)).toBe(inspection.memory.total.value);
  });

  test("with formulas where no size is given", () => {
    const { flops, bytes, memory, dims } = inspect(mha512x8);
    expect(dims).toEqual(["seq"]);
    expect(flops).toEqual({ formula: "2080*seq^2 + 2099200*seq" });
    expect(bytes).toEqual({ formula: "4096*seq + 4202496" });
    expect(memory.total).toEqual({ formula: "16912*seq" });
  });
});

test("of a table that rows are looked up in, only those are moved", () => {
  const ids = { shape: ["n"], dtype: "i32" } as const;
  const params = { table: [1000, 8], other: [10, 8] } as const;
  const rows = program({ name: "rows", params, inputs: { ids }, body: ({ table, ids: at }) => embedding(table, at) });
  expect(inspect(rows, { n: 5 }).bytes.value).toBe(4 * (5 + 5 * 8 + 5 * 8 + 80));
  const tied = program({
    name: "tied",
    params,
    inputs: { ids },
    body: ({ table, ids: at }) => linear(embedding(table, at), table),
  });
  expect(inspect(tied, { n: 5 }).bytes.value).toBe(4 * (5 + 8000 + 80 + 5 * 1000));
});

test("a causal mask leaves half of the pairs, and the diagonal", () => {
  const seq = 10;
  const projections = 4 * (2 * seq * 512 * 512 + seq * 512);
  expect(inspect(mha512x8Causal, { seq }).flops.value).toBe(projections + 8 * 55 * 260);
});

const refusals: readonly (readonly [what: string, make: () => Program, message: string, op: string | undefined])[] = [
  [
    "much data in the body",
    () =>
      program({
        name: "p",
        params: {},
        inputs: { x: ["n", 70_000] },
        body: ({ x }) => add(x, tensor(new Float32Array(70_000), [70_000])),
      }),
    "the body uses a tensor [70000] with data of its own, 280000 bytes of it; a kernel carries up to 262144: make it a param",
    "constant",
  ],
  [
    "ids of its own that are no rows",
    () =>
      program({
        name: "p",
        params: { table: [4, 2] },
        inputs: {},
        body: ({ table }) => embedding(table, tensor([3, 4], [2], "i32")),
      }),
    "embedding: id 4 at position 1 is not a row of the table: give ids from 0 to 3",
    "embedding",
  ],
  [
    "positions that may not be there",
    () => program({ name: "p", params: {}, inputs: { x: ["n", 2] }, body: ({ x }) => narrow(x, 0, 2, 5) }),
    "narrow: positions 2 to 2 + 5 may go past the end of axis 0 of [n, 2]",
    "narrow",
  ],
  [
    "a product of names",
    () => program({ name: "p", params: {}, inputs: { x: ["n", "m"] }, body: ({ x }) => exp(reshape(x, [-1])) }),
    "the dim m*n is a product of names; keep the axes apart instead of merging them",
    undefined,
  ],
  [
    "a width that comes with the call",
    () =>
      program({
        name: "p",
        params: {},
        inputs: { x: ["n", "d"] },
        body: ({ x }) => attention(x, x, x, { scale: 1 }),
      }),
    "attention: the width of query and key is d; a kernel needs a number there",
    undefined,
  ],
];

describe("a program is refused, by name, for", () => {
  test.each(refusals)("%s", (_, make, message, op) => {
    const compile = () => compileKernel(make(), { command });
    expect(compile).toThrow(GenerateError);
    expect(compile).toThrow(message);
    expect(compile).toThrow(expect.objectContaining({ program: "p", op }));
  });
});
