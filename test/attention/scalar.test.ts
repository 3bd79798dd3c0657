import { describe, expect, expectTypeOf, test } from "vitest";
import { attention, program, tensor, type Tensor, zeros } from "heddle";
import {
  and,
  type AttentionOptions,
  type BoolScalar,
  causal,
  type IntegerScalar,
  lookup,
  type MaskFunction,
  type NumberScalar,
  type ScoreFunction,
  softcap,
  window,
} from "heddle/attention";
import type { Node } from "../../src/graph/node.js";
import { printScalar } from "../../src/graph/print-scalar.js";

/** The expressions that a program's attention holds. */
function printed(options: { readonly mask?: MaskFunction; readonly score?: ScoreFunction }): Record<string, string> {
  const { outputs } = program({
    name: "printed",
    params: { slopes: [8] },
    inputs: { x: [8, "seq", 4] },
    body: ({ x }) => attention(x, x, x, options),
  });
  const node: Node | undefined = outputs[0]?.node;
  if (node?.op !== "attention") throw new Error("there is no attention");
  return {
    ...(node.allowed && { mask: printScalar(node.allowed) }),
    ...(node.score && { score: printScalar(node.score) }),
  };
}

/** What a score function makes of a score of `score`, at query 2 and key 3. */
function computed(score: ScoreFunction, given = 1): number {
  const [q, k] = [tensor([0, 0, 1], [3, 1]), tensor([0, 0, 0, given], [4, 1])];
  const { modifiedScores } = attention(q, k, k, { score, scale: 1, returns: ["modifiedScores"] });
  return modifiedScores.data[11] ?? NaN;
}

test("scalars are typed by what they hold", () => {
  const mask: MaskFunction = ({ q, k }) => {
    expectTypeOf(q.sub(k)).toEqualTypeOf<IntegerScalar>();
    expectTypeOf(q.mul(k.toFloat())).toEqualTypeOf<NumberScalar<"f32">>();
    expectTypeOf(q.div(2)).toEqualTypeOf<NumberScalar<"f32">>();
    expectTypeOf(lookup(zeros([3], "bool"), q)).toEqualTypeOf<BoolScalar>();
    expectTypeOf(k.le(q).select(q, 1)).toEqualTypeOf<IntegerScalar>();
    return k.le(q);
  };
  expect(printed({ mask })).toEqual({ mask: "k <= q" });
});

test("a mask is an expression that can be read", () => {
  expect(printed({ mask: ({ q, k }) => k.le(q.add(0)) })).toEqual({ mask: "k <= q" });
  expect(printed({ mask: ({ q, k }) => q.ge(k).and(q.sub(k).lt(128)) })).toEqual({
    mask: "(k <= q) and ((q - k) < 128)",
  });
  expect(printed({ mask: ({ q, k }) => k.add(-3).gt(q.floorDiv(2)).or(k.eq(0).not()) })).toEqual({
    mask: "((q // 2) < (k - 3)) or not(k == 0)",
  });
  expect(printed({ score: (s, { q, k }) => k.le(q).select(s, -Infinity) })).toEqual({
    score: "(k <= q) ? score : -Infinity",
  });
});

describe("a scalar computes", () => {
  test.each<[string, ScoreFunction, number]>([
    ["a sum", (s, { q, k }) => s.add(q).add(k), 6],
    ["a difference", (s, { q }) => s.sub(q), -1],
    ["a product", (s, { k }) => s.mul(k).mul(0.5), 1.5],
    ["a quotient", (s, { q }) => s.div(q), 0.5],
    ["a quotient of whole numbers", (_, { q, k }) => k.div(q), 1.5],
    ["the lesser and the greater", (s, { q, k }) => s.add(q.min(k)).add(q.max(k).mul(10)), 33],
    ["a quotient rounded down", (_, { q, k }) => q.sub(k).floorDiv(2).toFloat(), -1],
    ["a remainder", (_, { q, k }) => q.sub(k).mod(3).toFloat(), 2],
    ["a distance", (_, { q, k }) => q.sub(k).abs().toFloat(), 1],
    ["the other sign", (s) => s.neg(), -1],
    ["tanh and exp", (s) => s.tanh().exp(), Math.exp(Math.tanh(1))],
    ["a choice", (_, { q, k }) => q.lt(k).select(5, 7), 5],
    ["a choice by several conditions", (_, { q, k }) => q.eq(k).or(q.ne(2).not()).select(5, 7), 5],
    ["an element", (_, { k }) => lookup(tensor([1, 2, 4, 8], [4]), k), 8],
    ["an element of two axes", (_, { q, k }) => lookup(tensor([0, 1, 2, 3], [2, 2]), q.sub(1), k.sub(3)), 2],
    [
      "a sum with itself, many times over",
      (s) => Array.from({ length: 40 }).reduce<typeof s>((x) => x.add(x), s),
      2 ** 40,
    ],
  ])("%s", (_, score, expected) => {
    expect(computed(score)).toBeCloseTo(expected, 5);
  });
});

describe("a scalar refuses", () => {
  const cases: readonly (readonly [string, ScoreFunction])[] = [
    ["an i32 takes a whole number: got 0.5 (use toFloat() first)", (s, { q }) => s.add(q.add(0.5))],
    ["add takes a number: got NaN", (s) => s.add(NaN)],
    ["floorDiv takes a whole number of at least 1: got number 0", (s, { q }) => s.add(q.floorDiv(0))],
    ["JavaScript's operators don't work on scalars", (s, { q }) => s.add(Number(q))],
  ];
  test.each(cases)("with: %s", (message, score) => {
    const x = zeros([2, 2]);
    expect(() => attention(x, x, x, { score })).toThrow(message);
  });

  test("what its type doesn't have, at compile time and at run time", () => {
    const x = zeros([2, 2]);
    // @ts-expect-error a whole number
    expect(() => attention(x, x, x, { score: (_, { q }) => q })).toThrow("a score function gives an f32 scalar");
    // @ts-expect-error numbers have no and
    expect(() => attention(x, x, x, { score: (s) => s.and(s) })).toThrow("and is for bool scalars, such as k.le(q)");
    // @ts-expect-error a text
    expect(() => attention(x, x, x, { score: (s) => s.add("1") })).toThrow("add takes a number or a scalar of one");
    // @ts-expect-error an f32
    expect(() => attention(x, x, x, { score: (s) => s.mod(2) })).toThrow("mod is for i32: got f32");
    // @ts-expect-error a table of two axes takes two indices
    expect(() => lookup(zeros([2, 2]), 1)).toThrow("lookup: table needs rank 1: [2, 2] has rank 2");
  });
});

test("an option that is off leaves nothing in the graph, and a short form what its function does", () => {
  const nodeFor = (options: AttentionOptions): Node | undefined => {
    const body = ({ x }: { readonly x: Tensor<[8, "seq", 4]> }) => attention(x, x, x, options);
    return program({ name: "short", params: {}, inputs: { x: [8, "seq", 4] }, body }).outputs[0]?.node;
  };
  const off = { causal: false, window: {}, score: [], returns: [], softcap: undefined, mask: undefined } as const;
  expect(nodeFor(off)).toEqual(nodeFor({}));
  expect(nodeFor({ causal: { offset: 0 } })).toEqual(nodeFor({ causal: true }));
  expect(nodeFor({ mask: causal() })).toEqual(nodeFor({ causal: true }));
  expect(nodeFor({ mask: ({ q, k }) => q.ge(k) })).toEqual(nodeFor({ causal: true }));
  expect(nodeFor({ mask: and(causal(), window()) })).toEqual(nodeFor({ causal: true }));
  expect(nodeFor({ score: softcap(3) })).toEqual(nodeFor({ softcap: 3 }));
});
