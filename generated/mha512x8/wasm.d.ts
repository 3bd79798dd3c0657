import type { Mha512x8Params, WasmMha512x8 } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha512x8(options?: {
    readonly threads?: number;
}): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createMha512x8(params: Mha512x8Params, options?: {
    readonly target?: "wasm";
    readonly threads?: number;
    readonly module?: object;
}): Promise<WasmMha512x8>;
