import { broadcastTo, linear, mul, pack, program, type Program, rearrange, reduce, relu, repeat, unpack } from "heddle";
import { describe, expect, test } from "vitest";
import { subject } from "./check.js";
import { declaredTensors } from "./tensors.js";

/** Programs whose patterns become reshapes, permutes, reductions, broadcasts, slices and concatenations. */
const programs: readonly Program[] = [
  program({
    name: "splitAndMerge",
    params: { w: [8, 8] },
    inputs: { x: ["seq", 8] },
    body: ({ x, w }) => {
      const heads = rearrange(linear(x, w), "s (h d) -> h s d", { h: 2 });
      return rearrange(relu(heads), "h s d -> s (h d)");
    },
  }),
  program({
    name: "reversed",
    params: {},
    inputs: { x: [2, "seq", 3] },
    body: ({ x }) => rearrange(x, "a b c -> c b a"),
  }),
  program({
    name: "repeatedHeads",
    params: {},
    inputs: { x: [2, "seq", 4] },
    body: ({ x }) => repeat(relu(x), "h s d -> (h g) s d", { g: 3 }),
  }),
  program({
    name: "newAxes",
    params: {},
    inputs: { x: ["seq", 4] },
    body: ({ x }) => repeat(x, "s d -> b s 2 d 1", { b: 3 }),
  }),
  program({
    name: "pooled",
    params: {},
    inputs: { x: ["seq", 8, 6] },
    body: ({ x }) => ({
      mean: reduce(x, "s (h 2) (w 3) -> s h w", "mean"),
      greatest: reduce(x, "s h w -> w s", "max"),
      total: reduce(relu(x), "s ... -> s", "sum"),
    }),
  }),
  program({
    name: "broadcastBias",
    params: { bias: [4] },
    inputs: { x: ["seq", 4] },
    body: ({ x, bias }) => mul(x, broadcastTo(relu(bias), ["seq", 4])),
  }),
  program({
    name: "list",
    params: {},
    inputs: { x: ["seq", 4], y: ["seq", 4] },
    body: ({ x, y }) => rearrange([x, y], "n s d -> s n d"),
  }),
  program({
    name: "packed",
    params: {},
    inputs: { token: [4], patches: ["n", 3, 4] },
    body: ({ token, patches }) => {
      const [all, shapes] = pack([token, patches], "* d");
      const [first, rest] = unpack(relu(all), shapes, "* d");
      return { first, rest };
    },
  }),
];

describe.each(programs.map((each) => [each.name, each] as const))("%s", (_, each) => {
  const checked = subject(each);

  test.each([1, 2, 7])("gives the same from kernel, interpreter and evaluator for %i rows", async (size) => {
    const tensors = declaredTensors({ ...each.params, ...each.inputs }, { seq: size, n: size });
    await checked.expectClose(tensors);
    await checked.expectSameBits(tensors);
    expect((await checked.run(tensors)).size).toBe(each.outputs.length);
  });
});
