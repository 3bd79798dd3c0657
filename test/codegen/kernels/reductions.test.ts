import {
  add,
  all,
  any,
  append,
  chunk,
  max,
  mean,
  min,
  mul,
  narrow,
  prod,
  program,
  scale,
  split,
  stack,
  sub,
  sum,
} from "heddle";
import { describe, expect, test } from "vitest";
import { subject, works } from "./check.js";
import { declaredTensors } from "./tensors.js";

describe("a kernel reduces", () => {
  test("over any axes what the evaluator reduces, in the bits of the interpreter", async () => {
    const reductions = program({
      name: "reductions",
      params: {},
      inputs: { x: [3, "n", 4] },
      body: ({ x }) => ({
        total: sum(x),
        middle: sum(x, 1),
        outside: mean(x, [0, -1]),
        kept: max(x, [1, 2], { keepDim: true }),
        least: min(x, [0, 1]),
        product: prod(x, 2),
        none: sum(x, []),
        centred: sub(x, mean(x, [0, 2], { keepDim: true })),
        scaled: scale(sum(x, [0, 1], { keepDim: true }), 2),
      }),
    });
    const { inputs } = reductions;
    const checked = subject(reductions);
    for (const n of [1, 2, 7]) {
      await checked.expectClose(declaredTensors(inputs, { n }));
      await checked.expectSameBits(declaredTensors(inputs, { n }));
    }
  });

  test("truth values", async () => {
    const truths = program({
      name: "truths",
      params: {},
      inputs: { x: { shape: ["n", 3], dtype: "bool" } },
      body: ({ x }) => ({ any: any(x, 1), all: all(x, 0), every: all(x), some: any(x, [0, 1], { keepDim: true }) }),
    });
    for (const n of [1, 4]) await works(truths, { n });
  });

  test("to NaN where an element is NaN, from either side", async () => {
    const extremes = program({
      name: "extremes",
      params: {},
      inputs: { x: [2, 3] },
      body: ({ x }) => ({ least: min(x, 1), greatest: max(x, 1) }),
    });
    const checked = subject(extremes);
    const data = Float32Array.from([NaN, 1, 2, 3, 4, NaN]);
    const outputs = await checked.run({ x: { shape: [2, 3], sizes: [2, 3], dtype: "f32", data } });
    for (const { data: reduced } of outputs.values()) expect([...reduced]).toEqual([NaN, NaN]);
  });
});

describe("a kernel takes tensors apart and together", () => {
  test("by names", async () => {
    const cached = program({
      name: "cached",
      params: {},
      inputs: { past: [2, "past", 3], next: [2, "fresh", 3] },
      body: ({ past, next }) => {
        const whole = append(past, next);
        const [before, after] = split(whole, ["past", "fresh"], 1);
        return { whole, before, after, last: narrow(whole, -2, "past", "fresh") };
      },
    });
    for (const sizes of [
      { past: 1, fresh: 1 },
      { past: 5, fresh: 2 },
    ]) {
      await works(cached, sizes);
    }
  });

  test("in equal parts, and stacked", async () => {
    const gated = program({
      name: "gated",
      params: {},
      inputs: { x: ["n", 6] },
      body: ({ x }) => {
        const [a, b] = chunk(x, 2, -1);
        return { gated: mul(a, b), stacked: stack([a, b], 0), last: stack([a, add(a, b), b], -1) };
      },
    });
    for (const n of [1, 3]) await works(gated, { n });
  });
});

test("a kernel takes the place where an axis starts from a name that no other tensor in it has", async () => {
  const tail = program({
    name: "tail",
    params: {},
    inputs: { x: [2, "n"], skipped: ["past"], long: ["n+past"] },
    body: ({ long }) => ({ tail: narrow(long, 0, "past", "n") }),
  });
  await works(tail, { n: 3, past: 2 });
});
