import { expect, test } from "vitest";
import { buffer, type Expression, interpret, load, type ProcedureBuilder } from "../../../codegen/ir/index.js";
import { logOfTotal } from "../../../codegen/schedule/log-of-total.js";
import { javaScript, webAssembly, webAssemblyRelaxed } from "../../../codegen/schedule/machine.js";
import { roundingOf, roundTo } from "../../../codegen/schedule/rounding.js";
import { roundings } from "../../../src/evaluate/rounding.js";
import { randomData } from "../../random.js";
import { oneProcedure } from "../ir/one-procedure.js";

/** What a function of the IR gives for some numbers. */
function applied(
  written: (b: ProcedureBuilder, x: Expression) => Expression,
  x: Float64Array,
  arithmetic: "f32" | "f64",
): Float64Array {
  const input = buffer("x", "f64", ["seq"], "input");
  const output = buffer("y", "f64", ["seq"], "output");
  const module = oneProcedure([input, output], (b) =>
    b.for("i", 0, "seq", {}, (i) => b.store(output, [i], written(b, b.let("given", load(input, [i]))))),
  );
  const { y } = interpret(module, { dims: { seq: x.length }, buffers: { x }, arithmetic });
  return Float64Array.from(y ?? []);
}

/** Numbers of all sizes and both signs, those half way between neighbours of a format and beside these, and odd ones. */
function numbers(bits: number, exponents: number): Float64Array {
  const mantissas = randomData(4000, bits);
  const any = Array.from(mantissas, (x, i) => x * 2 ** ((i % (2 * exponents)) - exponents));
  const ties = any.flatMap((x) => {
    const step = 2 ** (Math.floor(Math.log2(Math.abs(x))) - bits + 1);
    const tie = (Math.floor(x / step) + 0.5) * step;
    return [tie, tie * (1 + 2 ** -23), tie * (1 - 2 ** -23)];
  });
  const powers = Array.from({ length: 2 * exponents }, (_, i) => 2 ** (i - exponents));
  const odd = [0, Infinity, -Infinity, Number.NaN, 65504, 65519.99, 65520, -65520, 3.3895313892515355e38, 3.4e38];
  const tiny = [2 ** -24, 2 ** -25, 1.5 * 2 ** -25, 3 * 2 ** -25, 2 ** -126, 1.9 * 2 ** -126, -(2 ** -14), 2 ** -120];
  return Float64Array.from([...any, ...ties, ...powers, ...odd, ...tiny]);
}

test.each([
  ["f16", 11, 30, javaScript],
  ["f16", 11, 30, webAssembly],
  ["bf16", 8, 120, javaScript],
  ["bf16", 8, 120, webAssembly],
  ["f32", 24, 120, javaScript],
] as const)("rounding to %s is the evaluator's: case %#", (precision, bits, exponents, machine) => {
  const all = numbers(bits, exponents);
  const xs = machine.arithmetic === "f32" ? all.map(Math.fround) : all;
  const ys = applied((b, x) => roundTo(b, machine, precision, x), xs, machine.arithmetic);
  const round = roundings[precision];
  const isRight = (x: number, y: number | undefined): boolean => y === round(x) || (Number.isNaN(x) && Number.isNaN(y));
  expect(Array.from(xs).filter((x, i) => !isRight(x, ys[i]))).toEqual([]);
});

test("a machine rounds what it doesn't compute in anyway", () => {
  const of = (precision: "f16" | "bf16" | "f32" | "f64" | undefined) =>
    [javaScript, webAssembly].map((machine) => roundingOf(machine, { precision }));
  expect(of("f16")).toEqual(["f16", "f16"]);
  expect(of("f32")).toEqual(["f32", undefined]);
  expect(of(undefined)).toEqual([undefined, undefined]);
  expect(roundingOf(javaScript, { precision: "f64" })).toBeUndefined();
  expect(() => roundingOf(webAssemblyRelaxed, { precision: "f64" })).toThrow("for a machine in float64");
});

test("the logarithm of a total is as exact as it says", () => {
  const totals = Float64Array.from({ length: 20_000 }, (_, i) => Math.fround(2 ** (i / 640)));
  const worst = (arithmetic: "f32" | "f64"): number => {
    const machine = arithmetic === "f64" ? javaScript : webAssembly;
    const ys = applied((b, x) => logOfTotal(b, machine, x), totals, arithmetic);
    return totals.reduce((most, x, i) => {
      const error = Math.abs((ys[i] ?? Number.NaN) - Math.log(x));
      return error === 0 ? most : Math.max(most, error / Math.log(x));
    }, 0);
  };
  expect(worst("f64")).toBeLessThan(1e-15);
  expect(worst("f32")).toBeLessThan(2e-7);
  const odd = Float64Array.of(1, Number.NaN);
  expect([...applied((b, x) => logOfTotal(b, webAssembly, x), odd, "f32")]).toEqual([0, Number.NaN]);
});
