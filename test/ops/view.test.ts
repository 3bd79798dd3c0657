import { describe, expect, expectTypeOf, test } from "vitest";
import { add, dim, type Tensor, view } from "heddle";

describe("view", () => {
  test("is a tensor over the memory itself", () => {
    const memory = new ArrayBuffer(32);
    const x = view(memory, [dim("seq", 2), 4]);
    expectTypeOf(x).toEqualTypeOf<Tensor<["seq", 4]>>();
    expect(x.sizes).toEqual([2, 4]);
    expect(x.data.buffer).toBe(memory);
    new Float32Array(memory).fill(3);
    expect([...add(x, 1).data]).toEqual([4, 4, 4, 4, 4, 4, 4, 4]);
  });

  test("takes memory that threads share, whose data is typed so", () => {
    const shared = new SharedArrayBuffer(16);
    const ids = view(shared, [2, 2], { dtype: "i32" });
    expectTypeOf(ids).toEqualTypeOf<Tensor<[2, 2], "i32">>();
    expectTypeOf(ids.data.buffer).toEqualTypeOf<ArrayBufferLike>();
    expect(ids.data.buffer).toBe(shared);
  });

  test("starts where it is told, and may end before the memory does", () => {
    const memory = new Float32Array([1, 2, 3, 4, 5]);
    const x = view(memory.buffer, [2], { byteOffset: 8 });
    expect([...x.data]).toEqual([3, 4]);
    expect([...view(memory.subarray(1), [2], { byteOffset: 4 }).data]).toEqual([3, 4]);
    expect([...view(new Uint8Array(memory.buffer, 4), [1]).data]).toEqual([2]);
    expect([...view(new DataView(memory.buffer, 12), [2]).data]).toEqual([4, 5]);
    expect(view(memory, [0, 7], { byteOffset: 20 }).data.length).toBe(0);
  });

  test("reads bools as bytes", () => {
    expect([...view(new Uint8Array([9, 1, 0, 1]), [3], { dtype: "bool", byteOffset: 1 }).data]).toEqual([1, 0, 1]);
  });

  test("refuses what doesn't lie on whole elements", () => {
    expect(() => view(new ArrayBuffer(16), [2], { byteOffset: 2 })).toThrow(
      "view: f32 needs a multiple of 4 bytes before it: here are 2 in the buffer (copy the elements)",
    );
    expect(() => view(new Uint8Array(new ArrayBuffer(16), 3), [2], { byteOffset: 4 })).toThrow(
      "here are 7 in the buffer",
    );
  });

  test("refuses what goes past the end", () => {
    expect(() => view(new ArrayBuffer(16), [dim("seq", 2), 4])).toThrow(
      "view: [seq, 4] of sizes [2, 4] needs 32 bytes from 0, the memory has 16",
    );
    expect(() => view(new ArrayBuffer(16), [4], { byteOffset: 4 })).toThrow("needs 16 bytes from 4");
    expect(() => view(new Float32Array(new ArrayBuffer(64), 0, 2), [3])).toThrow("the memory has 8");
    expect(() => view(new ArrayBuffer(16), [2 ** 52, 4])).toThrow("has more than 2^53 - 1 elements");
  });

  test.each([-4, 0.5, NaN, 2 ** 53])("refuses to start at byte %d", (byteOffset) => {
    expect(() => view(new ArrayBuffer(16), [2], { byteOffset })).toThrow(
      `view: byteOffset must be a whole number from 0: got ${byteOffset}`,
    );
  });

  test("refuses an array of other elements, and what is no memory", () => {
    expect(() => view(new Float64Array(4), [4])).toThrow(
      "view: dtype f32 is held by Float32Array, the memory is Float64Array (give its buffer to read the bytes as f32)",
    );
    expect(() => view(new Int32Array(4), [4])).toThrow("the memory is Int32Array");
    // @ts-expect-error a list is no memory
    expect(() => view([1, 2], [2])).toThrow("view: the memory must be an ArrayBuffer");
  });
});
