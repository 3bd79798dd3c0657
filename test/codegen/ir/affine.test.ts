import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { affine } from "../../../codegen/ir/index.js";

const { add, constant, equals, evaluateAffine, showAffine, sub, substitute, times, toBound, variable } = affine;

const names = ["row", "col", "seq"];
const anyAffine = fc
  .tuple(
    fc.integer({ min: -99, max: 99 }),
    fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: -9, max: 9 }))),
  )
  .map(([offset, terms]) => add(offset, ...terms.map(([name, n]) => times(name, n))));
const anyEnvironment = fc.record({ row: fc.nat(50), col: fc.nat(50), seq: fc.nat(50) });

describe("affine arithmetic", () => {
  test("evaluates as integers do", () => {
    fc.assert(
      fc.property(anyAffine, anyAffine, fc.integer({ min: -5, max: 5 }), anyEnvironment, (a, b, n, environment) => {
        const [x, y] = [evaluateAffine(a, environment), evaluateAffine(b, environment)];
        expect(evaluateAffine(add(a, b), environment)).toBe(x + y);
        expect(evaluateAffine(sub(a, b), environment)).toBe(x - y);
        expect(evaluateAffine(times(a, n), environment)).toBe(x * n + 0);
      }),
    );
  });

  test("is canonical: equal sums are deeply equal, with sorted terms and no zero coefficients", () => {
    fc.assert(
      fc.property(anyAffine, anyAffine, (a, b) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(sub(add(a, b), b)).toEqual(a);
        expect(equals(add(a, 1), a)).toBe(false);
        const terms = add(a, b).terms;
        expect(terms.map(([name]) => name)).toEqual(terms.map(([name]) => name).toSorted());
        expect(terms.every(([, coefficient]) => coefficient !== 0)).toBe(true);
      }),
    );
  });

  test("substitutes all variables at once", () => {
    const swapped = substitute(
      add(times("row", 2), "col"),
      new Map([
        ["row", variable("col")],
        ["col", variable("row")],
      ]),
    );
    expect(swapped).toEqual(add("row", times("col", 2)));
  });

  test("substitution then evaluation is evaluation with the value", () => {
    fc.assert(
      fc.property(anyAffine, anyAffine, anyEnvironment, (a, b, environment) => {
        const replaced = substitute(a, new Map([["row", b]]));
        const expected = evaluateAffine(a, { ...environment, row: evaluateAffine(b, environment) });
        expect(evaluateAffine(replaced, environment)).toBe(expected);
      }),
    );
  });

  test.each([
    [add(times("seq", 512), "row", 2), "512*seq + row + 2"],
    [sub("row", 1), "row - 1"],
    [sub("seq", "row"), "seq - row"],
    [sub(7, "row"), "7 - row"],
    [times("row", -2), "-2*row"],
    [constant(0), "0"],
    [constant(-3), "-3"],
  ])("shows as a person writes it: %#", (value, text) => {
    expect(showAffine(value)).toBe(text);
  });

  test("refuses what is no integer, an unknown variable, and an empty bound", () => {
    expect(() => constant(0.5)).toThrow("affine: 0.5 is not an integer");
    expect(() => times("row", NaN)).toThrow("affine: NaN is not an integer");
    expect(() => evaluateAffine(add("row", "seq"), { row: 1 })).toThrow("affine: no value for seq in row + seq");
    expect(() => toBound([])).toThrow("affine: a bound needs at least one expression");
  });
});
