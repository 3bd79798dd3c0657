import type { Decode512x8Params, WasmDecode512x8 } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileDecode512x8(): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createDecode512x8(params: Decode512x8Params, options?: {
    readonly target?: "wasm";
    readonly capacity?: number;
    readonly module?: object;
}): Promise<WasmDecode512x8>;
