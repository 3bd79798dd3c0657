import type { Tensor } from "heddle";
/** The params of mha256x4: tensors, or their elements in row-major order. */
export interface Mha256x4Params {
    readonly wq: Tensor<[256, 256]> | Float32Array;
    readonly bq: Tensor<[256]> | Float32Array;
    readonly wk: Tensor<[256, 256]> | Float32Array;
    readonly bk: Tensor<[256]> | Float32Array;
    readonly wv: Tensor<[256, 256]> | Float32Array;
    readonly bv: Tensor<[256]> | Float32Array;
    readonly wo: Tensor<[256, 256]> | Float32Array;
    readonly bo: Tensor<[256]> | Float32Array;
}
/** The inputs of mha256x4: tensors, or their elements in row-major order. */
export interface Mha256x4Inputs {
    readonly x: Tensor<["seq", 256]> | Float32Array;
}
/** How mha256x4 is to run. */
export interface Mha256x4Options {
    readonly target?: "typescript";
}
/** mha256x4, ready to be called. */
export interface Mha256x4 {
    /** Computes the result into a new array. */
    (inputs: Mha256x4Inputs): Tensor<["seq", 256]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 256]> | Float32Array>(inputs: Mha256x4Inputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha256x4(params: Mha256x4Params, options?: Mha256x4Options): Promise<Mha256x4>;
