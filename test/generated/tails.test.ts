import type { Program } from "heddle";
import { expect, test } from "vitest";
import { createMha512x8 } from "../../generated/mha512x8/typescript.js";
import { createMha512x8Causal } from "../../generated/mha512x8Causal/typescript.js";
import { createMha64x4 } from "../../generated/mha64x4/typescript.js";
import { createSelfAttention512 } from "../../generated/selfAttention512/typescript.js";
import { mha512x8, mha512x8Causal, mha64x4 } from "../../presets/multi-head.js";
import { selfAttention512 } from "../../presets/single-head.js";
import { distance, expectClose, tolerance } from "../codegen/kernels/close.js";
import { type CreateKernel, outputsOf, untyped } from "../codegen/kernels/any-kernel.js";
import { compile } from "../codegen/kernels/compile.js";
import { causalMha64x4 } from "../codegen/kernels/programs.js";
import { randomParams, randomRows } from "../codegen/kernels/tensors.js";
import { float64Rows } from "./float64-rows.js";

/** Lengths around tiles of 2 and 3 rows, blocks of 24 queries and of 256 keys, and some that fit none of them. */
const lengths = [1, 2, 3, 5, 7, 16, 17, 23, 24, 25, 63, 64, 65, 128, 129, 255, 256, 257, 512, 1000];
const fewLengths = [1, 2, 3, 5, 7, 17, 65, 129, 512];

interface Subject {
  readonly program: Program;
  readonly create: () => CreateKernel | Promise<CreateKernel>;
  readonly tails: readonly number[];
}

const subjects: readonly Subject[] = [
  { program: mha64x4, create: () => untyped(createMha64x4), tails: lengths },
  { program: causalMha64x4, create: () => compile(causalMha64x4), tails: lengths },
  { program: mha512x8, create: () => untyped(createMha512x8), tails: fewLengths },
  { program: mha512x8Causal, create: () => untyped(createMha512x8Causal), tails: fewLengths },
  { program: selfAttention512, create: () => untyped(createSelfAttention512), tails: fewLengths.slice(0, -1) },
];

test.each(subjects)("$program.name gives what the evaluator gives, at every tail", async (subject) => {
  const { program, create, tails } = subject;
  const params = randomParams(program);
  const [, width = 1] = program.inputs["x"]?.shape ?? [];
  const kernel = await (await create())(params);
  const distances = tails.map((seq) => {
    const x = randomRows(seq, Number(width));
    const expected = outputsOf(program, program.evaluate({ ...params, x })).get("out");
    const actual = outputsOf(program, kernel({ x })).get("out");
    expect(actual?.sizes).toEqual(expected?.sizes);
    return [seq, distance(actual?.data ?? [], expected?.data ?? [])] as const;
  });
  expect(distances.filter(([, apart]) => !(apart <= tolerance))).toEqual([]);
});

test.each([
  { program: mha512x8, create: untyped(createMha512x8), causal: false },
  { program: mha512x8Causal, create: untyped(createMha512x8Causal), causal: true },
])("$program.name gives the rows of 1000 that float64 gives", async ({ program, create, causal }) => {
  const params = randomParams(program);
  const x = randomRows(1000, 512);
  const rows = [0, 1, 23, 24, 255, 256, 257, 800, 998, 999];
  const weights = Object.fromEntries(Object.entries(params).map(([name, { data }]) => [name, data]));
  const expected = float64Rows(x.data, weights, { width: 512, heads: 8, causal }, rows);
  const actual = outputsOf(program, (await create(params))({ x })).get("out");
  for (const [i, row] of rows.entries()) {
    expectClose(actual?.data.slice(row * 512, (row + 1) * 512) ?? [], expected[i] ?? []);
  }
});
