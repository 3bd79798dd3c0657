import { describe, expect, test } from "vitest";
import { add, dim, ones, tensor, type Tensor } from "heddle";
import { fromNode, isTensor, nodeOf } from "../../src/tensor/tensor.js";

describe("a tensor", () => {
  test("evaluates once", () => {
    const sum = add(ones([3]), ones([3]));
    expect(sum.data).toBe(sum.data);
  });

  test("is the face of its node", () => {
    const x = ones([3]);
    expect(nodeOf(fromNode(nodeOf(x)))).toBe(nodeOf(x));
  });

  test("needs sizes for its names", () => {
    const x = ones(["seq", 2]);
    expect(x.shape).toEqual(["seq", 2]);
    expect(() => x.sizes).toThrow(/the size of seq in \[seq, 2\] is not known here/);
    expect(() => x.data).toThrow(/the size of seq/);
  });
});

describe("a plain object, as kernels return", () => {
  const plain: Tensor<["seq", 2]> = {
    shape: ["seq", 2],
    sizes: [3, 2],
    dtype: "f32",
    data: new Float32Array([1, 2, 3, 4, 5, 6]),
  };

  test("is taken by operations, its names bound to its sizes", () => {
    const sum = add(plain, ones([dim("seq", 3), 2]));
    expect(sum.sizes).toEqual([3, 2]);
    expect([...sum.data]).toEqual([2, 3, 4, 5, 6, 7]);
    expect(() => add(plain, ones([dim("seq", 4), 2]))).toThrow(
      "add: seq has two sizes: left [seq, 2] has 3, right [seq, 2] has 4",
    );
  });

  test("may have an axis whose names are not told", () => {
    const node = nodeOf({ shape: ["past+1"], sizes: [4], dtype: "f32", data: new Float32Array(4) });
    expect(fromNode(node).sizes).toEqual([4]);
  });

  test("is told from other objects", () => {
    expect(isTensor(plain)).toBe(true);
    expect(isTensor(ones([1]))).toBe(true);
    expect(isTensor({ x: plain })).toBe(false);
    expect(isTensor({ ...plain, dtype: "f64" })).toBe(false);
    expect(isTensor({ ...plain, data: [1, 2, 3, 4, 5, 6] })).toBe(false);
  });

  test("is refused where its parts don't fit", () => {
    expect(() => nodeOf({ ...plain, sizes: [3, 3] })).toThrow(
      "tensor: sizes [3, 3] don't fit [seq, 2]: axis 1 has 3, needs 2",
    );
    expect(() => nodeOf({ ...plain, sizes: [3] })).toThrow("tensor: shape [seq, 2] has 2 axes, sizes [3] have 1");
    expect(() => nodeOf({ ...plain, sizes: [4, 2] })).toThrow(
      "tensor: data has 6 elements, [seq, 2] of sizes [4, 2] has 8",
    );
    expect(() => nodeOf({ ...plain, shape: ["n", "n"] })).toThrow(
      "tensor: n has two sizes: axis 0 of tensor [n, n] has 3, axis 1 has 2",
    );
    expect(() => nodeOf({ ...plain, sizes: [3, -2] })).toThrow("not a tensor");
    // @ts-expect-error a list is no tensor
    expect(() => nodeOf([1, 2])).toThrow("not a tensor: give what an operation returns, or an object");
  });

  test("is told about names in a polynomial", () => {
    const cache = { shape: ["past", "past+1"], dtype: "f32" as const, data: new Float32Array(12) };
    expect(fromNode(nodeOf({ ...cache, sizes: [3, 4] })).sizes).toEqual([3, 4]);
    expect(() => nodeOf({ ...cache, sizes: [4, 3] })).toThrow("axis 1 has 3, needs 5");
  });

  test("keeps its data uncopied", () => {
    expect(fromNode(nodeOf(plain)).data).toBe(plain.data);
    expect(tensor(plain.data, [3, 2]).data).toBe(plain.data);
  });
});
