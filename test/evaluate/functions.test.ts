import { describe, expect, test } from "vitest";
import { erf, unaryFunctions } from "../../src/evaluate/functions.js";

describe("erf", () => {
  // Abramowitz and Stegun, table 7.1, and mpmath for the digits beyond it.
  test.each([
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.4, 0.9993114861033549],
    [2.5, 0.999593047982555],
    [2.6, 0.9997639655834707],
    [3, 0.9999779095030014],
    [4, 0.9999999845827421],
    [5, 0.9999999999984625],
  ])("erf(%d)", (x, expected) => {
    expect(erf(x)).toBeCloseTo(expected, 14);
    expect(erf(-x)).toBe(-erf(x));
  });

  test("ends", () => {
    expect(erf(0)).toBe(0);
    expect(erf(1e-300)).toBeCloseTo((2 / Math.sqrt(Math.PI)) * 1e-300, 310);
    expect(erf(Infinity)).toBe(1);
    expect(erf(-Infinity)).toBe(-1);
    expect(erf(NaN)).toBeNaN();
  });

  test("makes no step where one formula takes over from the other", () => {
    for (const x of [2.5, 6]) {
      expect(Math.abs(erf(x) - erf(x * (1 - Number.EPSILON)))).toBeLessThan(1e-15);
    }
  });
});

test.each([
  ["gelu", 0.8413447460685429],
  ["geluTanh", 0.8411919906082768],
  ["silu", 0.7310585786300049],
  ["sigmoid", 0.7310585786300049],
] as const)("%s(1)", (name, expected) => {
  expect(unaryFunctions[name](1)).toBeCloseTo(expected, 14);
});

describe("activations far out", () => {
  test.each(["gelu", "geluTanh", "silu"] as const)("%s of large arguments", (name) => {
    const activation = unaryFunctions[name];
    expect(activation(1e4)).toBe(1e4);
    expect(Math.abs(activation(-1e4))).toBe(0);
    expect(activation(Infinity)).toBe(Infinity);
    expect(activation(-Infinity)).toBeNaN();
    expect(activation(NaN)).toBeNaN();
    expect(Math.abs(activation(0))).toBe(0);
  });

  test("tanh and relu", () => {
    expect(unaryFunctions.tanh(1e4)).toBe(1);
    expect(unaryFunctions.tanh(-Infinity)).toBe(-1);
    expect(unaryFunctions.tanh(NaN)).toBeNaN();
    expect(unaryFunctions.relu(-3)).toBe(0);
    expect(unaryFunctions.relu(3)).toBe(3);
    expect(unaryFunctions.relu(NaN)).toBeNaN();
  });
});
