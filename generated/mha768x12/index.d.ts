import type { Tensor } from "heddle";
/** The params of mha768x12: tensors, or their elements in row-major order. */
export interface Mha768x12Params {
    readonly wq: Tensor<[768, 768]> | Float32Array;
    readonly bq: Tensor<[768]> | Float32Array;
    readonly wk: Tensor<[768, 768]> | Float32Array;
    readonly bk: Tensor<[768]> | Float32Array;
    readonly wv: Tensor<[768, 768]> | Float32Array;
    readonly bv: Tensor<[768]> | Float32Array;
    readonly wo: Tensor<[768, 768]> | Float32Array;
    readonly bo: Tensor<[768]> | Float32Array;
}
/** The inputs of mha768x12: tensors, or their elements in row-major order. */
export interface Mha768x12Inputs {
    readonly x: Tensor<["seq", 768]> | Float32Array;
}
/** How mha768x12 is to run. */
export interface Mha768x12Options {
    readonly target?: "typescript";
}
/** mha768x12, ready to be called. */
export interface Mha768x12 {
    /** Computes the result into a new array. */
    (inputs: Mha768x12Inputs): Tensor<["seq", 768]>;
    /** Computes the result into `out`, which is given back. Nothing is allocated. */
    <Out extends Tensor<["seq", 768]> | Float32Array>(inputs: Mha768x12Inputs, out: Out): Out;
    /** Lets go of params and memory. Later calls throw. */
    dispose(): void;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export declare function createMha768x12(params: Mha768x12Params, options?: Mha768x12Options): Promise<Mha768x12>;
