import { expect } from "vitest";
import { type BufferData, interpret, type Module } from "../../../../codegen/ir/index.js";
import { WasmKernel } from "./wasm-kernel.js";

/**
 * Expects of every output the bits that the interpreter gives in float32, for each of the sizes one after the other. Of a
 * NaN only that it is one: its sign and payload are up to the engine.
 */
export function expectSameBits(
  module: Module,
  sizes: readonly Readonly<Record<string, number>>[],
  buffersFor: (sizes: Readonly<Record<string, number>>) => Readonly<Record<string, BufferData>>,
  kernel = new WasmKernel(module),
): void {
  const isBuffer = (name: string) => module.buffers.some((buffer) => buffer.name === name);
  for (const dims of sizes) {
    // A program may have inputs that nothing reads.
    const given = Object.entries(buffersFor(dims)).filter(([name]) => isBuffer(name));
    const buffers = Object.fromEntries(given);
    const expected = interpret(module, { dims, buffers, arithmetic: "f32" });
    for (const [name, data] of kernel.run(dims, buffers)) {
      const wanted = expected[name] ?? new Float32Array();
      expect({ dims, name, differs: firstDifference(data, wanted) }).toEqual({ dims, name, differs: undefined });
    }
  }
}

/** Where two arrays first hold different numbers; -0 is not 0. */
export function firstDifference(actual: BufferData, expected: BufferData): unknown {
  if (actual.length !== expected.length) return { lengths: [actual.length, expected.length] };
  const at = actual.findIndex((value, i) => !Object.is(value, expected[i]));
  return at < 0 ? undefined : { at, actual: actual[at], expected: expected[at] };
}
