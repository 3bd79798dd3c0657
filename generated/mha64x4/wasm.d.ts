import type { Mha64x4Params, WasmMha64x4 } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha64x4(): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createMha64x4(params: Mha64x4Params, options?: {
    readonly target?: "wasm";
    readonly module?: object;
}): Promise<WasmMha64x4>;
