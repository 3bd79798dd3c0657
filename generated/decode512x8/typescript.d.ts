import type { Decode512x8, Decode512x8Params } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createDecode512x8(params: Decode512x8Params, options?: {
    readonly target?: "typescript";
    readonly capacity?: number;
}): Promise<Decode512x8>;
