import { describe, expect, it } from "vitest";
import { closestPairs, cosines, nearest } from "../../../examples/use-lite/similarity.js";

describe("the similarity of vectors", () => {
  it("is the cosine of their angle, whatever their lengths", () => {
    const others = [
      [1, 0],
      [0, 2],
      [-5, 0],
      [1, 1],
    ];
    const [row] = cosines([[3, 0]], others);
    expect(row?.map((value) => Number(value.toFixed(12)))).toEqual([1, 0, -1, Number(Math.SQRT1_2.toFixed(12))]);
  });

  it("tells the nearest", () => {
    expect(nearest([-0.5, -0.1, -0.3])).toEqual({ index: 1, similarity: -0.1 });
  });

  it("tells the closest pairs, each once and none with itself", () => {
    const similarity = [
      [1, 0.2, 0.9],
      [0.2, 1, 0.4],
      [0.9, 0.4, 1],
    ];
    expect(closestPairs(similarity, 2)).toEqual([
      { first: 0, second: 2, similarity: 0.9 },
      { first: 1, second: 2, similarity: 0.4 },
    ]);
    expect(closestPairs([[1]], 3)).toEqual([]);
  });
});
