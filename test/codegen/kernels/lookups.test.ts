import { expect, test } from "vitest";
import { lowerForVectors } from "../../../codegen/compile.js";
import { javaScript, webAssembly } from "../../../codegen/schedule/machine.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import { outputsOf } from "./any-kernel.js";
import { subject } from "./check.js";
import { distance } from "./close.js";
import { lookupPrograms } from "./lookup-programs.js";
import { declaredTensors } from "./tensors.js";

const sizes = [
  { n: 1, m: 1 },
  { n: 20, m: 20 },
  { n: 40, m: 23 },
  { n: 35, m: 300 },
  { n: 7, m: javaScript.attention.keys + 5 },
  { n: 6, m: webAssembly.attention.keys + 9 },
];

test.each(lookupPrograms.map((made) => [made.name, made] as const))(
  "%s gives the interpreter's bits, and what the evaluator gives, on both targets",
  async (_, made) => {
    const checked = subject(made);
    const module = lowerForVectors(made, webAssembly);
    const kernel = new WasmKernel(module);
    for (const dims of sizes) {
      const tensors = declaredTensors(made.inputs, { ...dims, far: 3 });
      await checked.expectSameBits(tensors);
      const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data]));
      expectSameBits(module, [{ ...dims, far: 3 }], () => data, kernel);
      const expected = outputsOf(made, made.evaluate(tensors)).get("out")?.data ?? [];
      const plain = (await checked.run(tensors)).get("out")?.data ?? [];
      const vectors = kernel.run({ ...dims, far: 3 }, data).get("out") ?? [];
      const near = [distance(plain, expected, 1e-3) <= 1e-6, distance(vectors, expected, 1e-3) <= 1e-5];
      expect({ dims, near }).toEqual({ dims, near: [true, true] });
    }
  },
);
