import type { Mha768x12Params, WasmMha768x12 } from "./types.js";
export type * from "./types.js";
/** Compiles the kernel's code, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha768x12(): Promise<object>;
/** Makes the kernel for these params, which are copied into its memory. */
export declare function createMha768x12(params: Mha768x12Params, options?: {
    readonly target?: "wasm";
    readonly module?: object;
}): Promise<WasmMha768x12>;
