import type { SelfAttention512, SelfAttention512Params } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createSelfAttention512(params: SelfAttention512Params, options?: {
    readonly target?: "typescript";
}): Promise<SelfAttention512>;
