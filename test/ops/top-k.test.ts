import { argMax, cast, dim, tensor, topK, transpose, zeros } from "heddle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("topK", () => {
  test("gives the greatest of each row, the greatest first, and where they are", () => {
    const x = tensor([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [dim("seq", 2), 5]);
    const { values, indices } = topK(x, 3);
    expect(values.shape).toEqual(["seq", 3]);
    expect([...values.data]).toEqual([5, 4, 3, 9, 6, 5]);
    expect([...indices.data]).toEqual([4, 2, 0, 0, 2, 3]);
    expect([indices.shape, indices.dtype]).toEqual([["seq", 3], "i32"]);
  });

  test("takes the first of equal elements, and NaN before all numbers", () => {
    const x = tensor([0, 7, -0, NaN, 7, Infinity, -Infinity, NaN], [8]);
    expect([...topK(x, 8).indices.data]).toEqual([3, 7, 5, 1, 4, 0, 2, 6]);
    expect([...topK(x, 3).values.data]).toEqual([NaN, NaN, Infinity]);
  });

  test("of all elements is a descending order of them", () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 20 }), (numbers) => {
        const x = tensor(numbers, [numbers.length]);
        const { values, indices } = topK(x, numbers.length);
        expect([...values.data]).toEqual([...indices.data].map((i) => x.data[i]));
        expect([...indices.data].toSorted((a, b) => a - b)).toEqual([...numbers.keys()]);
        for (let i = 1; i < numbers.length; i++) expect(values.data[i]).toBeLessThanOrEqual(values.data[i - 1]!);
      }),
    );
  });

  test("finds out when it is evaluated that a name is too short", () => {
    expect(() => topK(zeros([dim("seq", 3)]), 4)).toThrow("topK: k 4 exceeds the last axis: [seq] has seq, which is 3");
  });
});

describe("argMax", () => {
  const x = tensor([1, 5, 2, 5, 0, 9], [2, 3]);

  test("is the position of the greatest element along an axis, the last by default", () => {
    expect([...argMax(x).data]).toEqual([1, 2]);
    expect([...argMax(x, 0).data]).toEqual([1, 0, 1]);
    expect([...argMax(transpose(x), -2).data]).toEqual([1, 2]);
    expect(argMax(x, 0).shape).toEqual([3]);
    expect(argMax(x).dtype).toBe("i32");
  });

  test("needs numbers, some of them, and an axis", () => {
    expect(() => argMax(zeros([2, 0]))).toThrow("argMax: there is no argMax of no elements: axis 1 of [2, 0] is 0");
    expect(() => argMax(zeros([2, 3]), 2 as 1)).toThrow("argMax: axis 2 is out of range: [2, 3] has rank 2");
    expect(() => argMax(cast(x, "i32") as never)).toThrow("argMax: input must be f32: got i32 (use cast)");
    expect(() => argMax(zeros([]) as never)).toThrow("argMax: input needs rank 1 or more: [] has rank 0");
  });
});
