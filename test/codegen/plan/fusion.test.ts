import {
  add,
  attention,
  concat,
  exp,
  gelu,
  layerNorm,
  linear,
  matmul,
  mean,
  mul,
  narrow,
  permute,
  program,
  type Program,
  reshape,
  scale,
  softmax,
  splitHeads,
  sum,
  tanh,
  transpose,
} from "heddle";
import { describe, expect, test } from "vitest";
import { planProgram } from "../../../codegen/plan/plan.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { mha512x8 } from "../../../presets/multi-head.js";
import { subject } from "../kernels/check.js";
import { declaredTensors } from "../kernels/tensors.js";

/** The steps of a plan: what each computes, what it is fused with, and where its result goes. */
function stepsOf(graph: ProgramGraph): readonly string[] {
  return planProgram(graph, "f64").steps.map(({ root, core, copies, target }) => {
    const work = copies ? `copy ${root.op}` : core && core !== root ? `${core.op}..${root.op}` : root.op;
    return `${work} -> ${target.buffer.name}`;
  });
}

/** A program of `x [n, 4]`, a square `w` and a bias `b`. */
function ofX(
  body: Parameters<typeof program<typeof params, typeof inputs, ReturnType<typeof add>>>[0]["body"],
): Program {
  return program({ name: "small", params, inputs, body });
}
const params = { w: [4, 4], b: [4] } as const;
const inputs = { x: ["n", 4] } as const;

const cases: readonly (readonly [what: string, made: Program, steps: readonly string[]])[] = [
  ["an activation joins the product before it", ofX(({ x, w, b }) => gelu(linear(x, w, b))), ["linear..unary -> out"]],
  [
    "a chain of elementwise work joins the core before it",
    ofX(({ x, w }) => tanh(scale(add(linear(x, w), x), 2))),
    ["linear..unary -> out"],
  ],
  ["elementwise work alone is one loop", ofX(({ x, b }) => tanh(mul(exp(x), b))), ["unary -> out"]],
  [
    "what two read is stored",
    ofX(({ x, w }) => {
      const y = linear(x, w);
      return add(exp(y), matmul(y, w));
    }),
    ["linear -> linear", "matmul..binary -> out"],
  ],
  [
    "of several cores that are added up, one takes the sum along",
    ofX(({ x, w }) => add(add(add(linear(x, w), softmax(x)), layerNorm(x)), exp(x))),
    ["softmax -> softmax", "layerNorm -> layerNorm", "linear..binary -> out"],
  ],
  ["what a core reads again and again is stored", ofX(({ x }) => softmax(exp(x))), ["unary -> exp", "softmax -> out"]],
  ["what a product packs once is computed as it is packed", ofX(({ x, w }) => linear(exp(x), w)), ["linear -> out"]],
  [
    "what a product packs for each block of rows is stored",
    ofX(({ x, w }) => matmul(x, exp(w))),
    ["unary -> exp", "matmul -> out"],
  ],
  [
    "layouts are read in place",
    ofX(({ x, w }) => matmul(narrow(x, 1, 0, 4), transpose(narrow(permute(w, [1, 0]), 0, 0, 4)))),
    ["matmul -> out"],
  ],
  [
    "so are split axes",
    ofX(({ x }) => sum(mean(reshape(x, ["n", 2, 2]), 0), 0)),
    ["reduce -> reduce", "reduce -> out"],
  ],
  [
    "concatenations are stored",
    ofX(({ x }) => softmax(concat([x, exp(x)], 1))),
    ["concat -> concat", "softmax -> out"],
  ],
  ["an input that is the output is copied", ofX(({ x }) => x), ["copy placeholder -> out"]],
  ["a layout that is the output is copied", ofX(({ x }) => transpose(x)), ["permute -> out"]],
  [
    "merged axes are filled by the core itself, as merged heads are",
    ofX(({ x, w }) => {
      const heads = splitHeads(linear(x, w), 2);
      return linear(reshape(permute(attention(heads, heads, heads), [1, 0, 2]), ["n", 4]), w);
    }),
    ["linear -> value", "attention -> context", "linear -> out"],
  ],
  [
    "but not where it would fill them with gaps",
    ofX(({ x }) => reshape(transpose(softmax(matmul(transpose(x), x), 1)), [16])),
    ["matmul -> matmul", "softmax -> softmax", "permute -> out"],
  ],
  [
    "nor both axes of a product's tiles",
    ofX(({ x, w }) => reshape(linear(x, w), [-1])),
    ["linear -> linear", "copy linear -> out"],
  ],
  ["a concatenation fills them too", ofX(({ x }) => reshape(concat([x, exp(x)], 0), [-1])), ["concat -> out"]],
  [
    "but not where each of its inputs would leave gaps",
    ofX(({ x }) => reshape(transpose(concat([transpose(x), exp(transpose(x))], 1)), [-1])),
    ["concat -> concat", "permute -> out"],
  ],
  [
    "an output that another one is made of is read from where it lies",
    program({
      name: "small",
      params,
      inputs,
      body: ({ x, w }) => {
        const y = linear(x, w);
        return { y, twice: add(y, y), again: y };
      },
    }),
    ["linear -> y", "binary -> twice", "copy linear -> again"],
  ],
];

describe("fusion", () => {
  test.each(cases)("%s", async (_, made, steps) => {
    expect(stepsOf(made)).toEqual(steps);
    const checked = subject(made);
    await checked.expectClose({ ...declaredTensors(made.params, {}), ...declaredTensors(made.inputs, { n: 5 }) });
  });

  test("makes one step of each projection and one of attention", () => {
    expect(stepsOf(mha512x8)).toEqual([
      "linear -> query",
      "linear -> key",
      "linear -> value",
      "attention -> context",
      "linear -> out",
    ]);
  });
});

test("programs of thousands of operations are planned, and their expressions stay short", async () => {
  const deep = ofX(({ x, w }) => {
    let y = linear(x, w);
    for (let i = 0; i < 300; i++) y = i % 7 === 0 ? add(y, scale(x, 0.001)) : scale(y, 0.99);
    return y;
  });
  await subject(deep).expectSimilar({ ...declaredTensors(deep.params, {}), ...declaredTensors(deep.inputs, { n: 3 }) });
  const chain = ofX(({ x }) => {
    let y = x;
    for (let i = 0; i < 3000; i++) y = scale(y, 1);
    return y;
  });
  expect(stepsOf(chain).length).toBeGreaterThan(40);
});
