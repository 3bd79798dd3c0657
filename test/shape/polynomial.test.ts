import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sizeOf } from "../../src/shape/bindings.js";
import type { Dim } from "../../src/shape/dim.js";
import { addDims, divDims, mulDims, parsePolynomial, subDims } from "../../src/shape/polynomial.js";
import { isCanonical } from "../../src/shape/terms.js";

const names = ["a", "b", "seq", "a_b", "aB", "B2"];
const atom = fc.oneof(fc.constantFrom(...names), fc.integer({ min: 1, max: 12 }));

/** A dim that sums and products of names and numbers give. */
const dimArbitrary: fc.Arbitrary<Dim> = fc
  .array(fc.array(atom, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((terms) => terms.map((factors) => factors.reduce<Dim>(mulDims, 1)).reduce<Dim>(addDims, 0));

const sizes = fc
  .tuple(...names.map(() => fc.integer({ min: 1, max: 9 })))
  .map((values) => new Map(names.map((name, i) => [name, values[i] ?? 1])));

describe("arithmetic on dims", () => {
  test("agrees with integers for every size of the names", () => {
    fc.assert(
      fc.property(dimArbitrary, dimArbitrary, sizes, (a, b, dims) => {
        const [x, y] = [sizeOf(a, dims) ?? NaN, sizeOf(b, dims) ?? NaN];
        expect(sizeOf(addDims(a, b), dims)).toBe(x + y);
        expect(sizeOf(mulDims(a, b), dims)).toBe(x * y);
        const difference = subDims(a, b);
        if (difference !== undefined) expect(sizeOf(difference, dims)).toBe(x - y);
        const quotient = divDims(a, b);
        if (quotient !== undefined) expect(sizeOf(quotient, dims)).toBe(x / y);
      }),
    );
  });

  test("gives one text, whatever the order of the operands", () => {
    fc.assert(
      fc.property(dimArbitrary, dimArbitrary, dimArbitrary, (a, b, c) => {
        expect(addDims(a, b)).toBe(addDims(b, a));
        expect(mulDims(a, b)).toBe(mulDims(b, a));
        expect(addDims(addDims(a, b), c)).toBe(addDims(a, addDims(b, c)));
        expect(mulDims(mulDims(a, b), c)).toBe(mulDims(a, mulDims(b, c)));
        expect(mulDims(a, addDims(b, c))).toBe(addDims(mulDims(a, b), mulDims(a, c)));
      }),
    );
  });

  test("undoes itself", () => {
    fc.assert(
      fc.property(dimArbitrary, dimArbitrary, atom, (a, b, factor) => {
        expect(subDims(addDims(a, b), b)).toBe(a);
        expect(divDims(mulDims(a, factor), factor)).toBe(a);
      }),
    );
  });

  test("gives numbers or canonical texts", () => {
    fc.assert(
      fc.property(dimArbitrary, (a) => {
        expect(typeof a === "number" || isCanonical(a)).toBe(true);
      }),
    );
  });
});

describe("a polynomial", () => {
  test("has a coefficient for each monomial", () => {
    expect([...parsePolynomial("2*a*b+past+1")]).toEqual([
      ["a*b", 2],
      ["past", 1],
      ["", 1],
    ]);
    expect([...parsePolynomial(0)]).toEqual([]);
  });

  test.each(["seq", "past+1", "512*seq", "2*a+a*a+1"])("%s is canonical", (text) => {
    expect(isCanonical(text)).toBe(true);
  });

  test.each([
    "",
    "1+seq",
    "seq+past",
    "1*seq",
    "seq*2",
    "5",
    "a+a",
    "a+0",
    "0*a",
    "a-b",
    "2x",
    "a b",
    "b*a",
    "*a",
    "a+",
  ])("%j is not canonical", (text) => {
    expect(isCanonical(text)).toBe(false);
  });
});
