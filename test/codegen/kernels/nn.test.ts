import { add, dim, embedding, linear, type Program, program, type Tensor, tensor, zeros } from "heddle";
import {
  decoderBlock,
  encoderBlock,
  feedForward,
  geglu,
  l2Normalise,
  learnedPositions,
  meanPool,
  reglu,
  sinusoidalPositions,
  swiglu,
} from "heddle/nn";
import { describe, expect, test } from "vitest";
import { lowerForVectors } from "../../../codegen/compile.js";
import { interpret } from "../../../codegen/ir/index.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { expectBothTargets } from "./both-targets.js";
import { subject } from "./check.js";

const [width, hidden] = [16, 24];
const lengths = [1, 3, 9, 40].map((n) => ({ n, m: 2 * n + 1 }));

const attending = { wq: [width, width], wk: [width, width], wv: [width, width], wo: [width, width] } as const;
const feeding = { up: [hidden, width], down: [width, hidden] } as const;
const norms = { g1: [width], b1: [width], g2: [width], b2: [width], g3: [width], b3: [width] } as const;

/** What is computed, and where each step writes: `linear+silu -> x`. */
function stepsOf(made: Program): readonly string[] {
  const { steps } = planProgram(made, "f32");
  return steps.map(({ core, root, target }) => `${core?.op ?? root.op} -> ${target.buffer.name}`);
}

describe("layers of rows", () => {
  const parts: readonly Program[] = [
    program({
      name: "embedded",
      params: { table: [11, width], positions: [50, width] },
      inputs: { ids: { shape: ["n"], dtype: "i32" } },
      body: ({ table, positions, ids }) => ({
        fixed: add(embedding(table, ids), sinusoidalPositions("n", width)),
        learned: add(embedding(table, ids), learnedPositions(positions, "n", { offset: 3 })),
      }),
    }),
    program({
      name: "gated",
      params: { w: [hidden, width], v: [hidden, width] },
      inputs: { x: ["n", width] },
      body: ({ x, w, v }) => {
        const [gate, up] = [linear(x, w), linear(x, v)];
        return { silu: swiglu(gate, up), gelu: geglu(gate, up), relu: reglu(gate, up) };
      },
    }),
    program({
      name: "feeding",
      params: { ...feeding, gate: [hidden, width], upBias: [hidden], downBias: [width] },
      inputs: { x: [2, "n", width] },
      body: ({ x, gate, up, down, upBias, downBias }) => ({
        relu: feedForward(x, { up, upBias, down, downBias }),
        gelu: feedForward(x, { up, down }, { activation: "gelu" }),
        geluTanh: feedForward(x, { up, down }, { activation: "geluTanh" }),
        silu: feedForward(x, { up, down }, { activation: "silu" }),
        swiglu: feedForward(x, { gate, up, down }),
        geglu: feedForward(x, { gate, up, down }, { activation: "gelu" }),
      }),
    }),
    program({
      name: "pooled",
      params: {},
      inputs: { x: [4, "n", width], valid: { shape: [4], dtype: "i32" } },
      body: ({ x, valid }) => ({ all: meanPool(x), some: l2Normalise(meanPool(x, valid)) }),
    }),
  ];
  const given: Readonly<Record<string, (n: number) => ReturnType<typeof counts>>> = {
    ids: (n) => counts(Array.from({ length: n }, (_, i) => (7 * i) % 11)),
    valid: (n) => counts([n, 0, 1, Math.ceil(n / 2)]),
  };

  test.each(parts.map((made) => [made.name, made] as const))("%s", (_, made) =>
    expectBothTargets(made, lengths, {
      given: ({ n = 1 }) =>
        Object.fromEntries(
          Object.keys(made.inputs).flatMap((name) => (given[name] ? [[name, given[name](n)] as const] : [])),
        ),
      near: 3e-6,
    }),
  );
});

const pre = program({
  name: "preNorm",
  params: { ...attending, ...feeding, ...norms, upBias: [hidden] },
  inputs: { x: ["n", width] },
  body: ({ x, wq, wk, wv, wo, up, upBias, down, g1, b1, g2, b2 }) =>
    encoderBlock(
      x,
      {
        norm1: { weight: g1, bias: b1 },
        attention: { wq, wk, wv, wo },
        norm2: { weight: g2, bias: b2 },
        feedForward: { up, upBias, down },
      },
      { heads: 2, activation: "gelu" },
    ),
});

const post = program({
  name: "postNorm",
  params: { ...attending, ...feeding, ...norms },
  inputs: { x: [2, "n", width], valid: { shape: [2], dtype: "i32" } },
  body: ({ x, valid, wq, wk, wv, wo, up, down, g1, b1, g2 }) =>
    encoderBlock(
      x,
      {
        norm1: { weight: g1, bias: b1 },
        attention: { wq, wk, wv, wo },
        norm2: { weight: g2 },
        feedForward: { up, down },
      },
      { heads: 2, order: "post", lengths: valid },
    ),
});

const llama = program({
  name: "llamaBlock",
  params: {
    ...attending,
    ...feeding,
    ...norms,
    wk: [width / 2, width],
    wv: [width / 2, width],
    gate: [hidden, width],
  },
  inputs: { x: ["n", width] },
  body: ({ x, wq, wk, wv, wo, up, gate, down, g1, g2 }) =>
    encoderBlock(
      x,
      {
        norm1: { weight: g1 },
        attention: { wq, wk, wv, wo },
        norm2: { weight: g2 },
        feedForward: { up, gate, down },
      },
      { heads: 4, kvHeads: 2, normalise: "rmsNorm", rope: { interleaved: true }, causal: true },
    ),
});

const decoder = program({
  name: "decoder",
  params: {
    ...attending,
    ...feeding,
    ...norms,
    cq: [width, width],
    ck: [width, width],
    cv: [width, width],
    co: [width, width],
  },
  inputs: { x: ["n", width], memory: ["m", width] },
  body: ({ x, memory, wq, wk, wv, wo, cq, ck, cv, co, up, down, g1, b1, g2, b2, g3, b3 }) =>
    decoderBlock(
      x,
      memory,
      {
        norm1: { weight: g1, bias: b1 },
        attention: { wq, wk, wv, wo },
        norm2: { weight: g2, bias: b2 },
        cross: { wq: cq, wk: ck, wv: cv, wo: co },
        norm3: { weight: g3, bias: b3 },
        feedForward: { up, down },
      },
      { heads: 2 },
    ),
});

describe("blocks", () => {
  const valid = ({ n = 1 }) => ({ valid: counts([n, Math.ceil(n / 2)]) });
  test.each([pre, llama, decoder].map((made) => [made.name, made] as const))("%s", (_, made) =>
    expectBothTargets(made, lengths, { near: 3e-6 }),
  );
  test("postNorm", () => expectBothTargets(post, lengths, { given: valid, near: 3e-6 }));

  test("take a step for each product, attention and normalisation, and no other", () => {
    const attended = ["linear -> query", "linear -> key", "linear -> value", "attention -> context"];
    expect(stepsOf(pre)).toEqual([
      "layerNorm -> layerNorm",
      ...attended,
      // The epilogues: the residual connection, the activation, the other residual connection.
      "linear -> add",
      "layerNorm -> layerNorm2",
      "linear -> gelu",
      "linear -> out",
    ]);
    expect(stepsOf(post)).toEqual([
      ...attended,
      "linear -> add",
      "layerNorm -> layerNorm",
      "linear -> relu",
      "linear -> add2",
      "layerNorm -> out",
    ]);
    expect(stepsOf(llama)).toEqual([
      "rmsNorm -> rmsNorm",
      "linear -> linear",
      "rotaryTable -> cos",
      "rotaryTable -> sin",
      "rotate -> query",
      "linear -> linear2",
      "rotate -> key",
      "linear -> value",
      "attention -> context",
      "linear -> add",
      "rmsNorm -> rmsNorm2",
      // The gate's epilogue is its activation times the other projection.
      "linear -> linear3",
      "linear -> mul",
      "linear -> out",
    ]);
    expect(stepsOf(decoder)).toHaveLength(stepsOf(pre).length + 6);
  });
});

describe("learned positions", () => {
  const learned = program({
    name: "learned",
    params: { table: [12, 4] },
    inputs: { x: ["n", 4] },
    body: ({ table, x }) => add(x, learnedPositions(table, "n", { offset: 3 })),
  });

  test("up to the last of the table", () => expectBothTargets(learned, [{ n: 1 }, { n: 9 }]));

  test("and no further: a longer call is refused before anything is computed", async () => {
    const tensors = (n: number) => ({ x: zeros([dim("n", n), 4]), table: zeros([12, 4]) });
    const complaint = "learned: narrow: positions 3 to n + 2 of axis 0 go past the end of [12, 4], with n = 10";
    await expect(subject(learned).run(tensors(10))).rejects.toThrow(new RangeError(complaint));
    expect(() => learned.evaluate(tensors(10))).toThrow("narrow: positions 3 to 12 of axis 0 go past its end");
    const buffers = { x: new Float32Array(40), table: new Float32Array(48) };
    const module = lowerForVectors(learned, webAssembly);
    const run = () => interpret(module, { dims: { n: 10 }, buffers, arithmetic: "f32" });
    expect(run).toThrow("learned: 9 - n is less than 0");
  });

  test("a table that is never long enough is refused", () => {
    const body = ({ table }: { readonly table: Tensor<[12, 4]> }) => learnedPositions(table, "2*n", { offset: 3 });
    const twice = program({ name: "twice", params: { table: [12, 4] }, inputs: { x: ["n", 4] }, body });
    expect(() => lowerForVectors(twice, webAssembly)).toThrow("may go past the end of axis 0 of [12, 4]");
  });
});

function counts(values: readonly number[]) {
  return tensor(values, [values.length], "i32");
}
