import type { Mha512x8CausalParams, WasmMha512x8Causal } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha512x8Causal(options?: {
    readonly threads?: number;
}): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createMha512x8Causal(params: Mha512x8CausalParams, options?: {
    readonly target?: "wasm";
    readonly threads?: number;
    readonly module?: object;
}): Promise<WasmMha512x8Causal>;
