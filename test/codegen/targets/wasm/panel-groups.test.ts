import { linear, program, type Program } from "heddle";
import { expect, test } from "vitest";
import { lowerForVectors } from "../../../../codegen/compile.js";
import { webAssembly } from "../../../../codegen/schedule/machine.js";
import { groupOf, panelCount, panelWidth } from "../../../../codegen/schedule/panels.js";
import { outputsOf } from "../../kernels/any-kernel.js";
import { distance } from "../../kernels/close.js";
import { declaredTensors } from "../../kernels/tensors.js";
import { expectSameBits } from "./same-bits.js";
import { WasmKernel } from "./wasm-kernel.js";

/** Widths of weights: panels that are not full, one group, groups that come out even, and a last one that is smaller. */
const shapes = [
  { columns: 3, depth: 5 },
  { columns: 64, depth: 8 },
  { columns: 69, depth: 8 },
  { columns: 200, depth: 7 },
  // Fewer panels stay in the cache than a share of them would be.
  { columns: 520, depth: 4096 },
] as const;

test.each(shapes)("a weight of $columns x $depth is multiplied group by group", ({ columns, depth }) => {
  const made: Program = program({
    name: "product",
    params: { w: [columns, depth], bias: [columns] },
    inputs: { x: ["rows", depth] },
    body: ({ x, w, bias }) => linear(x, w, bias),
  });
  const rows = depth > 1000 ? [5] : [1, 2, 4, 5, 7, 9];
  const module = lowerForVectors(made, webAssembly);
  const kernel = new WasmKernel(module);
  const sizes = rows.map((count) => ({ rows: count }));
  const tensorsFor = (dims: { readonly rows: number }) => declaredTensors({ ...made.params, ...made.inputs }, dims);
  const dataFor = (dims: { readonly rows: number }) =>
    Object.fromEntries(Object.entries(tensorsFor(dims)).map(([name, { data }]) => [name, data]));
  if (depth <= 1000) expectSameBits(module, sizes, ({ rows: count = 1 }) => dataFor({ rows: count }), kernel);
  for (const dims of sizes) {
    const [result = new Float32Array()] = kernel.run(dims, dataFor(dims)).values();
    const [expected] = outputsOf(made, made.evaluate(tensorsFor(dims))).values();
    expect(distance(result, expected?.data ?? [], 1e-3)).toBeLessThan(depth > 1000 ? 1e-4 : 1e-5);
  }
});

test("groups fit the second-level cache, and are as many as threads share evenly", () => {
  for (const depth of [64, 256, 384, 512, 768, 1024, 4096]) {
    for (const columns of [8, 64, 72, 384, 512, 768, 1024, 3072]) {
      const panels = panelCount(webAssembly, columns);
      const group = groupOf(webAssembly, panels, depth);
      const elements = group * depth * panelWidth(webAssembly);
      expect(group).toBeGreaterThan(0);
      expect(elements <= webAssembly.blockElements || group === 1, `${columns} x ${depth}`).toBe(true);
      const shareOfTwo = (Math.ceil(Math.ceil(panels / group) / 2) * group) / panels;
      if (panels >= 32) expect(shareOfTwo, `${columns} x ${depth}`).toBeLessThan(0.6);
    }
  }
});
