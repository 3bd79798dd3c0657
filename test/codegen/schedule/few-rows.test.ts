import { type Dim, linear, matmul, program, relu } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerProgram } from "../../../codegen/compile.js";
import { subject } from "../kernels/check.js";
import { declaredTensors } from "../kernels/tensors.js";

/** A layer of 7 inputs and 11 outputs, which are no whole number of columns side by side, on what is computed on the way. */
const layer = (rows: Dim) =>
  program({
    name: "layer",
    params: { w: [11, 7], b: [11] },
    inputs: { x: [rows, 7] },
    body: ({ x, w, b }) => relu(linear(relu(x), w, b)),
  });

const procedures = (rows: Dim) => lowerProgram(layer(rows)).procedures.map(({ name }) => name);

describe("a linear layer of few rows", () => {
  test.each([1, 2, 3, 4])("packs no weights: %s", (rows) => {
    expect(procedures(rows)).toEqual(["linear7x11Row", "linear7x11", "prepare", "run"]);
  });

  test("has both ways where their number comes with a call, and only the other for more of them", () => {
    expect(procedures("n")).toContain("linear7x11Row");
    expect(procedures("n")).toContain("multiply3x2x7");
    expect(procedures(5)).not.toContain("linear7x11Row");
  });

  test("is not for a product whose right operand is read across its rows", () => {
    const across = program({
      name: "across",
      params: { w: [7, 11] },
      inputs: { x: [1, 7] },
      body: ({ x, w }) => matmul(x, w),
    });
    expect(lowerProgram(across).procedures.some(({ name }) => name.endsWith("Row"))).toBe(false);
  });

  test("gives the interpreter's bits, and what the evaluator gives", async () => {
    const checked = subject(layer("n"));
    const params = declaredTensors(checked.program.params, {});
    for (const n of [1, 3, 4, 5, 6]) {
      const tensors = { ...params, ...declaredTensors(checked.program.inputs, { n }) };
      await checked.expectSameBits(tensors);
      await checked.expectClose(tensors);
    }
  });
});
