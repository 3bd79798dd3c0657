import type { Mha768x12, Mha768x12Options, Mha768x12Params, WasmMha768x12 } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createMha768x12(params: Mha768x12Params, options: Mha768x12Options & {
    readonly target: "wasm";
}): Promise<WasmMha768x12>;
export declare function createMha768x12(params: Mha768x12Params, options?: Mha768x12Options): Promise<Mha768x12>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha768x12(): Promise<object>;
