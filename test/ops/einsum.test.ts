import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { einsum, matmul, mul, permute, sum, tensor, transpose, zeros } from "../../src/ops/index.js";
import { program } from "../../src/program/index.js";
import { dim, type Shape, ShapeError } from "../../src/shape/index.js";
import type { DType } from "../../src/graph/dtype.js";
import type { Tensor } from "../../src/tensor/index.js";

const seq = dim("seq", 3);

/** 0, 1, 2, .. */
function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

describe("einsum", () => {
  test("is the matrix product", () => {
    const [a, b] = [tensor(numbers(12), [seq, 4]), tensor(numbers(8), [4, 2])];
    const product = einsum("sd,de->se", a, b);
    expect(product.shape).toEqual(["seq", 2]);
    expect(product.sizes).toEqual([3, 2]);
    expect([...product.data]).toEqual([...matmul(a, b).data]);
  });

  test("is the scores of many heads", () => {
    const [q, k] = [tensor(numbers(24), [2, seq, 4]), tensor(numbers(40), [2, 5, 4])];
    expect([...einsum("hqd,hkd->hqk", q, k).data]).toEqual([...matmul(q, transpose(k)).data]);
  });

  test("moves axes and sums over them", () => {
    const x = tensor(numbers(24), [2, seq, 4]);
    expect([...einsum("abc->cab", x).data]).toEqual([...permute(x, [2, 0, 1]).data]);
    expect([...einsum("abc->ac", x).data]).toEqual([...sum(x, 1).data]);
    expect([...einsum("abc->", x).data]).toEqual([276]);
  });

  test("takes diagonals", () => {
    const x = tensor(numbers(18), [3, 2, 3]);
    expect([...einsum("iji->ij", x).data]).toEqual([0, 3, 7, 10, 14, 17]);
    expect([...einsum("iji", x).data]).toEqual([21, 30]);
  });

  test("stretches axes of size 1, of labels and of ellipses", () => {
    const [column, row] = [tensor([1, 10], [2, 1]), tensor([1, 2, 3], [1, 3])];
    expect([...einsum("ij,ij->ij", column, row).data]).toEqual([1, 2, 3, 10, 20, 30]);
    expect([...einsum("...,...->...", column, row).data]).toEqual([1, 2, 3, 10, 20, 30]);
    expect([...einsum("ij,ij", column, row).data]).toEqual([66]);
  });

  test("multiplies any number of operands", () => {
    const x = tensor([1, 2], [2]);
    expect([...einsum("a,a,a,a,a,a,a,a->a", x, x, x, x, x, x, x, x).data]).toEqual([1, 256]);
    expect([...einsum("a,b,c->cba", x, x, x).data]).toEqual([1, 2, 2, 4, 2, 4, 4, 8]);
    expect([...einsum(",a,->a", tensor([3], []), x, tensor([5], [])).data]).toEqual([15, 30]);
  });

  test("rounds once, at the end", () => {
    const x = tensor([1e8, 1, -1e8], [3]);
    expect([...einsum("i->", x).data]).toEqual([1]);
    expect([...einsum("i,i->", x, tensor([1, 1, 1], [3])).data]).toEqual([1]);
  });

  test("without an output puts the ellipsis first, then upper case", () => {
    expect(einsum("bAa", zeros([2, 3, 4])).shape).toEqual([3, 4, 2]);
    expect(einsum("b...A", zeros([2, 3, 4])).shape).toEqual([3, 4, 2]);
    expect(einsum("ij,ji", zeros([2, 3]), zeros([3, 2])).shape).toEqual([]);
  });

  test("of a product of names keeps them", () => {
    const made = program({
      name: "names",
      params: {},
      inputs: { cache: [8, "past", 4], fresh: [8, "fresh", 4] },
      body: ({ cache, fresh }) => einsum("hkd,hqd->hqk", cache, fresh),
    });
    const { shape, data } = made.evaluate({
      cache: tensor(numbers(64), [8, dim("past", 2), 4]),
      fresh: tensor(numbers(32), [8, dim("fresh", 1), 4]),
    });
    expect(shape).toEqual([8, "fresh", "past"]);
    expect(data[0]).toBe(14);
  });

  test("any order of the operands gives the same", () => {
    const labels = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 });
    fc.assert(
      fc.property(labels, labels, (left, right) => {
        const sizes: Readonly<Record<string, number>> = { a: 2, b: 3, c: 4 };
        const operandOf = (each: readonly string[]) => {
          const shape = each.map((label) => sizes[label] ?? 1);
          return tensor(numbers(shape.reduce((product, size) => product * size, 1)), shape);
        };
        const [x, y] = [operandOf(left), operandOf(right)];
        const output = [...new Set([...left, ...right])].toSorted().join("");
        const [l, r] = [left.join(""), right.join("")];
        expect(einsum(`${l},${r}->${output}`, x, y).data).toEqual(einsum(`${r},${l}->${output}`, y, x).data);
        const total = einsum(`${l},${r}->`, x, y).data[0] ?? NaN;
        expect(total).toBe(Math.fround(einsum(`${l},${r}->${output}`, x, y).data.reduce((a, b) => a + b, 0)));
      }),
    );
  });

  test("of elementwise labels is the product of elements", () => {
    const [x, y] = [tensor(numbers(12), [4, 3]), tensor(numbers(12), [4, 3])];
    expect([...einsum("ij,ij->ij", x, y).data]).toEqual([...mul(x, y).data]);
  });

  test("refuses a name with two sizes, with both places", () => {
    expect(() => einsum("a,a", zeros([dim("n", 2)]), zeros([dim("n", 3)]))).toThrow(
      "einsum: n has two sizes: operand 0 [n] has 2, operand 1 [n] has 3",
    );
  });

  const two = zeros([2]);
  test.each([
    ["einsum/equation", "i%", [two]],
    ["einsum/equation", "i..", [two]],
    ["einsum/operands", "i,j", [two]],
    ["einsum/output", "i->j", [two]],
    ["einsum/output", "i->ii", [two]],
    ["einsum/output", "...i->i", [zeros([2, 3])]],
    ["einsum/rank", "ij", [two]],
    ["einsum/size", "i,i", [two, zeros([3])]],
  ])("refuses with the code %s: %s", (code, equation, operands) => {
    expect(thrownBy(() => einsum(equation, ...operands))).toMatchObject({ code, op: "einsum" });
  });

  test("refuses integers and truth values", () => {
    const integers: Tensor<Shape, DType> = zeros([2], "i32");
    // @ts-expect-error The compiler refuses it too.
    expect(thrownBy(() => einsum("i", integers))).toMatchObject({ code: "einsum/dtype" });
  });
});

function thrownBy(call: () => unknown): ShapeError {
  try {
    call();
  } catch (error) {
    if (error instanceof ShapeError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}
