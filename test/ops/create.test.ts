import { describe, expect, expectTypeOf, test } from "vitest";
import { dim, full, ones, tensor, type Tensor, zeros } from "heddle";

describe("tensor", () => {
  const seq = dim("seq", 2);

  test("is f32 by default, has the shape's names and their sizes", () => {
    const x = tensor([1, 2, 3, 4, 5, 6], [seq, 3]);
    expectTypeOf(x).toEqualTypeOf<Tensor<["seq", 3]>>();
    expect(x.shape).toEqual(["seq", 3]);
    expect(x.sizes).toEqual([2, 3]);
    expect(x.dtype).toBe("f32");
    expect(x.data).toEqual(new Float32Array([1, 2, 3, 4, 5, 6]));
  });

  test("takes i32 and bool by name", () => {
    const ids = tensor(new Int32Array([7, 8]), [seq], "i32");
    expectTypeOf(ids).toEqualTypeOf<Tensor<["seq"], "i32">>();
    expect(ids.data).toEqual(new Int32Array([7, 8]));
    expect(tensor([0, 2], [2], "bool").data).toEqual(new Uint8Array([0, 1]));
  });

  test("doesn't copy a typed array", () => {
    const data = new Float32Array(4);
    expect(tensor(data, [4]).data).toBe(data);
  });

  test("refuses another number of elements, with both", () => {
    expect(() => tensor(new Float32Array(5), [seq, 4])).toThrow(
      "tensor: data has 5 elements, [seq, 4] of sizes [2, 4] has 8",
    );
  });

  test("refuses an array of another dtype, and numbers that the dtype can't hold", () => {
    // @ts-expect-error the array that holds i32 is Int32Array
    expect(() => tensor(new Float32Array(2), [2], "i32")).toThrow("tensor: dtype i32 is held by Int32Array");
    expect(() => tensor([1.5], [1], "i32")).toThrow("tensor: 1.5 can't be held by dtype i32");
    expect(() => tensor([2 ** 31], [1], "i32")).toThrow("can't be held by dtype i32");
  });

  test("may be empty", () => {
    expect(tensor([], [0]).sizes).toEqual([0]);
    expect(tensor([], [dim("past", 0), 64]).sizes).toEqual([0, 64]);
    expect(zeros([4, 0]).data.length).toBe(0);
  });

  test("refuses more elements than numbers can count", () => {
    expect(() => tensor([], [2 ** 30, 2 ** 30])).toThrow("has more than 2^53 - 1 elements");
    expect(() => zeros([2 ** 30, 2 ** 30]).data).toThrow("has more than 2^53 - 1 elements");
  });

  test("refuses what isn't a size, and a name without one", () => {
    // @ts-expect-error 1.5 is no size
    expect(() => tensor([1], [1.5])).toThrow("tensor: 1.5 is not a dim");
    expect(() => tensor([1], ["seq"])).toThrow(/the size of seq in \[seq\] is not known/);
  });
});

describe("zeros, ones, full", () => {
  test("fill a shape", () => {
    const z = zeros([dim("seq", 2), 2]);
    expectTypeOf(z).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect([...z.data]).toEqual([0, 0, 0, 0]);
    expect(ones([3], "i32").data).toEqual(new Int32Array([1, 1, 1]));
    expect(full([2], 0.5).data).toEqual(new Float32Array([0.5, 0.5]));
    expect(full([2], true, "bool").data).toEqual(new Uint8Array([1, 1]));
  });

  test("have the dtype that is asked for, not the one that the context expects", () => {
    expectTypeOf(zeros([4])).toEqualTypeOf<Tensor<[4], "f32">>();
    expectTypeOf(ones([4], "bool")).toEqualTypeOf<Tensor<[4], "bool">>();
    // @ts-expect-error zeros is f32 unless a dtype is given
    const mask: Tensor<[4], "bool"> = zeros([4]);
    expect(mask.dtype).toBe("f32");
  });

  test("refuse a value that the dtype can't hold", () => {
    expect(() => full([2], 0.5, "i32")).toThrow("full: 0.5 can't be held by dtype i32");
    // @ts-expect-error bool is filled with true or false
    full([2], 1, "bool");
  });
});
