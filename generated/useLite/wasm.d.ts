import type { UseLiteParams, WasmUseLite } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileUseLite(): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createUseLite(params: UseLiteParams, options?: {
    readonly target?: "wasm";
    readonly module?: object;
}): Promise<WasmUseLite>;
