// mha64x4: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate mha64x4
// Shapes:
//   params: wq [64, 64], bq [64], wk [64, 64], bk [64], wv [64, 64], bv [64], wo [64, 64], bo [64]
//   inputs: x [seq, 64]
//   outputs: out [seq, 64]
// wasm.js is WebAssembly with SIMD; typescript.js is JavaScript and runs everywhere.
// This module imports the one that is asked for. Each can also be imported by itself.

import type { Mha64x4, Mha64x4Options, Mha64x4Params, WasmMha64x4 } from "./types.js";

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
export async function createMha64x4(params: Mha64x4Params, options: Mha64x4Options & { readonly target: "wasm" }): Promise<WasmMha64x4>;
export async function createMha64x4(params: Mha64x4Params, options?: Mha64x4Options): Promise<Mha64x4>;
export async function createMha64x4(params: Mha64x4Params, options: Mha64x4Options = {}): Promise<Mha64x4> {
  const { target = options.module ? "wasm" : hasSimd() ? "wasm" : "typescript" } = options;
  switch (target) {
    case "wasm": {
      if (!hasSimd()) throw new RangeError("mha64x4: there is no target wasm here, since this engine has no WebAssembly with SIMD; it has: typescript");
      const module = await import("./wasm.js");
      return module.createMha64x4(params, { ...options, target });
    }
    case "typescript": {
      const module = await import("./typescript.js");
      return module.createMha64x4(params);
    }
    default:
      throw new RangeError(`mha64x4: there is no target ${String(target)} here; this module has: wasm, typescript`);
  }
}

/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileMha64x4(): Promise<object> {
  const module = await import("./wasm.js");
  return module.compileMha64x4();
}
