import type { Decode512x8, Decode512x8Options, Decode512x8Params, WasmDecode512x8 } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createDecode512x8(params: Decode512x8Params, options: Decode512x8Options & {
    readonly target: "wasm";
}): Promise<WasmDecode512x8>;
export declare function createDecode512x8(params: Decode512x8Params, options?: Decode512x8Options): Promise<Decode512x8>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileDecode512x8(): Promise<object>;
