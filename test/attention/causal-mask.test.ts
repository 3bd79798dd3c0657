import { describe, expect, expectTypeOf, test } from "vitest";
import { causalMask, dim, type Tensor } from "heddle";

describe("causalMask", () => {
  const [n, m] = [dim("n", 3), dim("m", 4)];

  test("is true where j <= i + offset", () => {
    const mask = causalMask(n, m);
    expectTypeOf(mask).toEqualTypeOf<Tensor<["n", "m"], "bool">>();
    expect([...mask.data]).toEqual([1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0]);
    expect([...causalMask(2, 4, { offset: 2 }).data]).toEqual([1, 1, 1, 0, 1, 1, 1, 1]);
  });

  test("a negative offset leaves rows empty", () => {
    expect([...causalMask(n, 2, { offset: -2 }).data]).toEqual([0, 0, 0, 0, 1, 0]);
  });

  test("an offset past the end masks nothing", () => {
    expect([...causalMask(2, 2, { offset: 99 }).data]).toEqual([1, 1, 1, 1]);
  });

  test("refuses what is no length or offset", () => {
    // @ts-expect-error -1 is no size
    expect(() => causalMask(-1, 2)).toThrow("causalMask: -1 is not a dim");
    expect(causalMask(0, 2).sizes).toEqual([0, 2]);
    expect(() => causalMask(2, 2, { offset: 0.5 })).toThrow("causalMask: offset must be an integer: got 0.5");
  });
});
