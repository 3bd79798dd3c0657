import { describe, expect, test } from "vitest";
import { mergeBindings, sizeOf, sizesOf } from "../../src/shape/bindings.js";
import { noBindings } from "../../src/shape/dim.js";
import { ShapeError } from "../../src/shape/message.js";
import { knownDim, sameDim } from "../../src/shape/same.js";
import { bindingsOf, dim, toDim, toShape } from "../../src/shape/variable.js";

const seq = new Map([["seq", 10]]);
const past = new Map([["past", 3]]);

describe("bindings", () => {
  test("come together", () => {
    expect([...mergeBindings("add", seq, past, seq)]).toEqual([
      ["seq", 10],
      ["past", 3],
    ]);
    expect(mergeBindings("add", noBindings, seq)).toBe(seq);
    expect(mergeBindings("add", seq, new Map(seq))).toBe(seq);
  });

  test("that give one name two sizes are refused with both", () => {
    const error = new ShapeError("add/size", "add: seq has two sizes: left 10, right 12");
    expect(() => mergeBindings("add", past, seq, new Map([["seq", 12]]))).toThrow(error);
    expect(() => bindingsOf("zeros", [dim("seq", 10), dim("seq", 12)])).toThrow("zeros: seq has two sizes");
  });

  test("give the sizes of polynomials", () => {
    expect(sizeOf(512, noBindings)).toBe(512);
    expect(sizeOf("2*past*seq+past+1", mergeBindings("add", seq, past))).toBe(64);
    expect(sizeOf("past+1", seq)).toBeUndefined();
    expect(sizeOf("past+1", new Map([["past+1", 4]]))).toBe(4);
    expect(sizesOf(["seq", 512], seq)).toEqual([10, 512]);
  });

  test("that lack a name are refused where sizes are needed", () => {
    expect(() => sizesOf(["past", 512], seq)).toThrow(
      'sizes: the size of past in [past, 512] is not known here (give it with dim("name", size))',
    );
  });
});

describe("two dims are the same", () => {
  test("if they are identical", () => {
    expect(sameDim("seq", "seq", noBindings)).toBe(true);
    expect(sameDim(4, 4, noBindings)).toBe(true);
    expect(sameDim(4, 5, noBindings)).toBe(false);
  });

  test("if one is the size of the other", () => {
    expect(sameDim("seq", 10, seq)).toBe(true);
    expect(sameDim(20, "2*seq", seq)).toBe(true);
    expect(sameDim("seq", 11, seq)).toBe(false);
    expect(sameDim("seq", 10, noBindings)).toBe(false);
    expect(knownDim(10, "seq")).toBe("seq");
    expect(knownDim("seq", 10)).toBe("seq");
  });

  test("but never two different names", () => {
    const both = new Map([...seq, ["past", 10]]);
    expect(sameDim("seq", "past", both)).toBe(false);
  });
});

describe("a dim argument", () => {
  test("is a number, a name, a polynomial or a variable", () => {
    expect(toShape("zeros", [8, "seq", "past+1", dim("batch", 2)])).toEqual([8, "seq", "past+1", "batch"]);
  });

  test.each([0, -1, 1.5, NaN, Infinity, "", "a b", "seq+past", "3"])("is not %j", (value) => {
    expect(() => toDim("zeros", value)).toThrow(`zeros: ${value} is not a dim`);
  });

  test.each([0, -3, 2.5, NaN, 2 ** 53])("has no size %d", (size) => {
    expect(() => dim("seq", size)).toThrow(`dim: the size of seq must be a positive integer: got ${size}`);
  });
});
