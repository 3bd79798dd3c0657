import type { Tensor } from "heddle";
/** The params of useLiteLayer1Attention: tensors, or their elements in row-major order. */
export interface UseLiteLayer1AttentionParams {
    readonly wq: Tensor<[512, 512]> | Float32Array;
    readonly bq: Tensor<[512]> | Float32Array;
    readonly wk: Tensor<[512, 512]> | Float32Array;
    readonly bk: Tensor<[512]> | Float32Array;
    readonly wv: Tensor<[512, 512]> | Float32Array;
    readonly bv: Tensor<[512]> | Float32Array;
    readonly wo: Tensor<[512, 512]> | Float32Array;
    readonly bo: Tensor<[512]> | Float32Array;
}
/** The inputs of useLiteLayer1Attention: tensors, or their elements in row-major order. */
export interface UseLiteLayer1AttentionInputs {
    readonly x: Tensor<["seq", 512]> | Float32Array;
}
/** How useLiteLayer1Attention is to run. */
export interface UseLiteLayer1AttentionOptions {
    readonly target?: "typescript";
}
/** useLiteLayer1Attention, ready to be called. */
export interface UseLiteLayer1Attention {
    /** Computes the result into a new array. */
    (inputs: UseLiteLayer1AttentionInputs): Tensor<["seq", 512]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 512]> | Float32Array>(inputs: UseLiteLayer1AttentionInputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createUseLiteLayer1Attention(params: UseLiteLayer1AttentionParams, options?: UseLiteLayer1AttentionOptions): Promise<UseLiteLayer1Attention>;
