// mha512x8Causal: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate mha512x8Causal
// Shapes:
//   params: wq [512, 512], bq [512], wk [512, 512], bk [512], wv [512, 512], bv [512], wo [512, 512], bo [512]
//   inputs: x [seq, 512]
//   outputs: out [seq, 512]
// wasm.js is WebAssembly with SIMD; typescript.js is JavaScript and runs everywhere.
// This module imports the one that is asked for. Each can also be imported by itself.

import type { Mha512x8Causal, Mha512x8CausalOptions, Mha512x8CausalParams, WasmMha512x8Causal } from "./types.js";

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
export async function createMha512x8Causal(params: Mha512x8CausalParams, options: Mha512x8CausalOptions & { readonly target: "wasm" }): Promise<WasmMha512x8Causal>;
export async function createMha512x8Causal(params: Mha512x8CausalParams, options?: Mha512x8CausalOptions): Promise<Mha512x8Causal>;
export async function createMha512x8Causal(params: Mha512x8CausalParams, options: Mha512x8CausalOptions = {}): Promise<Mha512x8Causal> {
  const { target = options.module ? "wasm" : hasSimd() ? "wasm" : "typescript" } = options;
  switch (target) {
    case "wasm": {
      if (!hasSimd()) throw new RangeError("mha512x8Causal: there is no target wasm here, since this engine has no WebAssembly with SIMD; it has: typescript");
      const module = await import("./wasm.js");
      return module.createMha512x8Causal(params, { ...options, target });
    }
    case "typescript": {
      const module = await import("./typescript.js");
      return module.createMha512x8Causal(params);
    }
    default:
      throw new RangeError(`mha512x8Causal: there is no target ${String(target)} here; this module has: wasm, typescript`);
  }
}

/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileMha512x8Causal(options: { readonly threads?: number } = {}): Promise<object> {
  const module = await import("./wasm.js");
  return module.compileMha512x8Causal(options);
}
