import { describe, expect, test } from "vitest";
import { buffer, type Expression, interpret, load, type ProcedureBuilder } from "../../../codegen/ir/index.js";
import { erf, exp, expOfNegative, tanh } from "../../../codegen/schedule/math.js";
import { unaryFunctions } from "../../../src/evaluate/functions.js";
import { oneProcedure } from "../ir/one-procedure.js";

type Written = (b: ProcedureBuilder, x: Expression) => Expression;

/** What a function of the IR gives for some numbers, in float64. */
function applied(written: Written, x: Float64Array): Float64Array {
  const input = buffer("x", "f64", ["seq"], "input");
  const output = buffer("y", "f64", ["seq"], "output");
  const module = oneProcedure([input, output], (b) =>
    b.for("i", 0, "seq", {}, (i) => b.store(output, [i], written(b, b.let("given", load(input, [i]))))),
  );
  const { y } = interpret(module, { dims: { seq: x.length }, buffers: { x }, arithmetic: "f64" });
  return Float64Array.from(y ?? []);
}

/** Numbers from `from` to `to`, evenly spread, and as far as float64 reaches around them. */
function spread(from: number, to: number, count = 20_001): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

const tiny = Float64Array.of(0, 1e-300, -1e-300, 1e-20, -1e-20, 1e-8, -1e-8);

/** The greatest relative error against `right`. */
function worst(written: Written, right: (x: number) => number, xs: Float64Array): number {
  const ys = applied(written, xs);
  return xs.reduce((greatest, x, i) => {
    const error = Math.abs((ys[i] ?? Number.NaN) - right(x));
    return error === 0 ? greatest : Math.max(greatest, error / Math.abs(right(x)));
  }, 0);
}

/** erf by the evaluator's own gelu, x (1 + erf(x / sqrt 2)) / 2, where nothing cancels. */
function erfByGelu(x: number): number {
  const scaled = x * Math.SQRT2;
  return (2 * unaryFunctions.gelu(scaled)) / scaled - 1;
}

describe("exp", () => {
  test("is as exact as it says", () => {
    expect(worst(exp, Math.exp, spread(-708, 709))).toBeLessThan(2e-12);
    expect(worst(exp, Math.exp, spread(-2, 2))).toBeLessThan(2e-12);
    expect(worst(expOfNegative, Math.exp, spread(-708, 0))).toBeLessThan(2e-12);
    expect(worst(expOfNegative, Math.exp, spread(-2, 0))).toBeLessThan(2e-12);
  });

  test("is 0, infinity and NaN where it must be", () => {
    const xs = Float64Array.of(-Infinity, -1e300, -709, 0, 710, 1e300, Infinity, Number.NaN);
    expect([...applied(exp, xs)]).toEqual([0, 0, 0, expect.closeTo(1, 12), Infinity, Infinity, Infinity, Number.NaN]);
    const negative = Float64Array.of(-Infinity, -1e300, -709, -0, 0, Number.NaN);
    const near1 = expect.closeTo(1, 12);
    expect([...applied(expOfNegative, negative)]).toEqual([0, 0, 0, near1, near1, Number.NaN]);
  });

  test("of the greatest score is the same number in both forms", () => {
    expect(applied(exp, Float64Array.of(0))).toEqual(applied(expOfNegative, Float64Array.of(0)));
  });
});

describe("tanh", () => {
  test("is as exact as it says", () => {
    expect(worst(tanh, Math.tanh, spread(-25, 25))).toBeLessThan(1e-11);
    expect(worst(tanh, Math.tanh, spread(-0.2, 0.2))).toBeLessThan(1e-11);
    expect(worst(tanh, Math.tanh, tiny.subarray(1))).toBeLessThan(1e-11);
  });

  test("is 1 far away, and NaN of NaN", () => {
    const xs = Float64Array.of(-Infinity, -1000, 0, 1000, Infinity, Number.NaN);
    expect([...applied(tanh, xs)]).toEqual([-1, -1, 0, 1, 1, Number.NaN]);
  });
});

describe("erf", () => {
  test("is as exact as it says", () => {
    expect(worst(erf, erfByGelu, spread(0.01, 6))).toBeLessThan(1e-11);
    const xs = spread(-6, 6, 12_000);
    const ys = applied(erf, xs);
    for (const [i, x] of xs.entries()) expect(Math.abs((ys[i] ?? 0) - erfByGelu(x))).toBeLessThan(1e-12);
  });

  test("is odd, 1 far away, and NaN of NaN", () => {
    const xs = spread(0, 8, 1000);
    expect(
      applied(
        erf,
        xs.map((x) => -x),
      ).map((y) => -y),
    ).toEqual(applied(erf, xs));
    expect([...applied(erf, Float64Array.of(-Infinity, 0, 30, Infinity))]).toEqual([-1, 0, 1, 1]);
    expect(applied(erf, Float64Array.of(Number.NaN))[0]).toBeNaN();
  });
});
