import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { add, dim, full, softmax, tensor, type Tensor } from "heddle";
import { randomData } from "../random.js";

describe("softmax", () => {
  const x = tensor([0, Math.log(3), 0, 0], [dim("seq", 2), 2]);

  test("is along the last axis unless another is given", () => {
    const y = softmax(x);
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect([...y.data].map((value) => value.toFixed(6))).toEqual(["0.250000", "0.750000", "0.500000", "0.500000"]);
    const columns = softmax(x, 0);
    expect([...columns.data].map((value) => value.toFixed(6))).toEqual([
      "0.500000",
      "0.750000",
      "0.500000",
      "0.250000",
    ]);
    expect(softmax(x, -2).data).toEqual(columns.data);
  });

  test("adds up to 1, and a constant added changes nothing", () => {
    const sizes = fc.record({ rows: fc.integer({ min: 1, max: 4 }), width: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: -100, max: 100 }),
        (shape, seed, shift) => {
          const input = tensor(randomData(shape.rows * shape.width, seed), [shape.rows, shape.width]);
          const y = softmax(input);
          const shifted = softmax(add(input, full([1], shift)));
          for (let row = 0; row < shape.rows; row++) {
            const line = y.data.slice(row * shape.width, (row + 1) * shape.width);
            expect(line.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 5);
          }
          // Adding up to 100 rounds the input itself to 2^-17.
          for (const [i, value] of y.data.entries()) expect(Math.abs(value - shifted.data[i]!)).toBeLessThan(2e-5);
        },
      ),
    );
  });

  test("doesn't overflow, and stays right far from 0", () => {
    expect([...softmax(tensor([1e30, 1e30, -1e30], [3])).data]).toEqual([0.5, 0.5, 0]);
  });

  test("-Infinity gives 0, NaN and a line of -Infinity give NaN in their line only", () => {
    const y = softmax(tensor([-Infinity, 1, -Infinity, -Infinity, NaN, 1, 2, 2], [4, 2]));
    expect([...y.data]).toEqual([0, 1, NaN, NaN, NaN, NaN, 0.5, 0.5]);
  });

  test("refuses an axis that isn't there, and i32", () => {
    // @ts-expect-error rank 2 has axes 0 and 1
    expect(() => softmax(x, 2)).toThrow("softmax: axis 2 is out of range: [seq, 2] has rank 2");
    // @ts-expect-error integers have no softmax
    expect(() => softmax(tensor([1, 2], [2], "i32"))).toThrow("softmax: input must be f32: got i32");
  });
});
