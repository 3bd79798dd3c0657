import { expect, test } from "vitest";
import { buffer, type Expression, interpret, load, type ProcedureBuilder } from "../../../codegen/ir/index.js";
import { erf, exp, exp2OfNegative, expOfNegative, logistic, tanh } from "../../../codegen/schedule/math-f32.js";
import { erf as erf64 } from "../../../codegen/schedule/math.js";
import { oneProcedure } from "../ir/one-procedure.js";

type Written = (b: ProcedureBuilder, x: Expression) => Expression;

/** What a function of the IR gives for some numbers, in that arithmetic. */
function applied(written: Written, x: Float32Array, arithmetic: "f32" | "f64" = "f32"): Float64Array {
  const input = buffer("x", "f32", ["seq"], "input");
  const output = buffer("y", "f64", ["seq"], "output");
  const module = oneProcedure([input, output], (b) =>
    b.for("i", 0, "seq", {}, (i) => b.store(output, [i], written(b, b.let("given", load(input, [i]))))),
  );
  const { y } = interpret(module, { dims: { seq: x.length }, buffers: { x }, arithmetic });
  return Float64Array.from(y ?? []);
}

/** Numbers from `from` to `to`, evenly spread. */
function spread(from: number, to: number, count = 20_001): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** The greatest error against `right`, relative to it or, where that is less than `least`, to `least`. */
function worst(written: Written, right: (x: number) => number, xs: Float32Array, least = 0): number {
  const ys = applied(written, xs);
  return xs.reduce((greatest, x, i) => {
    const expected = right(x);
    const error = Math.abs((ys[i] ?? Number.NaN) - expected);
    return error === 0 ? greatest : Math.max(greatest, error / Math.max(Math.abs(expected), least));
  }, 0);
}

test("exp is as exact as it says", () => {
  expect(worst(exp, Math.exp, spread(-86.5, 88.7))).toBeLessThan(2.5e-7);
  expect(worst(exp, Math.exp, spread(-1, 1))).toBeLessThan(2e-7);
  const odd = Float32Array.of(-Infinity, -1000, -87, 0, 89, 1e30, Infinity, Number.NaN);
  expect([...applied(exp, odd)]).toEqual([0, 0, 0, 1, Infinity, Infinity, Infinity, Number.NaN]);
});

test("exp of numbers below 0 loses digits only where the result is small", () => {
  expect(worst(expOfNegative, Math.exp, spread(-1, 0))).toBeLessThan(3e-7);
  expect(worst(expOfNegative, Math.exp, spread(-87, 0))).toBeLessThan(6e-6);
  expect(worst(expOfNegative, Math.exp, spread(-87, 0), 1e-2)).toBeLessThan(7e-7);
  const odd = Float32Array.of(-Infinity, -1e30, -88, -0, 0, Number.NaN);
  expect([...applied(expOfNegative, odd)]).toEqual([0, 0, 0, 1, 1, Number.NaN]);
});

test("powers of 2 below 0 are exact, and 0 where they would be no normal float", () => {
  const power = (x: number): number => 2 ** x;
  expect(worst(exp2OfNegative, power, spread(-126, 0))).toBeLessThan(2.5e-7);
  const whole = Float32Array.from({ length: 127 }, (_, i) => -i);
  expect([...applied(exp2OfNegative, whole)]).toEqual([...whole].map(power));
  const odd = Float32Array.of(-Infinity, -1e30, -200, -127, -126.6, -0, 0, Number.NaN);
  expect([...applied(exp2OfNegative, odd)]).toEqual([0, 0, 0, 0, 0, 1, 1, Number.NaN]);
});

test("tanh is as exact as it says", () => {
  expect(worst(tanh, Math.tanh, spread(-20, 20))).toBeLessThan(3e-7);
  expect(worst(tanh, Math.tanh, spread(-0.7, 0.7))).toBeLessThan(3e-7);
  const odd = Float32Array.of(-Infinity, -1000, 0, 1000, Infinity, Number.NaN);
  expect([...applied(tanh, odd)]).toEqual([-1, -1, 0, 1, 1, Number.NaN]);
});

test("erf is as exact as it says", () => {
  const xs = spread(-6, 6, 12_001);
  const [ys, expected] = [applied(erf, xs), applied(erf64, xs, "f64")];
  for (const [i, y] of ys.entries()) expect(Math.abs(y - (expected[i] ?? Number.NaN))).toBeLessThan(4e-7);
  expect([...applied(erf, Float32Array.of(-Infinity, 0, 30, Infinity))]).toEqual([-1, 0, 1, 1]);
  expect(applied(erf, Float32Array.of(Number.NaN))[0]).toBeNaN();
});

test("the logistic function is as exact as it says", () => {
  const right = (x: number): number => 1 / (1 + Math.exp(-x));
  expect(worst(logistic, right, spread(-1, 20))).toBeLessThan(3e-7);
  expect(worst(logistic, right, spread(-80, 1))).toBeLessThan(6e-6);
  expect(worst(logistic, right, spread(-80, 1), 1e-2)).toBeLessThan(7e-7);
  const odd = Float32Array.of(-Infinity, -1000, 0, 1000, Infinity, Number.NaN);
  expect([...applied(logistic, odd)]).toEqual([0, 0, 0.5, 1, 1, Number.NaN]);
});
