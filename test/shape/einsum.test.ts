import { describe, expect, test } from "vitest";
import { noBindings } from "../../src/shape/dim.js";
import { parseEquation } from "../../src/shape/einsum/equation.js";
import { implicitOutput } from "../../src/shape/einsum/implicit.js";
import { einsumRule } from "../../src/shape/rules/einsum.js";

describe("an equation", () => {
  test("has terms and an output", () => {
    expect(parseEquation("bhqd,bhkd->bhqk", 2)).toEqual({
      terms: [
        ["b", "h", "q", "d"],
        ["b", "h", "k", "d"],
      ],
      output: ["b", "h", "q", "k"],
    });
  });

  test("has an ellipsis anywhere in a term, and spaces anywhere but in ... and ->", () => {
    expect(parseEquation(" i ... j , ...->j... i", 2)).toEqual({
      terms: [["i", "...", "j"], ["..."]],
      output: ["j", "...", "i"],
    });
    expect(() => parseEquation("i. ..j->i", 1)).toThrow("einsum: a . is not part of ... (write three): i. ..j->i");
    expect(() => parseEquation("ij- >i", 1)).toThrow("einsum: character - is no label (use letters): ij- >i");
  });

  test("has an empty term for a scalar", () => {
    expect(parseEquation(",i->i", 2)).toEqual({ terms: [[], ["i"]], output: ["i"] });
    expect(parseEquation("", 1)).toEqual({ terms: [[]], output: [] });
  });

  test.each([
    ["i1", 1, "character 1 is no label (use letters): i1"],
    ["i->j->k", 1, "character - is no label (use letters): i->j->k"],
    ["i>j", 1, "character > is no label (use letters): i>j"],
    ["i\tj", 1, "character \t is no label (use letters): i\tj"],
    ["é", 1, "character é is no label (use letters): é"],
    ["...i...", 1, "... stands twice in one term: ...i..."],
    ["i", 2, "operands differ in number: equation i has 1, call has 2"],
    ["i,j->k", 2, "output label k of i,j->k is in no operand"],
    ["i,j->iji", 2, "output label i stands twice in i,j->iji"],
    ["i->......", 1, "... stands twice in one term: i->......"],
  ])("%j for %i operands is refused", (equation, count, message) => {
    expect(() => parseEquation(equation, count)).toThrow(`einsum: ${message}`);
  });

  test("implies the labels that stand once, upper case first, after the ellipsis", () => {
    expect(
      implicitOutput([
        ["b", "A"],
        ["a", "b"],
      ]),
    ).toEqual(["A", "a"]);
    expect(implicitOutput([["z", "...", "Z"], ["y"]])).toEqual(["...", "Z", "y", "z"]);
    expect(implicitOutput([["i", "i"]])).toEqual([]);
  });
});

describe("the rule", () => {
  const shapesOf = (equation: string, ...shapes: (number | string)[][]) => einsumRule(equation, shapes, noBindings);

  test("gives each axis of an ellipsis a label that counts from the last", () => {
    expect(shapesOf("...i,i...->...", [2, 3, 4], [4, 3])).toEqual({
      shape: [2, 3],
      labels: [
        ["...1", "...0", "i"],
        ["i", "...0"],
      ],
      output: ["...1", "...0"],
    });
  });

  test("lets ... stand for no axis", () => {
    expect(shapesOf("...ij->j...", [2, 3])).toEqual({ shape: [3], labels: [["i", "j"]], output: ["j"] });
    expect(shapesOf("ij->...i", [2, 3]).shape).toEqual([2]);
    expect(shapesOf("...ij->i", [2, 3]).shape).toEqual([2]);
  });

  test("takes the longer size of axes that stretch, and sizes of 0", () => {
    expect(shapesOf("i,i->i", [1], [3]).shape).toEqual([3]);
    expect(shapesOf("i,i->i", ["n"], [1]).shape).toEqual(["n"]);
    expect(shapesOf("i,i->i", [0], [1]).shape).toEqual([0]);
    expect(shapesOf("...,...->...", ["n", 1], [4]).shape).toEqual(["n", 4]);
  });

  test("takes a name and a number for one another where the size is known", () => {
    expect(einsumRule("i,i->i", [["n"], [4]], new Map([["n", 4]])).shape).toEqual(["n"]);
    expect(() => einsumRule("i,i->i", [["n"], [4]], new Map([["n", 5]]))).toThrow("label i has two sizes");
    expect(() => shapesOf("i,i->i", ["n"], [4])).toThrow(
      "einsum: label i has two sizes: operand 0 [n] has n, operand 1 [4] has 4",
    );
  });

  test("doesn't stretch within an operand, as numpy doesn't", () => {
    expect(() => shapesOf("i,ii", [3], [1, 3])).toThrow("einsum: label i has two sizes: operand 1 [1, 3] has 1 and 3");
    expect(shapesOf("i,ii->i", [3], [1, 1]).shape).toEqual([3]);
  });

  test("names the first operand that an operand clashes with", () => {
    expect(() => shapesOf("ij,jk,ik->", [2, 3], [3, 4], [2, 5])).toThrow(
      "einsum: label k has two sizes: operand 1 [3, 4] has 4, operand 2 [2, 5] has 5",
    );
    expect(() => shapesOf("...,...,...", [4, 1], [1, 5], [4, 6])).toThrow(
      "einsum: axes of ... do not broadcast: operand 1 [1, 5] has 5, operand 2 [4, 6] has 6",
    );
  });
});
