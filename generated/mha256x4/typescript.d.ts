import type { Mha256x4, Mha256x4Params } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha256x4(params: Mha256x4Params, options?: {
    readonly target?: "typescript";
}): Promise<Mha256x4>;
