import type { Llama, LlamaOptions, LlamaParams, WasmLlama } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createLlama(params: LlamaParams, options: LlamaOptions & {
    readonly target: "wasm";
}): Promise<WasmLlama>;
export declare function createLlama(params: LlamaParams, options?: LlamaOptions): Promise<Llama>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileLlama(): Promise<object>;
