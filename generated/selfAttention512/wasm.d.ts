import type { SelfAttention512Params, WasmSelfAttention512 } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileSelfAttention512(): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createSelfAttention512(params: SelfAttention512Params, options?: {
    readonly target?: "wasm";
    readonly module?: object;
}): Promise<WasmSelfAttention512>;
