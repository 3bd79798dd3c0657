import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/evaluate/index.js";
import type { Node, PlaceholderNode } from "../../src/graph/node.js";
import { base, constant } from "./nodes.js";

const valuesOf = (node: Node) => [...evaluate(node).data];

describe("elementwise", () => {
  test("broadcasts both sides", () => {
    const left = constant([1, 2], [2, 1]);
    const right = constant([10, 20, 30], [3]);
    expect(valuesOf({ op: "binary", fn: "sub", left, right, ...base([2, 3], "f32") })).toEqual([
      -9, -19, -29, -8, -18, -28,
    ]);
  });

  test("rounds where it stores", () => {
    const third: Node = { op: "scale", factor: 1 / 3, input: constant([1], [1]), ...base([1], "f32") };
    expect(valuesOf(third)).toEqual([Math.fround(1 / 3)]);
  });

  test("cast goes towards zero, and true is all but 0", () => {
    const input = constant([-1.9, -0, 0.4, 2.9, NaN], [5]);
    expect(valuesOf({ op: "cast", input, ...base([5], "i32") })).toEqual([-1, 0, 0, 2, 0]);
    expect(valuesOf({ op: "cast", input, ...base([5], "bool") })).toEqual([1, 0, 1, 1, 1]);
  });

  test("where doesn't read the side not taken", () => {
    const condition = constant([1, 0], [2], "bool");
    const left = constant([1, NaN], [2]);
    const right = constant([7], [1]);
    expect(valuesOf({ op: "where", condition, left, right, ...base([2], "f32") })).toEqual([1, 7]);
  });
});

describe("layout", () => {
  const cube = constant([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [2, 3, 2]);

  test("permute", () => {
    expect(valuesOf({ op: "permute", axes: [2, 0, 1], input: cube, ...base([2, 2, 3], "f32") })).toEqual([
      0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11,
    ]);
  });

  test("concat along a middle axis", () => {
    const more = constant([-1, -2, -3, -4], [2, 1, 2]);
    expect(valuesOf({ op: "concat", axis: 1, inputs: [cube, more], ...base([2, 4, 2], "f32") })).toEqual([
      0, 1, 2, 3, 4, 5, -1, -2, 6, 7, 8, 9, 10, 11, -3, -4,
    ]);
  });

  test("narrow along a middle axis", () => {
    expect(valuesOf({ op: "narrow", axis: 1, start: 1, input: cube, ...base([2, 2, 2], "f32") })).toEqual([
      2, 3, 4, 5, 8, 9, 10, 11,
    ]);
  });

  test("narrow past the end of an axis whose size came late", () => {
    const past: Node = { op: "narrow", axis: 1, start: 2, input: cube, ...base([2, 2, 2], "f32") };
    expect(() => evaluate(past)).toThrow("narrow: positions 2 to 3 of axis 1 go past its end: [2, 3, 2] has sizes");
  });
});

describe("contractions", () => {
  test("matmul repeats a matrix over leading axes", () => {
    const left = constant([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
    const right = constant([1, 0, 2, 0, 1, 3], [2, 3]);
    expect(valuesOf({ op: "matmul", left, right, ...base([2, 2, 3], "f32") })).toEqual([
      1, 2, 8, 3, 4, 18, 5, 6, 28, 7, 8, 38,
    ]);
    const rows = constant([1, 10], [1, 2]);
    expect(valuesOf({ op: "matmul", left: rows, right: left, ...base([2, 1, 2], "f32") })).toEqual([31, 42, 75, 86]);
  });

  test("linear multiplies by the weight transposed", () => {
    const input = constant([1, 2], [1, 2]);
    const weight = constant([1, 0, 0, 1, 1, 1], [3, 2]);
    const bias = constant([0.5, 0, -1], [3]);
    expect(valuesOf({ op: "linear", input, weight, bias, ...base([1, 3], "f32") })).toEqual([1.5, 2, 2]);
    expect(valuesOf({ op: "linear", input, weight, bias: undefined, ...base([1, 3], "f32") })).toEqual([1, 2, 3]);
  });

  test("sums are taken in float64", () => {
    const input = constant([1e8, 1, -1e8], [1, 3]);
    const weight = constant([1, 1, 1], [1, 3]);
    expect(valuesOf({ op: "linear", input, weight, bias: undefined, ...base([1, 1], "f32") })).toEqual([1]);
  });
});

describe("the graph", () => {
  test("a chain of 5,000 nodes doesn't overflow the stack", () => {
    const one = constant([1], [1]);
    let node: Node = one;
    for (let i = 0; i < 5000; i++) node = { op: "binary", fn: "add", left: node, right: one, ...base([1], "f32") };
    expect(valuesOf(node)).toEqual([5001]);
  });

  test("a node that many read is evaluated once", () => {
    let node: Node = constant([1], [1]);
    // 2^60 reads without sharing.
    for (let i = 0; i < 60; i++) node = { op: "binary", fn: "add", left: node, right: node, ...base([1], "f32") };
    expect(valuesOf(node)).toEqual([2 ** 60]);
    expect(evaluate(node)).toBe(evaluate(node));
  });

  test("a scope gives placeholders values and names sizes", () => {
    const shared = { dtype: "f32", dims: new Map() } as const;
    const x: PlaceholderNode = { op: "placeholder", role: "input", name: "x", shape: ["seq"], ...shared };
    const ones: Node = { op: "fill", value: 1, shape: ["seq"], ...shared };
    const sum: Node = { op: "binary", fn: "add", left: x, right: ones, shape: ["seq"], ...shared };
    for (const data of [new Float32Array([1, 2]), new Float32Array([3, 4, 5])]) {
      const scope = { values: new Map([[x, { data, sizes: [data.length] }]]), dims: new Map([["seq", data.length]]) };
      expect([...evaluate(sum, scope).data]).toEqual([...data].map((value) => value + 1));
    }
    expect(() => evaluate(x)).toThrow(/"x" is an input of a program whose body is being traced/);
    expect(() => evaluate(ones)).toThrow(/the size of seq in \[seq\] is not known here/);
  });
});
