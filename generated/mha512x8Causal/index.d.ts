import type { Mha512x8Causal, Mha512x8CausalOptions, Mha512x8CausalParams, WasmMha512x8Causal } from "./types.js";
export type * from "./types.js";
/**
 * Makes the kernel for these params on the target that is named; where none is, on
 * the first of wasm and typescript that the engine runs. Throws RangeError for a target that can't be had.
 */
export declare function createMha512x8Causal(params: Mha512x8CausalParams, options: Mha512x8CausalOptions & {
    readonly target: "wasm";
}): Promise<WasmMha512x8Causal>;
export declare function createMha512x8Causal(params: Mha512x8CausalParams, options?: Mha512x8CausalOptions): Promise<Mha512x8Causal>;
/** Compiles the kernel's WebAssembly, a `WebAssembly.Module`: workers that are sent it make kernels of it. */
export declare function compileMha512x8Causal(options?: {
    readonly threads?: number;
}): Promise<object>;
