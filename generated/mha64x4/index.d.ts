import type { Mha64x4, Mha64x4Options, Mha64x4Params, WasmMha64x4 } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createMha64x4(params: Mha64x4Params, options: Mha64x4Options & {
    readonly target: "wasm";
}): Promise<WasmMha64x4>;
export declare function createMha64x4(params: Mha64x4Params, options?: Mha64x4Options): Promise<Mha64x4>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha64x4(): Promise<object>;
