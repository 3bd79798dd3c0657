import type { DType, Program, Shape, Tensor } from "heddle";
import { expect } from "vitest";
import { lowerForVectors } from "../../codegen/compile.js";
import { webAssembly } from "../../codegen/schedule/machine.js";
import { subject } from "../codegen/kernels/check.js";
import { distance } from "../codegen/kernels/close.js";
import { expectSameBits } from "../codegen/targets/wasm/same-bits.js";
import { WasmKernel } from "../codegen/targets/wasm/wasm-kernel.js";

/** What is expected beside the numbers of the evaluator. */
interface Expected {
  /** Whether to expect the bits of the interpreter too, which takes its time. By default true. */
  readonly bits?: boolean;
}

/**
 * Expects of a program's kernels, TypeScript and WebAssembly, what the evaluator gives: in float64 to 1e-6 of the
 * greatest number, in float32 to 1e-5.
 *
 * @param sizes those of the names in the program's shapes
 */
export async function expectKernels(
  program: Program,
  tensors: Readonly<Record<string, Tensor<Shape, DType>>>,
  sizes: Readonly<Record<string, number>> = {},
  { bits = true }: Expected = {},
): Promise<void> {
  const checked = subject(program);
  await checked.expectClose(tensors);
  const module = lowerForVectors(program, webAssembly);
  const kernel = new WasmKernel(module);
  const data = Object.fromEntries(Object.entries(tensors).map(([name, given]) => [name, given.data] as const));
  // The outputs of a module stand in the program's order.
  const results = [...kernel.run(sizes, data).values()];
  const far = [...checked.evaluate(tensors)].filter(([, { data: wanted }], i) => {
    return !(distance(results[i] ?? [], wanted) <= 1e-5);
  });
  expect(far.map(([name]) => name)).toEqual([]);
  if (!bits) return;
  await checked.expectSameBits(tensors);
  expectSameBits(module, [sizes], () => data, kernel);
}
