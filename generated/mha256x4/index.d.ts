import type { Mha256x4, Mha256x4Options, Mha256x4Params, WasmMha256x4 } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createMha256x4(params: Mha256x4Params, options: Mha256x4Options & {
    readonly target: "wasm";
}): Promise<WasmMha256x4>;
export declare function createMha256x4(params: Mha256x4Params, options?: Mha256x4Options): Promise<Mha256x4>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha256x4(): Promise<object>;
