import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  div,
  exp,
  gelu,
  linear,
  matmul,
  mul,
  neg,
  relu,
  scale,
  sigmoid,
  silu,
  sqrt,
  sub,
  tanh,
  tensor,
  transpose,
} from "heddle";
import { iota } from "./iota.js";

const values = [-3, -0.5, 0, 0.25, 2];
const x = tensor(values, [5]);

describe("functions of each element", () => {
  test.each([
    ["exp", exp, Math.exp],
    ["tanh", tanh, Math.tanh],
    ["relu", relu, (v: number) => Math.max(v, 0)],
    ["silu", silu, (v: number) => v / (1 + Math.exp(-v))],
    ["sigmoid", sigmoid, (v: number) => 1 / (1 + Math.exp(-v))],
    ["neg", neg, (v: number) => -v],
  ])("%s", (_, op, reference) => {
    const computed = [...op(x).data];
    for (const [i, value] of values.entries()) expect(computed[i]).toBeCloseTo(reference(value), 6);
  });

  test("sqrt and scale", () => {
    expect([...sqrt(tensor([0, 4, 9], [3])).data]).toEqual([0, 2, 3]);
    expect([...scale(x, -2).data]).toEqual([6, 1, -0, -0.5, -4]);
  });

  // The exact values are those of x * Phi(x) for the standard normal distribution.
  test("gelu, exact and approximate", () => {
    const exact = [-0.00404969409489031, -0.15426876936299344, 0, 0.149676614171874, 1.9544997361036416];
    for (const [i, value] of exact.entries()) expect(gelu(x).data[i]).toBeCloseTo(value, 6);
    const approximate = gelu(x, { approximate: "tanh" }).data;
    for (const [i, v] of values.entries()) {
      const inner = Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3);
      expect(approximate[i]).toBeCloseTo((v * (1 + Math.tanh(inner))) / 2, 6);
    }
    expect(approximate[0]).not.toBeCloseTo(exact[0] ?? 0, 5);
  });
});

describe("arithmetic", () => {
  const a = tensor([1, 2, 3, 4, 5, 6], [2, 3]);

  test("broadcasts", () => {
    expect([...add(a, tensor([10, 20, 30], [3])).data]).toEqual([11, 22, 33, 14, 25, 36]);
    expect([...sub(a, tensor([1, 2], [2, 1])).data]).toEqual([0, 1, 2, 2, 3, 4]);
    expect([...mul(tensor([1, 2], [2, 1]), tensor([1, 10], [1, 2])).data]).toEqual([1, 10, 2, 20]);
    expect([...div(a, a).data]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test("takes a number on the right", () => {
    const [sum, half] = [add(a, 1), div(a, 2)];
    expect([...sum.data]).toEqual([2, 3, 4, 5, 6, 7]);
    expect([...half.data]).toEqual([0.5, 1, 1.5, 2, 2.5, 3]);
    expect(sum.shape).toEqual([2, 3]);
  });

  test("knows the sizes of the names of both sides", () => {
    const named = add(iota(["a", 1], [4, 1]), iota(["b"], [3]));
    expect(named.shape).toEqual(["a", "b"]);
    expect(named.sizes).toEqual([4, 3]);
    expect(() => add(iota(["a"], [4]), iota(["a"], [5]))).toThrow(
      "add: a has two sizes: left [a] has 4, right [a] has 5",
    );
  });
});

const extent = fc.integer({ min: 1, max: 4 });

describe("matmul", () => {
  test("is a sum of products", () => {
    fc.assert(
      fc.property(extent, extent, extent, (m, k, n) => {
        const [a, b] = [iota([m, k], [m, k]), iota([k, n], [k, n])];
        const expected: number[] = [];
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let l = 0; l < k; l++) sum += (a.data[i * k + l] ?? 0) * (b.data[l * n + j] ?? 0);
            expected.push(sum);
          }
        }
        expect([...matmul(a, b).data]).toEqual(expected);
      }),
    );
  });

  test("broadcasts the leading axes", () => {
    const one = matmul(iota([2, 3], [2, 3]), iota([3, 2], [3, 2]));
    const many = matmul(iota([2, 3], [2, 3]), iota([2, 3, 2], [2, 3, 2]));
    expect(many.shape).toEqual([2, 2, 2]);
    expect([...many.data.subarray(0, 4)]).toEqual([...one.data]);
  });
});

test("linear is matmul with the transposed weight, plus the bias", () => {
  fc.assert(
    fc.property(extent, extent, extent, (rows, width, out) => {
      const input = iota([2, rows, width], [2, rows, width]);
      const weight = iota([out, width], [out, width]);
      const bias = iota([out], [out]);
      const expected = add(matmul(input, transpose(weight)), bias);
      const computed = linear(input, weight, bias);
      expect(computed.shape).toEqual([2, rows, out]);
      expect([...computed.data]).toEqual([...expected.data]);
    }),
  );
});
