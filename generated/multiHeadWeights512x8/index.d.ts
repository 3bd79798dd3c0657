import type { Tensor } from "heddle";
/** The params of multiHeadWeights512x8: tensors, or their elements in row-major order. */
export interface MultiHeadWeights512x8Params {
    readonly wq: Tensor<[512, 512]> | Float32Array;
    readonly bq: Tensor<[512]> | Float32Array;
    readonly wk: Tensor<[512, 512]> | Float32Array;
    readonly bk: Tensor<[512]> | Float32Array;
    readonly wv: Tensor<[512, 512]> | Float32Array;
    readonly bv: Tensor<[512]> | Float32Array;
    readonly wo: Tensor<[512, 512]> | Float32Array;
    readonly bo: Tensor<[512]> | Float32Array;
}
/** The inputs of multiHeadWeights512x8: tensors, or their elements in row-major order. */
export interface MultiHeadWeights512x8Inputs {
    readonly x: Tensor<["seq", 512]> | Float32Array;
}
/** How multiHeadWeights512x8 is to run. */
export interface MultiHeadWeights512x8Options {
    readonly target?: "typescript";
}
/** The results of multiHeadWeights512x8. */
export interface MultiHeadWeights512x8Outputs {
    readonly weights: Tensor<[8, "seq", "seq"]>;
    readonly out: Tensor<["seq", 512]>;
}
/** multiHeadWeights512x8, ready to be called. */
export interface MultiHeadWeights512x8 {
    /** Computes the result into a new array. */
    (inputs: MultiHeadWeights512x8Inputs): MultiHeadWeights512x8Outputs;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends {
        readonly weights: Tensor<[8, "seq", "seq"]> | Float32Array;
        readonly out: Tensor<["seq", 512]> | Float32Array;
    }>(inputs: MultiHeadWeights512x8Inputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMultiHeadWeights512x8(params: MultiHeadWeights512x8Params, options?: MultiHeadWeights512x8Options): Promise<MultiHeadWeights512x8>;
