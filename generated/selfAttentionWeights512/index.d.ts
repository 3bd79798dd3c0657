import type { Tensor } from "heddle";
/** The params of selfAttentionWeights512: tensors, or their elements in row-major order. */
export interface SelfAttentionWeights512Params {
    readonly wq: Tensor<[512, 512]> | Float32Array;
    readonly bq: Tensor<[512]> | Float32Array;
    readonly wk: Tensor<[512, 512]> | Float32Array;
    readonly bk: Tensor<[512]> | Float32Array;
    readonly wv: Tensor<[512, 512]> | Float32Array;
    readonly bv: Tensor<[512]> | Float32Array;
}
/** The inputs of selfAttentionWeights512: tensors, or their elements in row-major order. */
export interface SelfAttentionWeights512Inputs {
    readonly x: Tensor<["seq", 512]> | Float32Array;
}
/** How selfAttentionWeights512 is to run. */
export interface SelfAttentionWeights512Options {
    readonly target?: "typescript";
}
/** The results of selfAttentionWeights512. */
export interface SelfAttentionWeights512Outputs {
    readonly weights: Tensor<["seq", "seq"]>;
    readonly out: Tensor<["seq", 512]>;
}
/** selfAttentionWeights512, ready to be called. */
export interface SelfAttentionWeights512 {
    /** Computes the result into a new array. */
    (inputs: SelfAttentionWeights512Inputs): SelfAttentionWeights512Outputs;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends {
        readonly weights: Tensor<["seq", "seq"]> | Float32Array;
        readonly out: Tensor<["seq", 512]> | Float32Array;
    }>(inputs: SelfAttentionWeights512Inputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createSelfAttentionWeights512(params: SelfAttentionWeights512Params, options?: SelfAttentionWeights512Options): Promise<SelfAttentionWeights512>;
