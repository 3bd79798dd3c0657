import { describe, expect, expectTypeOf, test } from "vitest";
import { dim, max, mean, ones, sum, tensor, type Tensor } from "heddle";

describe("sum, mean, max", () => {
  const x = tensor([1, 2, 3, 4, 5, 9], [dim("seq", 2), 3]);

  test("along the last axis", () => {
    const y = sum(x, -1);
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq"]>>();
    expect(y.shape).toEqual(["seq"]);
    expect([...y.data]).toEqual([6, 18]);
    expect([...mean(x, 1).data]).toEqual([2, 6]);
    expect([...max(x, 1).data]).toEqual([3, 9]);
  });

  test("along the first axis", () => {
    const y = mean(x, 0);
    expectTypeOf(y).toEqualTypeOf<Tensor<[3]>>();
    expect([...y.data]).toEqual([2.5, 3.5, 6]);
    expect([...sum(x, -2).data]).toEqual([5, 7, 12]);
    expect([...max(x, 0).data]).toEqual([4, 5, 9]);
  });

  test("may keep the axis", () => {
    const y = sum(x, 1, { keepDim: true });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 1]>>();
    expect(y.sizes).toEqual([2, 1]);
    expect([...y.data]).toEqual([6, 18]);
  });

  test("give a scalar of a vector", () => {
    const y = sum(ones([5]), 0);
    expectTypeOf(y).toEqualTypeOf<Tensor<[]>>();
    expect(y.sizes).toEqual([]);
    expect([...y.data]).toEqual([5]);
  });

  test("a NaN reaches the result of its line only", () => {
    const bad = tensor([NaN, 1, 2, 3], [2, 2]);
    for (const reduce of [sum<[2, 2], "f32", 1>, mean<[2, 2], "f32", 1>, max<[2, 2], "f32", 1>]) {
      const [first, second] = reduce(bad, 1).data;
      expect(first).toBeNaN();
      expect(second).not.toBeNaN();
    }
  });

  test("refuse an axis that isn't there, and i32", () => {
    // @ts-expect-error rank 2 has axes 0 and 1
    expect(() => max(x, 2)).toThrow("max: axis 2 is out of range: [seq, 3] has rank 2");
    // @ts-expect-error only f32 is reduced
    expect(() => sum(ones([2], "i32"), 0)).toThrow("sum: input must be f32: got i32 (use cast)");
  });
});
