import type { LlamaParams, WasmLlama } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileLlama(): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createLlama(params: LlamaParams, options?: {
    readonly target?: "wasm";
    readonly capacity?: number;
    readonly module?: object;
}): Promise<WasmLlama>;
