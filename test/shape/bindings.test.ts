import { describe, expect, test } from "vitest";
import { mergeBindings, mergeDims, sizeOf, sizesOf } from "../../src/shape/bindings.js";
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

  test("that give one name two sizes are refused with both places", () => {
    const left = { shape: ["seq", 512], dims: seq };
    const right = { shape: ["seq", 64], dims: new Map([["seq", 12]]) };
    const error = new ShapeError(
      "matmul/size",
      "matmul: seq has two sizes: left [seq, 512] has 10, right [seq, 64] has 12",
    );
    expect(() => mergeDims("matmul", { mask: undefined, other: { dims: past }, left, right })).toThrow(error);
    expect(() => mergeDims("narrow", { input: left, length: { dims: right.dims } })).toThrow(
      "narrow: seq has two sizes: input [seq, 512] has 10, length has 12",
    );
    expect(() => mergeBindings("evaluate", past, seq, right.dims)).toThrow(
      "evaluate: seq has two sizes: argument 1 has 10, argument 2 has 12",
    );
    expect(() => bindingsOf("zeros", [dim("seq", 10), 4, dim("seq", 12)])).toThrow(
      "zeros: seq has two sizes: axis 0 has 10, axis 2 has 12",
    );
  });

  test("share one map where nothing is new", () => {
    expect(mergeDims("add", { left: { dims: seq }, right: { dims: new Map(seq) } })).toBe(seq);
  });

  test("that make a size past 2^53 are refused", () => {
    const wide = new Map([["n", 2 ** 40]]);
    expect(sizeOf("4096*n", wide)).toBe(2 ** 52);
    expect(() => sizeOf("8192*n", wide)).toThrow("sizes: 8192*n is past 2^53 - 1 here");
    expect(() => sizeOf("n*n", wide)).toThrow("sizes: n*n is past 2^53 - 1 here: about 1.2089258196146292e+24");
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

  test.each([-1, 1.5, NaN, Infinity, 2 ** 53, "", "a b", "seq+past", "3", "9007199254740992*n"])(
    "is not %j",
    (value) => {
      expect(() => toDim("zeros", value)).toThrow(`zeros: ${value} is not a dim`);
    },
  );

  test.each([
    ["seq+past", "past+seq"],
    ["1+seq", "seq+1"],
    ["b*a", "a*b"],
    ["seq + 1", "seq+1"],
    ["seq*2+seq", "3*seq"],
  ])("is not %j, which is told the form to write", (text, canonical) => {
    expect(() => toDim("zeros", text)).toThrow(`zeros: ${text} is not a dim (write ${canonical})`);
  });

  test.each(["3", "1+1", "0*seq", "2seq", "seq-1", "seq+", "9007199254740992*n"])(
    "is not %j, without a form",
    (text) => {
      expect(() => toDim("zeros", text)).toThrow(
        `zeros: ${text} is not a dim (use a whole number from 0 to 2^53 - 1, a name, or dim())`,
      );
    },
  );

  test.each([-3, 2.5, NaN, 2 ** 53])("has no size %d", (size) => {
    expect(() => dim("seq", size)).toThrow(
      `dim: the size of seq must be a whole number from 0 to 2^53 - 1: got ${size}`,
    );
  });

  test("may be empty", () => {
    expect(toShape("zeros", [0, dim("past", 0)])).toEqual([0, "past"]);
    expect(dim("past", 0).size).toBe(0);
  });
});
