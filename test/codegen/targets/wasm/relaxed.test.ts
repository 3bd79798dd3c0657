import { linear, matmul, program, type Program } from "heddle";
import { beforeAll, describe, expect, test } from "vitest";
import wabt from "wabt";
import { lowerForVectors } from "../../../../codegen/compile.js";
import { webAssemblyRelaxed } from "../../../../codegen/schedule/machine.js";
import { lowerModule } from "../../../../codegen/targets/wasm/index.js";
import { mha64x4 } from "../../../../presets/multi-head.js";
import { type AnyTensor, outputsOf } from "../../kernels/any-kernel.js";
import { distance } from "../../kernels/close.js";
import { randomData } from "../../../random.js";
import { causalMha64x4 } from "../../kernels/programs.js";
import { declaredTensors, randomParams } from "../../kernels/tensors.js";
import { allowRelaxedSimd } from "./relaxed-simd.js";
import { expectSameBits } from "./same-bits.js";
import { WasmKernel } from "./wasm-kernel.js";

beforeAll(allowRelaxedSimd);

const square = program({
  name: "square",
  params: { w: [21, 12], b: [21] },
  inputs: { x: ["n", 12] },
  body: ({ x, w, b }) => linear(x, w, b),
});
const product = program({
  name: "product",
  params: {},
  inputs: { x: ["n", "k"], y: ["k", 12] },
  body: ({ x, y }) => matmul(x, y),
});

const tensorsFor = (made: Program, sizes: Readonly<Record<string, number>>): Readonly<Record<string, AnyTensor>> => ({
  ...randomParams(made),
  ...declaredTensors(made.inputs, sizes),
});
const dataOf = (tensors: Readonly<Record<string, AnyTensor>>) =>
  Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 17, 18, 19, 37].map((seq) => ({ seq }));

describe("the loops for relaxed SIMD, with products and sums apart, give the interpreter's bits", () => {
  test.each([mha64x4, causalMha64x4])("$name", (made) => {
    const module = lowerForVectors(made, webAssemblyRelaxed);
    expectSameBits(module, lengths, (sizes) => dataOf(tensorsFor(made, sizes)));
  });

  test("products whose sums end within a pass, and what the evaluator gives", () => {
    const programs: readonly Program[] = [square, product];
    for (const made of programs) {
      const module = lowerForVectors(made, webAssemblyRelaxed);
      const kernel = new WasmKernel(module);
      for (let i = 1; i <= 14; i++) {
        const sizes = { n: i, k: i + 1 };
        const tensors = tensorsFor(made, sizes);
        expectSameBits(module, [sizes], () => dataOf(tensors), kernel);
        const [out = []] = kernel.run(sizes, dataOf(tensors)).values();
        expect(distance(out, outputsOf(made, made.evaluate(tensors)).get("out")?.data ?? [])).toBeLessThan(1e-6);
      }
    }
  });
});

describe("a product and a sum that are one instruction", () => {
  test("are rounded once, where the processor can", () => {
    // As many rows as a tile has: the sums of fewer are taken in parts.
    const [n, depth, columns] = [webAssemblyRelaxed.tile.rows[0] ?? 1, 12, 21];
    const [x, w, b] = [halfToOne(n * depth, 1), halfToOne(columns * depth, 2), halfToOne(columns, 3)];
    const kernel = new WasmKernel(lowerForVectors(square, webAssemblyRelaxed), { relaxed: true });
    const [out = []] = kernel.run({ n }, { x, w, b }).values();
    const expected = (round: (exact: number) => number): Float32Array =>
      Float32Array.from(out, (_, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns];
        let sum = 0;
        for (let k = 0; k < depth; k++) {
          sum = Math.fround(sum + round((x[row * depth + k] ?? 0) * (w[column * depth + k] ?? 0)));
        }
        return sum + (b[column] ?? 0);
      });
    const [once, twice] = [expected((exact) => exact), expected(Math.fround)];
    expect(once).not.toEqual(twice);
    // A processor that can't rounds twice.
    expect([once, twice]).toContainEqual(out);
  });

  test.each<Program>([mha64x4, causalMha64x4])("leave $name as near to the evaluator", (made) => {
    const kernel = new WasmKernel(lowerForVectors(made, webAssemblyRelaxed), { relaxed: true });
    for (const sizes of lengths) {
      const tensors = tensorsFor(made, sizes);
      const [out = []] = kernel.run(sizes, dataOf(tensors)).values();
      const exact = outputsOf(made, made.evaluate(tensors)).get("out")?.data ?? [];
      expect(distance(out, exact, 1e-3)).toBeLessThan(4e-6);
    }
  });
});

/** Numbers from 1/2 to 1: the bits of a product, and of a sum of up to 16 of them, have room in float64. */
function halfToOne(count: number, seed: number): Float32Array {
  return randomData(count, seed).map((number) => 0.75 + number / 4);
}

describe("the code for relaxed SIMD", () => {
  test("is valid, and no tile in it has a product apart from its sum", async () => {
    const toolkit = await wabt();
    const bytes = lowerModule(lowerForVectors(square, webAssemblyRelaxed), { relaxed: true });
    const read = toolkit.readWasm(bytes, { simd: true, relaxed_simd: true });
    read.validate();
    const text = read.toText({});
    read.destroy();
    expect(text).toContain("f32x4.relaxed_madd");
    expect(text).not.toContain("f32x4.mul");
  });
});
