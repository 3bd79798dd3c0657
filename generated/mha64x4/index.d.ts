import type { Tensor } from "heddle";
/** The params of mha64x4: tensors, or their elements in row-major order. */
export interface Mha64x4Params {
    readonly wq: Tensor<[64, 64]> | Float32Array;
    readonly bq: Tensor<[64]> | Float32Array;
    readonly wk: Tensor<[64, 64]> | Float32Array;
    readonly bk: Tensor<[64]> | Float32Array;
    readonly wv: Tensor<[64, 64]> | Float32Array;
    readonly bv: Tensor<[64]> | Float32Array;
    readonly wo: Tensor<[64, 64]> | Float32Array;
    readonly bo: Tensor<[64]> | Float32Array;
}
/** The inputs of mha64x4: tensors, or their elements in row-major order. */
export interface Mha64x4Inputs {
    readonly x: Tensor<["seq", 64]> | Float32Array;
}
/** How mha64x4 is to run. */
export interface Mha64x4Options {
    readonly target?: "typescript";
}
/** mha64x4, ready to be called. */
export interface Mha64x4 {
    /** Computes the result into a new array. */
    (inputs: Mha64x4Inputs): Tensor<["seq", 64]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 64]> | Float32Array>(inputs: Mha64x4Inputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha64x4(params: Mha64x4Params, options?: Mha64x4Options): Promise<Mha64x4>;
