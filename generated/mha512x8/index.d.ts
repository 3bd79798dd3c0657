import type { Tensor } from "heddle";
/** The params of mha512x8: tensors, or their elements in row-major order. */
export interface Mha512x8Params {
    readonly wq: Tensor<[512, 512]> | Float32Array;
    readonly bq: Tensor<[512]> | Float32Array;
    readonly wk: Tensor<[512, 512]> | Float32Array;
    readonly bk: Tensor<[512]> | Float32Array;
    readonly wv: Tensor<[512, 512]> | Float32Array;
    readonly bv: Tensor<[512]> | Float32Array;
    readonly wo: Tensor<[512, 512]> | Float32Array;
    readonly bo: Tensor<[512]> | Float32Array;
}
/** The inputs of mha512x8: tensors, or their elements in row-major order. */
export interface Mha512x8Inputs {
    readonly x: Tensor<["seq", 512]> | Float32Array;
}
/** How mha512x8 is to run. */
export interface Mha512x8Options {
    readonly target?: "typescript";
}
/** mha512x8, ready to be called. */
export interface Mha512x8 {
    /** Computes the result into a new array. */
    (inputs: Mha512x8Inputs): Tensor<["seq", 512]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 512]> | Float32Array>(inputs: Mha512x8Inputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha512x8(params: Mha512x8Params, options?: Mha512x8Options): Promise<Mha512x8>;
