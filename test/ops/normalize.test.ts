import { describe, expect, expectTypeOf, test } from "vitest";
import { dim, layerNorm, ones, tensor, type Tensor } from "heddle";

describe("layerNorm", () => {
  const x = tensor([1, 3, 2, 2], [dim("seq", 2), 2]);

  test("has mean 0 and variance 1 in each row", () => {
    const y = layerNorm(x, undefined, undefined, { epsilon: 0 });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect([...y.data.subarray(0, 2)]).toEqual([-1, 1]);
  });

  test("epsilon keeps a constant row from dividing by zero", () => {
    expect([...layerNorm(x).data.subarray(2)]).toEqual([0, 0]);
    expect([...layerNorm(x, undefined, undefined, { epsilon: 0 }).data.subarray(2)]).toEqual([NaN, NaN]);
    expect(layerNorm(x).data[1]).toBeCloseTo(1 / Math.sqrt(1 + 1e-5), 7);
  });

  test("scales, then shifts", () => {
    const weight = tensor([2, 10], [2]);
    const bias = tensor([0.5, 1], [2]);
    expect([...layerNorm(x, weight, bias, { epsilon: 0 }).data.subarray(0, 2)]).toEqual([-1.5, 11]);
    expect([...layerNorm(x, weight, undefined, { epsilon: 0 }).data.subarray(0, 2)]).toEqual([-2, 10]);
  });

  test("doesn't cancel far from 0", () => {
    // 1.3e9 and numbers a few float32 steps above it: deviations of -512/3, -128/3 and 640/3 from the mean.
    const far = tensor([1.3e9, 1.3e9 + 128, 1.3e9 + 384], [3]);
    const { data } = layerNorm(far, undefined, undefined, { epsilon: 0 });
    const deviation = Math.sqrt((512 ** 2 + 128 ** 2 + 640 ** 2) / 3);
    for (const [i, expected] of [-512, -128, 640].entries()) expect(data[i]).toBeCloseTo(expected / deviation, 6);
  });

  test("a NaN stays in its row", () => {
    const y = layerNorm(tensor([NaN, 1, 1, 3], [2, 2]), undefined, undefined, { epsilon: 0 });
    expect([...y.data]).toEqual([NaN, NaN, -1, 1]);
  });

  test("refuses a weight or bias of another width, and an epsilon that is no small number", () => {
    // @ts-expect-error 3 against 2
    expect(() => layerNorm(x, ones([3]))).toThrow(/layerNorm: weight .*\[seq, 2\].*\[3\]/);
    // @ts-expect-error 3 against 2
    expect(() => layerNorm(x, ones([2]), ones([3]))).toThrow(/layerNorm: bias .*\[seq, 2\].*\[3\]/);
    // @ts-expect-error a scalar has no last axis
    expect(() => layerNorm(ones([]), ones([2]))).toThrow("layerNorm: input needs rank 1 or more");
    for (const epsilon of [-1, NaN, Infinity]) {
      expect(() => layerNorm(x, undefined, undefined, { epsilon })).toThrow("layerNorm: epsilon must be");
    }
  });
});
