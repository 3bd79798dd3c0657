// llama: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate llama
// Shapes:
//   params: embeddings [512, 64], layer0_attentionNorm [64], layer0_wq [64, 64], layer0_wk [32, 64], layer0_wv [32, 64], layer0_wo [64, 64], layer0_feedForwardNorm [64], layer0_gate [172, 64], layer0_up [172, 64], layer0_down [64, 172], layer1_attentionNorm [64], layer1_wq [64, 64], layer1_wk [32, 64], layer1_wv [32, 64], layer1_wo [64, 64], layer1_feedForwardNorm [64], layer1_gate [172, 64], layer1_up [172, 64], layer1_down [64, 172], layer2_attentionNorm [64], layer2_wq [64, 64], layer2_wk [32, 64], layer2_wv [32, 64], layer2_wo [64, 64], layer2_feedForwardNorm [64], layer2_gate [172, 64], layer2_up [172, 64], layer2_down [64, 172], layer3_attentionNorm [64], layer3_wq [64, 64], layer3_wk [32, 64], layer3_wv [32, 64], layer3_wo [64, 64], layer3_feedForwardNorm [64], layer3_gate [172, 64], layer3_up [172, 64], layer3_down [64, 172], layer4_attentionNorm [64], layer4_wq [64, 64], layer4_wk [32, 64], layer4_wv [32, 64], layer4_wo [64, 64], layer4_feedForwardNorm [64], layer4_gate [172, 64], layer4_up [172, 64], layer4_down [64, 172], norm [64]
//   inputs: ids [seq]
//   cache: layer0_keys [4, past, 8], layer0_values [4, past, 8], layer1_keys [4, past, 8], layer1_values [4, past, 8], layer2_keys [4, past, 8], layer2_values [4, past, 8], layer3_keys [4, past, 8], layer3_values [4, past, 8], layer4_keys [4, past, 8], layer4_values [4, past, 8]
//   outputs: out [seq, 512]
// wasm.js is WebAssembly with SIMD; typescript.js is JavaScript and runs everywhere.
// This module imports the one that is asked for. Each can also be imported by itself.

import type { Llama, LlamaOptions, LlamaParams, WasmLlama } from "./types.js";

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
export async function createLlama(params: LlamaParams, options: LlamaOptions & { readonly target: "wasm" }): Promise<WasmLlama>;
export async function createLlama(params: LlamaParams, options?: LlamaOptions): Promise<Llama>;
export async function createLlama(params: LlamaParams, options: LlamaOptions = {}): Promise<Llama> {
  const { target = options.module ? "wasm" : hasSimd() ? "wasm" : "typescript" } = options;
  switch (target) {
    case "wasm": {
      if (!hasSimd()) throw new RangeError("llama: there is no target wasm here, since this engine has no WebAssembly with SIMD; it has: typescript");
      const module = await import("./wasm.js");
      return module.createLlama(params, { ...options, target });
    }
    case "typescript": {
      const module = await import("./typescript.js");
      return module.createLlama(params, { ...options, target });
    }
    default:
      throw new RangeError(`llama: there is no target ${String(target)} here; this module has: wasm, typescript`);
  }
}

/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export async function compileLlama(): Promise<object> {
  const module = await import("./wasm.js");
  return module.compileLlama();
}
