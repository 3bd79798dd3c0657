import type { Mha768x12, Mha768x12Params } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha768x12(params: Mha768x12Params, options?: {
    readonly target?: "typescript";
}): Promise<Mha768x12>;
