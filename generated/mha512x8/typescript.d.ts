import type { Mha512x8, Mha512x8Params } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha512x8(params: Mha512x8Params, options?: {
    readonly target?: "typescript";
}): Promise<Mha512x8>;
