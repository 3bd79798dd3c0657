import type { Mha512x8, Mha512x8Options, Mha512x8Params, WasmMha512x8 } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createMha512x8(params: Mha512x8Params, options: Mha512x8Options & {
    readonly target: "wasm";
}): Promise<WasmMha512x8>;
export declare function createMha512x8(params: Mha512x8Params, options?: Mha512x8Options): Promise<Mha512x8>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha512x8(options?: {
    readonly threads?: number;
}): Promise<object>;
