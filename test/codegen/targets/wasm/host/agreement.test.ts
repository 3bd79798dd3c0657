import { add, cast, program, type Program, softmax, sum, where } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerForVectors } from "../../../../../codegen/compile.js";
import { interpret } from "../../../../../codegen/ir/index.js";
import { webAssembly } from "../../../../../codegen/schedule/machine.js";
import { mha64x4 } from "../../../../../presets/multi-head.js";
import { type AnyTensor, outputsOf } from "../../../kernels/any-kernel.js";
import { bytes } from "../../../kernels/check.js";
import { distance } from "../../../kernels/close.js";
import { attentionProgram, causalMha64x4 } from "../../../kernels/programs.js";
import { declaredTensors, randomParams } from "../../../kernels/tensors.js";
import { compileWasm } from "./kernel-folder.js";

type Sizes = Readonly<Record<string, number>>;

/** Programs, and the sizes of the calls that one kernel of each makes one after the other. */
const cases: readonly (readonly [Program, readonly Sizes[]])[] = [
  [mha64x4, [5, 1, 33, 8, 70].map((seq) => ({ seq }))],
  [causalMha64x4, [3, 40, 1].map((seq) => ({ seq }))],
  [
    attentionProgram({ name: "masked", heads: 2, mask: { shape: ["n", "m"], dtype: "bool" } }),
    [
      { n: 3, m: 9 },
      { n: 20, m: 1 },
      { n: 1, m: 40 },
    ],
  ],
  [
    program({
      name: "mixed",
      params: { w: { shape: [4], dtype: "i32" } },
      inputs: { x: ["n", 4], c: { shape: ["n", 1], dtype: "bool" }, y: ["m"] },
      body: ({ x, c, w, y }) => ({
        // Outputs that are called like inputs have other names in the loops.
        y: where(c, x, cast(w, "f32")),
        x: softmax(y),
        kept: c,
        counted: cast(add(cast(c, "f32"), cast(w, "f32")), "i32"),
        total: sum(sum(x, 0), 0),
      }),
    }),
    [
      { n: 5, m: 2 },
      { n: 1, m: 30 },
      { n: 30, m: 1 },
    ],
  ],
];

describe.each(cases.map(([made, sizes]) => ({ name: made.name, made, sizes })))("$name", ({ made, sizes }) => {
  const module = lowerForVectors(made, webAssembly);
  const isRandomLayer = Object.values(made.params).every(({ dtype }) => dtype === "f32");
  const params: Readonly<Record<string, AnyTensor>> = isRandomLayer
    ? randomParams(made)
    : declaredTensors(made.params, {});
  const kernel = compileWasm(made).then((create) => create(params));

  test("gives the bits that the interpreter gives in float32", async () => {
    const results = module.buffers.filter(({ role }) => role === "output");
    for (const dims of sizes) {
      const inputs = declaredTensors(made.inputs, dims);
      const given = Object.entries({ ...params, ...inputs }).map(([name, { data }]) => [name, data] as const);
      const known = given.filter(([name]) => module.buffers.some((buffer) => buffer.name === name));
      const expected = interpret(module, { dims, buffers: Object.fromEntries(known), arithmetic: "f32" });
      const actual = outputsOf(made, (await kernel)(inputs));
      for (const [i, { name }] of made.outputs.entries()) {
        const wanted = expected[results[i]?.name ?? name];
        expect(wanted).toBeDefined();
        expect({ dims, name, bytes: bytes(actual.get(name)?.data) }).toEqual({ dims, name, bytes: bytes(wanted) });
      }
    }
  });

  test("gives what the evaluator gives", async () => {
    for (const dims of sizes) {
      const inputs = declaredTensors(made.inputs, dims);
      const actual = outputsOf(made, (await kernel)(inputs));
      const expected = outputsOf(made, made.evaluate({ ...params, ...inputs }));
      expect([...actual.keys()]).toEqual([...expected.keys()]);
      for (const [name, { sizes: axes, dtype, data }] of expected) {
        expect(actual.get(name)).toMatchObject({ sizes: axes, dtype });
        expect(distance(actual.get(name)?.data ?? [], data, 1e-3)).toBeLessThanOrEqual(4e-6);
      }
    }
  });
});
