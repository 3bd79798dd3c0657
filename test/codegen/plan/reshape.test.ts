import type { Dim } from "heddle";
import { describe, expect, test } from "vitest";
import { GenerateError } from "../../../codegen/errors.js";
import { showAffine, variable } from "../../../codegen/ir/affine.js";
import { regroup } from "../../../codegen/plan/reshape.js";

type Dims = readonly Dim[];

/** The indices into the merged axes for the indices `i0`, `i1` and so on of one side. */
function shown(axes: Dims, indices: (given: ReturnType<typeof variable>[]) => readonly ReturnType<typeof variable>[]) {
  return indices(axes.map((_, axis) => variable(`i${axis}`))).map((index) => showAffine(index));
}

const table: readonly (readonly [from: Dims, to: Dims, merged: Dims, fromInput: Dims, fromResult: Dims])[] = [
  [[8, 64], [512], [512], ["64*i0 + i1"], ["i0"]],
  [
    ["seq", 8, 64],
    ["seq", 512],
    ["seq", 512],
    ["i0", "64*i1 + i2"],
    ["i0", "i1"],
  ],
  [
    [2, 3, 4],
    [6, 4],
    [6, 4],
    ["3*i0 + i1", "i2"],
    ["i0", "i1"],
  ],
  [[6, 2], [4, 3], [12], ["2*i0 + i1"], ["3*i0 + i1"]],
  [["n", 4], ["4*n"], ["4*n"], ["4*i0 + i1"], ["i0"]],
  [
    ["n", 2, 2],
    ["n", 4],
    ["n", 4],
    ["i0", "2*i1 + i2"],
    ["i0", "i1"],
  ],
  [
    [2, "n"],
    [2, "n"],
    [2, "n"],
    ["i0", "i1"],
    ["i0", "i1"],
  ],
  [["2*n", 3], ["6*n"], ["6*n"], ["3*i0 + i1"], ["i0"]],
  [["2*n", 4], ["n", 8], ["8*n"], ["4*i0 + i1"], ["8*i0 + i1"]],
  [["m+n", 4], ["4*m+4*n"], ["4*m+4*n"], ["4*i0 + i1"], ["i0"]],
];

/** Views: the result's indices lead to the input's own axes. */
const views: readonly (readonly [from: Dims, to: Dims, fromResult: Dims])[] = [
  [
    ["seq", 512],
    ["seq", 8, 64],
    ["i0", "64*i1 + i2"],
  ],
  [[12], [2, 3, 2], ["6*i0 + 2*i1 + i2"]],
  [["n"], ["n", 1], ["i0"]],
  [["n"], [1, "n"], ["i1"]],
  [
    [1, "n", 4],
    ["n", 4],
    ["0", "i0", "i1"],
  ],
  [
    ["n", 1, 4],
    [1, "n", 2, 2],
    ["i1", "0", "2*i2 + i3"],
  ],
  [[4], [4, 1, 1], ["i0"]],
  [
    ["n", 4],
    ["n", 1, 4],
    ["i0", "i2"],
  ],
  [
    ["n", 1, 4],
    ["n", 1, 4],
    ["i0", "0", "i2"],
  ],
  [[], [1], []],
  [[], [1, 1], []],
  [[], [], []],
  [[1], [], ["0"]],
  [["n", 1], ["n"], ["i0", "0"]],
];

const refused: readonly (readonly [from: Dims, to: Dims, message: string])[] = [
  [["n", 64], [64, "n"], "reshape: an inner axis is n; a kernel needs a number there"],
  [[2, "n"], ["2*n"], "reshape: an inner axis is n; a kernel needs a number there"],
];

describe("a reshape that merges", () => {
  test.each(table)("%j to %j goes by %j", (from, to, merged, fromInput, fromResult) => {
    const regrouping = regroup(from, to);
    expect(regrouping.merged).toEqual(merged);
    expect(regrouping.splitsOnly).toBe(fromInput.every((index) => !String(index).includes("+")));
    expect(shown(from, regrouping.fromInput)).toEqual(fromInput);
    expect(shown(to, regrouping.fromResult)).toEqual(fromResult);
  });
});

describe("a reshape that only splits", () => {
  test.each(views)("%j to %j reads %j", (from, to, fromResult) => {
    const regrouping = regroup(from, to);
    expect(regrouping.splitsOnly).toBe(true);
    expect(shown(to, regrouping.fromResult)).toEqual(fromResult);
  });
});

describe("a reshape that needs products of names", () => {
  test.each(refused)("%j to %j is refused", (from, to, message) => {
    const both = () => {
      const regrouping = regroup(from, to);
      shown(from, regrouping.fromInput);
      shown(to, regrouping.fromResult);
    };
    expect(both).toThrow(GenerateError);
    expect(both).toThrow(message);
  });
});
