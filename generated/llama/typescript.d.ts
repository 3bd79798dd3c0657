import type { Llama, LlamaParams } from "./types.js";
export type * from "./types.js";
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createLlama(params: LlamaParams, options?: {
    readonly target?: "typescript";
    readonly capacity?: number;
}): Promise<Llama>;
