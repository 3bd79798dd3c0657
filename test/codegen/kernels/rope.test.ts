import { attention, linear, mergeHeads, program, splitHeads, tensor } from "heddle";
import { rope, rotate } from "heddle/attention";
import { sinusoidalPositions } from "heddle/nn";
import { expect, test } from "vitest";
import { lowerForVectors } from "../../../codegen/compile.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { expectBothTargets } from "./both-targets.js";

const lengths = [1, 2, 7, 40].map((n) => ({ n }));

const forms = program({
  name: "forms",
  params: {},
  inputs: { x: [2, "n", 16] },
  body: ({ x }) => ({
    halves: rope(x),
    neighbours: rope(x, { interleaved: true }),
    some: rope(x, { width: 10, base: 500 }),
    someNeighbours: rope(x, { width: 6, interleaved: true, offset: 5 }),
    scaled: rope(x, { scaling: { kind: "linear", factor: 8 }, interleaved: true }),
    ntk: rope(x, { scaling: { kind: "ntk", factor: 8 } }),
  }),
});

test("pairs that are halves or neighbours, some of the features, scaled", () => expectBothTargets(forms, lengths));

const positioned = program({
  name: "positioned",
  params: {},
  inputs: {
    x: [3, 2, "n", 8],
    each: { shape: [3, "n"], dtype: "i32" },
    all: { shape: ["n"], dtype: "i32" },
  },
  body: ({ x, each, all }) => ({
    each: rope(x, { positions: each }),
    all: rope(x, { positions: all, interleaved: true }),
  }),
});

test("positions of an input, for all or each entry of the batch, also negative and far", async () => {
  const extremes = [0, -1, 1, 100_003, -100_003, 16_777_217, 2 ** 31 - 1, -(2 ** 31), 65_537, 12_345_678];
  const given = ({ n = 1 }) => ({
    each: tensor(
      Array.from({ length: 3 * n }, (_, i) => extremes[i % extremes.length] ?? 0),
      [3, n],
      "i32",
    ),
    all: tensor(
      Array.from({ length: n }, (_, i) => extremes[(7 * i) % extremes.length] ?? 0),
      [n],
      "i32",
    ),
  });
  await expectBothTargets(positioned, [{ n: 1 }, { n: 10 }, { n: 23 }], { given });
});

test("tables that come with a model", () =>
  expectBothTargets(
    program({
      name: "tables",
      params: { cos: [40, 3], sin: [1, 3] },
      inputs: { x: [2, 40, 8], c: [2, 1, 4] },
      body: ({ x, c, cos, sin }) => ({ a: rotate(x, cos, sin), b: rotate(x, c, c, { interleaved: true }) }),
    }),
    [{}],
  ));

test("sinusoidal positions", () =>
  expectBothTargets(
    program({
      name: "sinusoidal",
      params: {},
      inputs: { x: ["n", 8] },
      body: ({ x }) => ({
        table: sinusoidalPositions("n", 8, { offset: 3 }),
        halves: sinusoidalPositions("n", 8, { interleaved: false }),
        x,
      }),
    }),
    lengths,
  ));

const attended = program({
  name: "attended",
  params: { wq: [16, 16], wk: [16, 16], wv: [16, 16] },
  inputs: { x: ["n", 16] },
  body: ({ x, wq, wk, wv }) => {
    const heads = (w: typeof wq) => splitHeads(linear(x, w), 2);
    return mergeHeads(attention(rope(heads(wq)), rope(heads(wk)), heads(wv), { causal: true }));
  },
});

test("queries and keys are turned in a step of their own, by one table of each kind", async () => {
  await expectBothTargets(attended, lengths, { near: 3e-6 });
  const { steps } = planProgram(attended, "f32");
  expect(steps.map(({ core }) => core?.op)).toEqual([
    "linear",
    "rotaryTable",
    "rotaryTable",
    "rotate",
    "linear",
    "rotate",
    "linear",
    "attention",
  ]);
});

test("a base for which an angle is past what a number holds is refused", () => {
  const made = program({ name: "p", params: {}, inputs: { x: ["n", 64] }, body: ({ x }) => rope(x, { base: 5e-324 }) });
  const complaint = "rope: a base of 5e-324 and a factor of 1 turn by more than a number holds";
  expect(() => lowerForVectors(made, webAssembly)).toThrow(complaint);
});
