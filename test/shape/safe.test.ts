import { expect, test } from "vitest";
import { addDims, elementsOf, mulDims } from "../../src/shape/index.js";

test.each([
  ["a sum of numbers", () => addDims(2 ** 53 - 1, 1)],
  ["a product of numbers", () => mulDims(2 ** 30, 2 ** 30)],
  ["a coefficient of a sum", () => addDims(`${2 ** 52}*n`, `${2 ** 52}*n`)],
  ["a coefficient of a product", () => mulDims(`${2 ** 30}*n`, 2 ** 30)],
  ["the elements of a shape", () => elementsOf([2 ** 20, 2 ** 20, 2 ** 20])],
])("%s past 2^53 - 1 is refused", (_, compute) => {
  expect(compute).toThrow(/^dims: arithmetic on dims goes past 2\^53 - 1: to about /);
});

test("2^53 - 1 itself is exact", () => {
  expect(addDims(2 ** 53 - 2, 1)).toBe(Number.MAX_SAFE_INTEGER);
});
