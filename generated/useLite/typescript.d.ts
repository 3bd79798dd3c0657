import type { UseLite, UseLiteParams } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createUseLite(params: UseLiteParams, options?: {
    readonly target?: "typescript";
}): Promise<UseLite>;
