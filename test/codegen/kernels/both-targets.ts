import type { Program } from "heddle";
import { expect } from "vitest";
import { lowerForVectors } from "../../../codegen/compile.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { expectSameBits } from "../targets/wasm/same-bits.js";
import { WasmKernel } from "../targets/wasm/wasm-kernel.js";
import { type AnyTensor, outputsOf } from "./any-kernel.js";
import { subject } from "./check.js";
import { distance, tolerance } from "./close.js";
import { declaredTensors } from "./tensors.js";

type Sizes = Readonly<Record<string, number>>;

/** What is not as usual of a program that {@link expectBothTargets} runs. */
interface Exceptions {
  /** Tensors in place of random ones. */
  readonly given?: ((sizes: Sizes) => Readonly<Record<string, AnyTensor>>) | undefined;
  /** How far from the evaluator WebAssembly may be, in float32; `tolerance` where nothing is said. */
  readonly near?: number | undefined;
}

/**
 * Expects of a program's kernels, at each of the sizes, the bits of the interpreter in their arithmetic, and what the
 * evaluator gives.
 */
export async function expectBothTargets(
  made: Program,
  sizes: readonly Sizes[],
  { given = () => ({}), near = tolerance }: Exceptions = {},
): Promise<void> {
  const checked = subject(made);
  const module = lowerForVectors(made, webAssembly);
  const kernel = new WasmKernel(module);
  const outputs = module.buffers.filter(({ role }) => role === "output").map(({ name }) => name);
  const params = declaredTensors(made.params, {});
  for (const dims of sizes) {
    const tensors = { ...params, ...declaredTensors(made.inputs, dims), ...given(dims) };
    await checked.expectSameBits(tensors);
    await checked.expectClose(tensors);
    const data = Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensor.data]));
    expectSameBits(module, [dims], () => data, kernel);
    const vectors = kernel.run(dims, data);
    for (const [i, [name, expected]] of [...outputsOf(made, made.evaluate(tensors))].entries()) {
      const far = distance(vectors.get(outputs[i] ?? name) ?? [], expected.data);
      expect({ dims, name, far: far <= near ? "near" : far }).toEqual({ dims, name, far: "near" });
    }
  }
}
