import { describe, expect, expectTypeOf, test } from "vitest";
import { cast, dim, ones, tensor, type Tensor, where, zeros } from "heddle";

describe("cast", () => {
  const x = tensor([-1.9, -0.5, 0, 2.9], [dim("seq", 4)]);

  test("to i32 goes towards zero", () => {
    const y = cast(x, "i32");
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq"], "i32">>();
    expect(y.data).toEqual(new Int32Array([-1, 0, 0, 2]));
  });

  test("to bool is true for all but 0, and back gives 1", () => {
    expect(cast(x, "bool").data).toEqual(new Uint8Array([1, 1, 0, 1]));
    expect(cast(cast(x, "bool"), "f32").data).toEqual(new Float32Array([1, 1, 0, 1]));
  });

  test("to the same dtype keeps the tensor's value", () => {
    expect(cast(x, "f32").data).toBe(x.data);
  });
});

describe("where", () => {
  const seq = dim("seq", 2);
  const condition = tensor([1, 0], [seq, 1], "bool");

  test("chooses element by element, broadcast", () => {
    const y = where(condition, tensor([1, 2, 3], [3]), zeros([seq, 3]));
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 3]>>();
    expect([...y.data]).toEqual([1, 2, 3, 0, 0, 0]);
  });

  test("keeps the dtype of its sides", () => {
    const y = where(condition, ones([3], "i32"), zeros([3], "i32"));
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 3], "i32">>();
    expect(y.data).toEqual(new Int32Array([1, 1, 1, 0, 0, 0]));
  });

  test("lets no NaN through from the side that isn't taken", () => {
    expect([...where(condition, ones([1]), tensor([NaN, 5], [seq, 1])).data]).toEqual([1, 5]);
  });

  test("refuses shapes that don't broadcast and dtypes that differ", () => {
    // @ts-expect-error 3 against 2
    expect(() => where(condition, ones([3]), ones([2]))).toThrow(/where: .*\[3\].*\[2\]/);
    // @ts-expect-error [seq, 1] against [4, 3]
    expect(() => where(condition, ones([4, 3]), ones([4, 3]))).toThrow(/where: .*\[seq, 1\].*\[4, 3\]/);
    // @ts-expect-error f32 and i32
    expect(() => where(condition, ones([3]), ones([3], "i32"))).toThrow(
      "where: dtypes differ: whenTrue f32, otherwise i32",
    );
    // @ts-expect-error a condition is bool
    expect(() => where(ones([2]), ones([2]), ones([2]))).toThrow("where: condition must be bool: got f32");
  });
});
