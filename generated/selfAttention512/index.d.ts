import type { SelfAttention512, SelfAttention512Options, SelfAttention512Params, WasmSelfAttention512 } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createSelfAttention512(params: SelfAttention512Params, options: SelfAttention512Options & {
    readonly target: "wasm";
}): Promise<WasmSelfAttention512>;
export declare function createSelfAttention512(params: SelfAttention512Params, options?: SelfAttention512Options): Promise<SelfAttention512>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileSelfAttention512(): Promise<object>;
