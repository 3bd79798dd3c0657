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
    readonly target?: "wasm" | "typescript";
    /**
     * The code, compiled already: what `compileMha64x4` gives, a `WebAssembly.Module`, which can be sent to workers.
     * Where it isn't given the code is loaded and compiled once.
     */
    readonly module?: object;
}
/** The sizes of one call of mha64x4. */
export interface Mha64x4Sizes {
    readonly seq: number;
}
/** Places in the memory of mha64x4, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface Mha64x4Views {
    /** To be filled. */
    readonly inputs: {
        readonly x: Float32Array;
    };
    /** Holds the result until the next call. */
    readonly out: Float32Array;
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
/** mha64x4 in WebAssembly, ready to be called. */
export interface WasmMha64x4 extends Mha64x4 {
    /**
     * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
     * copied. A view holds what was put there until a call of other sizes; then take views again.
     */
    views(sizes: Mha64x4Sizes): Mha64x4Views;
}
