import type { Tensor } from "heddle";
/** The params of selfAttention512: tensors, or their elements in row-major order. */
export interface SelfAttention512Params {
    readonly wq: Tensor<[512, 512]> | Float32Array;
    readonly bq: Tensor<[512]> | Float32Array;
    readonly wk: Tensor<[512, 512]> | Float32Array;
    readonly bk: Tensor<[512]> | Float32Array;
    readonly wv: Tensor<[512, 512]> | Float32Array;
    readonly bv: Tensor<[512]> | Float32Array;
}
/** The inputs of selfAttention512: tensors, or their elements in row-major order. */
export interface SelfAttention512Inputs {
    readonly x: Tensor<["seq", 512]> | Float32Array;
}
/** How selfAttention512 is to run. */
export interface SelfAttention512Options {
    readonly target?: "typescript";
}
/** selfAttention512, ready to be called. */
export interface SelfAttention512 {
    /** Computes the result into a new array. */
    (inputs: SelfAttention512Inputs): Tensor<["seq", 512]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 512]> | Float32Array>(inputs: SelfAttention512Inputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createSelfAttention512(params: SelfAttention512Params, options?: SelfAttention512Options): Promise<SelfAttention512>;
