import { expect, test } from "vitest";
import { broadcastOffsets, broadcastStrides, rowMajorStrides, viewOffsets } from "../../src/evaluate/strides.js";

test("row-major strides", () => {
  expect(rowMajorStrides([2, 3, 4])).toEqual([12, 4, 1]);
  expect(rowMajorStrides([])).toEqual([]);
});

test("broadcasting repeats axes of size 1 and axes that are missing", () => {
  expect(broadcastStrides([3, 1], [2, 3, 4])).toEqual([0, 1, 0]);
  expect([...broadcastOffsets([2, 1], [2, 3])]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...broadcastOffsets([3], [2, 3])]).toEqual([0, 1, 2, 0, 1, 2]);
  expect([...broadcastOffsets([], [2])]).toEqual([0, 0]);
});

test("a view of rank 0 has one element", () => {
  expect([...viewOffsets([], [])]).toEqual([0]);
});
