import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  abs,
  add,
  buffer,
  compare,
  convert,
  div,
  type Expression,
  floor,
  int,
  interpret,
  load,
  max,
  min,
  mul,
  neg,
  num,
  powerOfTwo,
  type ProcedureBuilder,
  scalarise,
  select,
  splat,
  sqrt,
  sub,
} from "../../../../codegen/ir/index.js";
import { lowerModule } from "../../../../codegen/targets/wasm/index.js";
import { oneProcedure } from "../../ir/one-procedure.js";
import { randomValues } from "../../ir/random-values.js";
import { randomFloats } from "../../ir/tiled-matmul.js";
import { firstDifference } from "./same-bits.js";
import { WasmKernel } from "./wasm-kernel.js";

const arithmetic = "f64";
const greatest = Number.MAX_VALUE;
const numbers = [0, -0, 0.1, -0.1, 1.5, -2.5, 2 ** 53 + 2, 1e300, -1e300, greatest, 5e-324, 2 ** -1022];
const odd = Float64Array.of(...numbers, 1 / 3, 0.1 + 2 ** -50, Infinity, -Infinity, Number.NaN);
/** Every pair of them. */
const pairs = {
  x: Float64Array.from({ length: odd.length ** 2 }, (_, i) => odd[i % odd.length] ?? 0),
  y: Float64Array.from({ length: odd.length ** 2 }, (_, i) => odd[Math.floor(i / odd.length)] ?? 0),
};

/** What `written` makes of two numbers, stored in both widths; expects WebAssembly to have the interpreter's bits. */
function applied(
  written: (b: ProcedureBuilder, x: Expression, y: Expression) => Expression,
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array } = pairs,
): readonly number[] {
  const [left, right] = ["x", "y"].map((name) => buffer(name, "f64", ["seq"], "input"));
  const wide = buffer("wide", "f64", ["seq"], "output");
  const narrow = buffer("narrow", "f32", ["seq"], "output");
  if (!left || !right) throw new Error("there are two operands");
  const module = oneProcedure([left, right, wide, narrow], (b) =>
    b.for("i", 0, "seq", {}, (i) => {
      const value = b.let("value", written(b, b.let("a", load(left, [i])), b.let("b", load(right, [i]))));
      b.store(wide, [i], value);
      b.store(narrow, [i], value);
    }),
  );
  const dims = { seq: x.length };
  const expected = interpret(module, { dims, buffers: { x, y }, arithmetic });
  const results = new WasmKernel(module, { arithmetic }).run(dims, { x, y });
  for (const [name, data] of results) {
    expect({ name, differs: firstDifference(data, expected[name] ?? new Float64Array()) }).toEqual({
      name,
      differs: undefined,
    });
  }
  return [...(results.get("wide") ?? [])];
}

describe("each operation in float64 is the interpreter's, at NaN, the infinities, both zeros and the limits too", () => {
  const unary = { abs, neg, floor, sqrt };
  test.each(Object.entries(unary))("%s", (_, operator) => {
    applied((_b, x) => operator(x));
  });
  const binary = { add, sub, mul, div, min, max };
  test.each(Object.entries(binary))("%s", (_, operator) => {
    applied((_b, x, y) => operator(x, y));
  });
  test.each(["lt", "le", "eq", "ne"] as const)("%s", (comparison) => {
    applied((_b, x, y) => select(compare(comparison, x, y), x, num(0.1)));
  });

  test("a minimum keeps a NaN on its left, passes over one on its right, and has the first of two zeros", () => {
    const x = Float64Array.of(Number.NaN, 1, 0, -0);
    const y = Float64Array.of(1, Number.NaN, -0, 0);
    for (const operator of [min, max]) expect(applied((_b, a, b) => operator(a, b), { x, y })).toEqual([NaN, 1, 0, -0]);
  });

  test("powers of two are exact at all normal exponents", () => {
    const x = Float64Array.from({ length: 2046 }, (_, i) => i - 1022);
    expect(applied((_b, exponent) => powerOfTwo(convert("int", exponent)), { x, y: x })).toEqual(
      Array.from(x, (exponent) => 2 ** exponent),
    );
  });

  test("conversions are exact for all ints, go towards zero, and take NaN for 0", () => {
    const x = Float64Array.of(2 ** 31 - 1, -(2 ** 31), 2 ** 24 + 1, 1.99, -1.99, -0.5, Number.NaN, 123456789.75);
    const ints = [2 ** 31 - 1, -(2 ** 31), 2 ** 24 + 1, 1, -1, 0, 0, 123456789];
    expect(applied((_b, a) => convert("float", convert("int", a)), { x, y: x })).toEqual(ints);
    expect(applied(() => convert("float", int(2 ** 24 + 1)), { x, y: x })[0]).toBe(2 ** 24 + 1);
  });

  test("constants keep all their bits", () => {
    const x = Float64Array.of(1, 2);
    const constants = [0.1, 1 / 3, 1e300, 5e-324, -0.1, 2 ** 53 - 1];
    for (const value of constants) expect(applied((_b, a) => mul(a, num(value)), { x, y: x })[0]).toBe(value);
  });
});

test("random arithmetic has the interpreter's bits", () => {
  fc.assert(
    fc.property(randomValues, (random) => {
      const module = scalarise(random);
      const kernel = new WasmKernel(module, { arithmetic });
      for (const seq of [1, 3]) {
        const buffers = { x: randomFloats(12 * seq).map((x) => x * 4) };
        const expected = interpret(module, { dims: { seq }, buffers, arithmetic })["y"] ?? new Float32Array();
        expect(firstDifference(kernel.run({ seq }, buffers).get("y") ?? new Float32Array(), expected)).toBeUndefined();
      }
    }),
    { numRuns: 60 },
  );
});

test("vectors are refused in float64", () => {
  const y = buffer("y", "f32", ["seq", 4], "output");
  const module = oneProcedure([y], (b) => b.for("i", 0, "seq", {}, (i) => b.store(y, [i, 0], splat(num(1), 4))));
  expect(() => lowerModule(module, { arithmetic })).toThrow("for arithmetic in float64 scalarise must run");
  expect(lowerModule(module).length).toBeGreaterThan(0);
});
