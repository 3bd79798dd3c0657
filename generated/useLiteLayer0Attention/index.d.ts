import type { Tensor } from "heddle";
/** The params of useLiteLayer0Attention: tensors, or their elements in row-major order. */
export interface UseLiteLayer0AttentionParams {
    readonly wq: Tensor<[256, 256]> | Float32Array;
    readonly bq: Tensor<[256]> | Float32Array;
    readonly wk: Tensor<[256, 256]> | Float32Array;
    readonly bk: Tensor<[256]> | Float32Array;
    readonly wv: Tensor<[256, 256]> | Float32Array;
    readonly bv: Tensor<[256]> | Float32Array;
    readonly wo: Tensor<[512, 256]> | Float32Array;
    readonly bo: Tensor<[512]> | Float32Array;
}
/** The inputs of useLiteLayer0Attention: tensors, or their elements in row-major order. */
export interface UseLiteLayer0AttentionInputs {
    readonly x: Tensor<["seq", 256]> | Float32Array;
}
/** How useLiteLayer0Attention is to run. */
export interface UseLiteLayer0AttentionOptions {
    readonly target?: "typescript";
}
/** useLiteLayer0Attention, ready to be called. */
export interface UseLiteLayer0Attention {
    /** Computes the result into a new array. */
    (inputs: UseLiteLayer0AttentionInputs): Tensor<["seq", 512]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 512]> | Float32Array>(inputs: UseLiteLayer0AttentionInputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createUseLiteLayer0Attention(params: UseLiteLayer0AttentionParams, options?: UseLiteLayer0AttentionOptions): Promise<UseLiteLayer0Attention>;
