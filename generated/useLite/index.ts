// useLite: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate useLite
// Shapes:
//   params: embedding [8002, 256], layer0_norm1_weight [256], layer0_norm1_bias [256], layer0_attention_wq [256, 256], layer0_attention_bq [256], layer0_attention_wk [256, 256], layer0_attention_bk [256], layer0_attention_wv [256, 256], layer0_attention_bv [256], layer0_attention_wo [512, 256], layer0_attention_bo [512], layer0_residual_weight [512, 256], layer0_residual_bias [512], layer0_norm2_weight [512], layer0_norm2_bias [512], layer0_ff1_weight [1536, 512], layer0_ff1_bias [1536], layer0_ff2_weight [512, 1536], layer0_ff2_bias [512], layer1_norm1_weight [512], layer1_norm1_bias [512], layer1_attention_wq [512, 512], layer1_attention_bq [512], layer1_attention_wk [512, 512], layer1_attention_bk [512], layer1_attention_wv [512, 512], layer1_attention_bv [512], layer1_attention_wo [512, 512], layer1_attention_bo [512], layer1_norm2_weight [512], layer1_norm2_bias [512], layer1_ff1_weight [1536, 512], layer1_ff1_bias [1536], layer1_ff2_weight [512, 1536], layer1_ff2_bias [512], head_weight [512, 512], head_bias [512]
//   inputs: ids [seq]
//   outputs: out [512]
// wasm.js is WebAssembly with SIMD; typescript.js is JavaScript and runs everywhere.
// This module imports the one that is asked for. Each can also be imported by itself.

import type { UseLite, UseLiteOptions, UseLiteParams, WasmUseLite } from "./types.js";

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
export async function createUseLite(params: UseLiteParams, options: UseLiteOptions & { readonly target: "wasm" }): Promise<WasmUseLite>;
export async function createUseLite(params: UseLiteParams, options?: UseLiteOptions): Promise<UseLite>;
export async function createUseLite(params: UseLiteParams, options: UseLiteOptions = {}): Promise<UseLite> {
  const { target = options.module ? "wasm" : hasSimd() ? "wasm" : "typescript" } = options;
  switch (target) {
    case "wasm": {
      if (!hasSimd()) throw new RangeError("useLite: there is no target wasm here, since this engine has no WebAssembly with SIMD; it has: typescript");
      const module = await import("./wasm.js");
      return module.createUseLite(params, { ...options, target });
    }
    case "typescript": {
      const module = await import("./typescript.js");
      return module.createUseLite(params);
    }
    default:
      throw new RangeError(`useLite: there is no target ${String(target)} here; this module has: wasm, typescript`);
  }
}

/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileUseLite(): Promise<object> {
  const module = await import("./wasm.js");
  return module.compileUseLite();
}
