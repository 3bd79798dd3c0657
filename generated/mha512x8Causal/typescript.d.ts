import type { Mha512x8Causal, Mha512x8CausalParams } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha512x8Causal(params: Mha512x8CausalParams, options?: {
    readonly target?: "typescript";
}): Promise<Mha512x8Causal>;
