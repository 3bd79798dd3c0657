import { expect, it } from "vitest";
import { maxDifference } from "../../examples/max-difference.js";

it.each([
  [[], [], 0],
  [[1, 2, 3], [1, -2, 3.5], 4],
  [[1, NaN, 3], [1, 2, 9], NaN],
  [[1, 2, 3], [1, NaN, 3], NaN],
  [[1, 2], [1, 2, 3], NaN],
  [[1, 2], [1], NaN],
])("the largest difference of %j and %j is %d", (left, right, expected) => {
  expect(maxDifference(left, right)).toBe(expected);
});
