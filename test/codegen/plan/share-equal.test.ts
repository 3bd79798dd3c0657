import { add, attention, dim, full, linear, program, relu, splitHeads, tensor } from "heddle";
import { lookup } from "heddle/attention";
import { expect, test } from "vitest";
import { rewriteProgram } from "../../../codegen/plan/rewrite/rewrite.js";
import { shareEqual } from "../../../codegen/plan/rewrite/share-equal.js";
import { usesOf } from "../../../codegen/plan/uses.js";
import type { Node } from "../../../src/graph/node.js";
import { nodeOf } from "../../../src/tensor/tensor.js";

const countOf = (outputs: readonly Node[], op: Node["op"]): number =>
  usesOf(outputs).order.filter((node) => node.op === op).length;

test("what a program says twice is computed once", () => {
  const twice = program({
    name: "twice",
    params: { w: [8, 8], v: [8, 8], slopes: [2] },
    inputs: { x: ["n", 8] },
    body: ({ x, w, v, slopes }) => {
      const layer = (): typeof x => relu(linear(x, w));
      const heads = splitHeads(add(layer(), layer()), 2);
      const scored = () => attention(heads, heads, heads, { score: (s, { h }) => s.mul(lookup(slopes, h)) });
      return { both: add(scored(), scored()), other: relu(linear(x, v)) };
    },
  });
  const { outputs } = rewriteProgram(twice);
  const nodes = outputs.map(({ node }) => node);
  expect(countOf(nodes, "attention")).toBe(1);
  expect(countOf(nodes, "linear")).toBe(2);
  const [both] = nodes;
  if (both?.op !== "binary") throw new Error("no sum");
  expect(both.left).toBe(both.right);
  const drawn = program({
    name: "drawn",
    params: {},
    inputs: { x: ["n"] },
    body: ({ x }) => ({ a: relu(x), b: relu(x) }),
  });
  const [a, b] = rewriteProgram(drawn).outputs;
  expect(a?.node).toBe(b?.node);
});

test("what differs in one number, or in its data, stays apart", () => {
  const kept = (...tensors: readonly Parameters<typeof nodeOf>[0][]): number => {
    const nodes = tensors.map(nodeOf);
    const share = shareEqual(nodes);
    return new Set(nodes.map(share)).size;
  };
  expect(kept(full([2], 0), full([2], 0))).toBe(1);
  expect(kept(full([2], 0), full([2], -0))).toBe(2);
  expect(kept(full([2], NaN), full([2], NaN), full([2], Infinity), full([2], -Infinity))).toBe(3);
  expect(kept(full([2], 1), full([2], 1, "i32"), full([2, 1], 1))).toBe(3);
  const data = Float32Array.of(1, 2);
  expect(kept(tensor(data, [2]), tensor(Float32Array.of(1, 2), [2]))).toBe(2);
  expect(kept(tensor(data, [2]), tensor(data, [2]))).toBe(1);
  expect(kept(full([dim("n", 2)], 1), full([dim("n", 2)], 1), full([dim("n", 3)], 1))).toBe(2);
  expect(kept(add(full([2], 1), tensor(data, [2])), add(full([2], 1), tensor(data, [2])))).toBe(1);
});

test("scalars that are used again and again are looked at once", () => {
  const deep = program({
    name: "deep",
    params: {},
    inputs: { q: ["n", 4] },
    body: ({ q }) =>
      attention(q, q, q, {
        score: (s) => {
          let scaled = s;
          for (let i = 0; i < 60; i++) scaled = scaled.add(scaled);
          return scaled;
        },
      }),
  });
  expect(rewriteProgram(deep).outputs[0]?.node).toBe(deep.outputs[0]?.node);
});
