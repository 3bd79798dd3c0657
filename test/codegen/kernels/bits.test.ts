import {
  add,
  cast,
  div,
  exp,
  gelu,
  layerNorm,
  linear,
  matmul,
  max,
  mean,
  mul,
  neg,
  program,
  type Program,
  scale,
  silu,
  softmax,
  splitHeads,
  sub,
  tanh,
  transpose,
  where,
} from "heddle";
import { multiHeadAttention } from "heddle/nn";
import { describe, expect, test } from "vitest";
import { verify } from "../../../codegen/ir/index.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { javaScript } from "../../../codegen/schedule/machine.js";
import { schedule } from "../../../codegen/schedule/schedule.js";
import { bytes, subject } from "./check.js";
import { interpretProgram } from "./interpret.js";
import { attentionProgram } from "./programs.js";
import { declaredTensors } from "./tensors.js";

const { queries: queryBlock, keys: keyBlock } = javaScript.attention;
const around = (n: number) => [n - 1, n, n + 1];

/** The sizes of `n` and `m` to run a program at. */
type Sizes = readonly (readonly [n: number, m: number])[];

const queryEdges: Sizes = [1, 2, 3, 4, 5, ...around(queryBlock), 2 * queryBlock + 1].map((n) => [n, 7]);
const keyEdges: Sizes = [1, 2, 3, ...around(keyBlock), 2 * keyBlock + 3].map((m) => [4, m]);
const square: Sizes = [1, 2, 3, 5, ...around(queryBlock), 100].map((n) => [n, n]);

const boolMask = { shape: ["n", "m"], dtype: "bool" } as const;
const floatMask = { shape: [2, 1, "m"], dtype: "f32" } as const;

const cases: readonly (readonly [Program, Sizes])[] = [
  [attentionProgram({ name: "full", heads: 2, width: 3, valueWidth: 5 }), [...queryEdges, ...keyEdges]],
  [attentionProgram({ name: "causal", heads: 2, width: 2, causal: true, keys: "n" }), [...square, [keyBlock + 3, 1]]],
  [
    attentionProgram({ name: "crossCausal", width: 1, causal: true }),
    [...queryEdges, [3, keyBlock + 5], [keyBlock + 5, 3]],
  ],
  [attentionProgram({ name: "boolMask", heads: 2, width: 2, mask: boolMask }), [...queryEdges, ...keyEdges]],
  [
    attentionProgram({ name: "floatMask", heads: 2, width: 2, mask: floatMask, causal: true }),
    [...queryEdges, ...keyEdges],
  ],
  [
    program({
      name: "products",
      params: { w: [5, 7], b: [5], u: [3, javaScript.depth + 5] },
      inputs: { x: ["n", 7], y: ["m", 7], z: ["n", javaScript.depth + 5] },
      body: ({ x, y, z, w, b, u }) => ({
        projected: tanh(linear(x, w, b)),
        scores: matmul(x, transpose(y)),
        summed: matmul(transpose(x), x),
        inParts: linear(z, u),
      }),
    }),
    [1, 2, 3, 4, 5, 6, 7, 31, 32].map((n) => [n, 9 - (n % 8)]),
  ],
  [
    program({
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
    }),
    [1, 2, 5].map((n) => [n, n + 1]),
  ],
  [
    program({
      name: "arithmetic",
      params: {},
      inputs: { x: ["n"], y: ["n"], z: ["n"], c: { shape: ["m"], dtype: "bool" }, i: { shape: ["m"], dtype: "i32" } },
      body: ({ x, y, z, c, i }) => ({
        sums: sub(x, sub(y, add(z, add(x, y)))),
        quotients: div(x, div(y, mul(z, div(x, y)))),
        negations: neg(neg(sub(neg(x), neg(scale(y, -0.1))))),
        chosen: where(where(c, cast(i, "bool"), c), cast(i, "f32"), neg(cast(c, "f32"))),
        counted: cast(where(c, c, cast(i, "bool")), "i32"),
      }),
    }),
    [1, 2, 9].map((n) => [n, n + 3]),
  ],
  [
    program({
      name: "layer",
      params: { wq: [6, 6], bq: [6], wk: [6, 6], bk: [6], wv: [6, 6], bv: [6], wo: [6, 6], bo: [6] },
      inputs: { x: ["n", 6], y: ["m", 6] },
      body: ({ x, y, ...weights }) => ({
        out: multiHeadAttention(x, weights, { heads: 2, causal: true }),
        heads: splitHeads(y, 3),
      }),
    }),
    [1, 2, 3, 4, queryBlock, 50].map((n) => [n, 2]),
  ],
];

describe.each(cases.map(([made, sizes]) => ({ name: made.name, made, sizes })))("$name", ({ made, sizes }) => {
  const checked = subject(made);
  const params = declaredTensors(made.params, { n: 1, m: 1 });

  test("gives the bits that the interpreter gives", async () => {
    for (const [n, m] of sizes) await checked.expectSameBits({ ...params, ...declaredTensors(made.inputs, { n, m }) });
  });

  test("gives what the evaluator gives", async () => {
    for (const [n, m] of sizes) await checked.expectClose({ ...params, ...declaredTensors(made.inputs, { n, m }) });
  });

  test("is the same module after simplification as before", () => {
    const scheduled = schedule(planProgram(made, javaScript.temporary), javaScript);
    verify(scheduled);
    for (const [n, m] of sizes.filter((_, i) => i % 3 === 0)) {
      const tensors = { ...params, ...declaredTensors(made.inputs, { n, m }) };
      const before = interpretProgram(scheduled, made, tensors);
      for (const [name, data] of interpretProgram(checked.module, made, tensors)) {
        expect(bytes(data)).toEqual(bytes(before.get(name)));
      }
    }
  });
});
