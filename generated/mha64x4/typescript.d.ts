import type { Mha64x4, Mha64x4Params } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha64x4(params: Mha64x4Params, options?: {
    readonly target?: "typescript";
}): Promise<Mha64x4>;
