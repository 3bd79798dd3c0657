import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/evaluate/index.js";
import type { Node } from "../../src/graph/node.js";
import { base, constant } from "./nodes.js";

/** The elements of an einsum of constants. */
function valuesOf(labels: string[][], output: string[], shape: number[], inputs: readonly Node[]): readonly number[] {
  return [...evaluate({ op: "einsum", inputs, labels, output, ...base(shape, "f32") }).data];
}

describe("einsum", () => {
  const x = constant([1, 2, 3, 4, 5, 6], [2, 3]);

  test("runs along labels of any name", () => {
    expect(valuesOf([["...1", "...0"]], ["...0", "...1"], [3, 2], [x])).toEqual([1, 4, 2, 5, 3, 6]);
    expect(valuesOf([["row", "column"]], ["row"], [2], [x])).toEqual([6, 15]);
  });

  test("moves along both axes of a diagonal", () => {
    const square = constant([1, 2, 3, 4], [2, 2]);
    expect(valuesOf([["i", "i"]], ["i"], [2], [square])).toEqual([1, 4]);
    expect(valuesOf([["i", "i"]], [], [], [square])).toEqual([5]);
  });

  test("stays at the only position of an axis of size 1, whichever operand has it", () => {
    const one = constant([10], [1]);
    expect(valuesOf([["i", "j"], ["j"]], ["i", "j"], [2, 3], [x, one])).toEqual([10, 20, 30, 40, 50, 60]);
    expect(valuesOf([["j"], ["i", "j"]], ["i"], [2], [one, x])).toEqual([60, 150]);
  });

  test("sums nothing to 0, and an axis without positions has no elements", () => {
    const empty = constant([], [0, 3]);
    expect(valuesOf([["i", "j"]], ["j"], [3], [empty])).toEqual([0, 0, 0]);
    expect(valuesOf([["i", "j"]], ["i"], [0], [empty])).toEqual([]);
    expect(valuesOf([["i", "j"], ["i"]], ["j"], [3], [empty, constant([1], [1])])).toEqual([0, 0, 0]);
  });

  test("multiplies one, two and three operands alike", () => {
    const y = constant([1, 1, 1], [3]);
    const labels = [["i", "j"], ["j"], ["j"]];
    for (let count = 1; count <= 3; count++) {
      expect(valuesOf(labels.slice(0, count), ["i"], [2], [x, y, y].slice(0, count))).toEqual([6, 15]);
    }
  });

  test("takes sums in float64 and rounds once", () => {
    const [left, right] = [constant([1e8, 1, -1e8], [3]), constant([1, 1, 1], [3])];
    expect(valuesOf([["i"], ["i"]], [], [], [left, right])).toEqual([1]);
    // Over two labels: the rows' sums are not rounded either.
    const rows = constant([1e8, 1, -1e8, 0], [2, 2]);
    expect(valuesOf([["i", "j"]], [], [], [rows])).toEqual([1]);
  });

  test("takes 9 million products in well under a second", () => {
    const big = constant(Array<number>(160 * 160 * 120).fill(1), [160, 160, 120]);
    const start = performance.now();
    const labels = [
      ["l", "m", "n"],
      ["l", "m", "n"],
    ];
    expect(valuesOf(labels, [], [], [big, big])).toEqual([160 * 160 * 120]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
