import fc from "fast-check";
import { all, any, dim, max, mean, min, prod, sum, tensor, type Tensor, zeros } from "heddle";
import { describe, expect, expectTypeOf, test } from "vitest";
import { iota } from "./iota.js";

describe("several axes", () => {
  const x = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, dim("seq", 3), 2]);

  test("are reduced together", () => {
    const y = sum(x, [0, -1]);
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq"]>>();
    expect(y.shape).toEqual(["seq"]);
    expect([...y.data]).toEqual([1 + 2 + 7 + 8, 3 + 4 + 9 + 10, 5 + 6 + 11 + 12]);
    expect([...prod(x, [0, 2]).data]).toEqual([1 * 2 * 7 * 8, 3 * 4 * 9 * 10, 5 * 6 * 11 * 12]);
    expect([...min(x, [2, 0]).data]).toEqual([1, 3, 5]);
    expect([...max(x, [0, 1]).data]).toEqual([11, 12]);
    expect([...mean(x, [1, 2]).data]).toEqual([3.5, 9.5]);
  });

  test("are all of them if none is named, and none if the list is empty", () => {
    const y = sum(x);
    expectTypeOf(y).toEqualTypeOf<Tensor<[]>>();
    expect([y.sizes, ...y.data]).toEqual([[], 78]);
    expect(sum(x, undefined, { keepDim: true }).shape).toEqual([1, 1, 1]);
    expect([...sum(x, []).data]).toEqual([...x.data]);
  });

  test("stay with size 1 if they are kept", () => {
    const y = max(x, [2, 0], { keepDim: true });
    expectTypeOf(y).toEqualTypeOf<Tensor<[1, "seq", 1]>>();
    expect(y.sizes).toEqual([1, 3, 1]);
    expect([...y.data]).toEqual([8, 10, 12]);
  });

  test("give what one axis after the other gives", () => {
    const axes = fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });
    const extent = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(fc.tuple(extent, extent, extent, extent), axes, (sizes, reduced) => {
        const given = iota(sizes, sizes);
        for (const reduce of [sum, max, min, mean]) {
          const atOnce = reduce(given, reduced);
          const inTurn = reduced
            .toSorted((left, right) => right - left)
            .reduce((sofar, axis) => reduce(sofar, axis), given);
          expect(atOnce.sizes).toEqual(inTurn.sizes);
          expect(closest(atOnce.data, inTurn.data)).toBeLessThan(1e-4);
        }
      }),
    );
  });

  test("are rounded once: what f32 can't hold on the way isn't lost", () => {
    const large = tensor([2 ** 24, 1, 1, -(2 ** 24)], [2, 2]);
    expect([...sum(large).data]).toEqual([2]);
    expect([...prod(tensor([1e30, 1e30, 1e-30, 1e-30], [2, 2])).data][0]).toBeCloseTo(1);
  });

  test("refuse an axis twice, by whatever name", () => {
    // @ts-expect-error -1 is axis 2
    expect(() => sum(x, [2, -1])).toThrow("sum: axis -1 is used twice in [2, -1]");
    // @ts-expect-error rank 3
    expect(() => any(x, [0, 3])).toThrow("any: input must be bool: got f32 (use cast)");
    // @ts-expect-error rank 3
    expect(() => prod(x, [0, 3])).toThrow("prod: axis 3 is out of range: [2, seq, 2] has rank 3");
  });
});

describe("min and max", () => {
  test("are NaN where an element is", () => {
    const x = tensor([1, NaN, 3, -Infinity, 5, Infinity], [2, 3]);
    expect([...min(x, 1).data]).toEqual([NaN, -Infinity]);
    expect([...max(x, 1).data]).toEqual([NaN, Infinity]);
  });
});

describe("any and all", () => {
  const x = tensor([0, 0, 0, 1, 1, 1], [3, 2], "bool");

  test("give truth values", () => {
    const some = any(x, 1);
    expectTypeOf(some).toEqualTypeOf<Tensor<[3], "bool">>();
    expect([some.dtype, ...some.data]).toEqual(["bool", 0, 1, 1]);
    expect([...all(x, 1).data]).toEqual([0, 0, 1]);
    expect([...all(x, 0, { keepDim: true }).data]).toEqual([0, 0]);
    expect([...any(x).data, ...all(x).data]).toEqual([1, 0]);
  });
});

describe("no elements", () => {
  const empty = zeros([2, dim("past", 0)]);

  test("have a sum and a product, and a truth", () => {
    expect([...sum(empty, 1).data]).toEqual([0, 0]);
    expect([...prod(empty, 1).data]).toEqual([1, 1]);
    expect([...any(zeros([0], "bool")).data, ...all(zeros([0], "bool")).data]).toEqual([0, 1]);
  });

  test("have no mean, maximum or minimum", () => {
    for (const [name, reduce] of Object.entries({ mean, max, min })) {
      expect(() => reduce(empty, 1)).toThrow(`${name}: there is no ${name} of no elements: axis 1 of [2, past] is 0`);
      expect([...reduce(zeros([0, 3]), 1).data]).toEqual([]);
    }
  });
});

function closest(left: Float32Array, right: Float32Array): number {
  return left.reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - (right[i] ?? NaN))), 0);
}
