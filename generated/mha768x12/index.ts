// mha768x12: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate mha768x12
// Shapes:
//   params: wq [768, 768], bq [768], wk [768, 768], bk [768], wv [768, 768], bv [768], wo [768, 768], bo [768]
//   inputs: x [seq, 768]
//   outputs: out [seq, 768]
// wasm.js is WebAssembly with SIMD; typescript.js is JavaScript and runs everywhere.
// This module imports the one that is asked for. Each can also be imported by itself.

import type { Mha768x12, Mha768x12Options, Mha768x12Params, WasmMha768x12 } from "./types.js";

export type * from "./types.js";

/** What is used of the engine's WebAssembly: its types come with the DOM's, which not every project has. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

/** Whether the engine has WebAssembly with SIMD: it then accepts this module, whose one function has vectors in it. */
function hasSimd(): boolean {
  const probe = Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 21, 1, 19, 0,
    67, 0, 0, 0, 0, 253, 19, 67, 0, 0, 0, 0, 253, 19, 253, 235, 1, 11, 0, 26, 4, 110,
    97, 109, 101, 0, 5, 4, 115, 105, 109, 100, 1, 4, 1, 0, 1, 102, 2, 3, 1, 0, 0, 7, 1,
    0,
  );
  return typeof WebAssembly !== "undefined" && WebAssembly.validate(probe);
}

/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export async function createMha768x12(params: Mha768x12Params, options: Mha768x12Options & { readonly target: "wasm" }): Promise<WasmMha768x12>;
export async function createMha768x12(params: Mha768x12Params, options?: Mha768x12Options): Promise<Mha768x12>;
export async function createMha768x12(params: Mha768x12Params, options: Mha768x12Options = {}): Promise<Mha768x12> {
  const { target = options.module ? "wasm" : hasSimd() ? "wasm" : "typescript" } = options;
  switch (target) {
    case "wasm": {
      if (!hasSimd()) throw new RangeError("mha768x12: there is no target wasm here, since this engine has no WebAssembly with SIMD; it has: typescript");
      const module = await import("./wasm.js");
      return module.createMha768x12(params, { ...options, target });
    }
    case "typescript": {
      const module = await import("./typescript.js");
      return module.createMha768x12(params);
    }
    default:
      throw new RangeError(`mha768x12: there is no target ${String(target)} here; this module has: wasm, typescript`);
  }
}

/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileMha768x12(): Promise<object> {
  const module = await import("./wasm.js");
  return module.compileMha768x12();
}
