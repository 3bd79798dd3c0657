import type { UseLite, UseLiteOptions, UseLiteParams, WasmUseLite } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createUseLite(params: UseLiteParams, options: UseLiteOptions & {
    readonly target: "wasm";
}): Promise<WasmUseLite>;
export declare function createUseLite(params: UseLiteParams, options?: UseLiteOptions): Promise<UseLite>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileUseLite(): Promise<object>;
