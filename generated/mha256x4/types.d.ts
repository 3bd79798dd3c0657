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
    readonly target?: "wasm" | "typescript";
    /**
     * The code, compiled already: what `compileMha256x4` gives, a `WebAssembly.Module`, which can be sent to workers.
     * Where it isn't given the code is loaded and compiled once.
     */
    readonly module?: object;
}
/** The sizes of one call of mha256x4. */
export interface Mha256x4Sizes {
    readonly seq: number;
}
/** Places in the memory of mha256x4, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface Mha256x4Views {
    /** To be filled. */
    readonly inputs: {
        readonly x: Float32Array;
    };
    /** Holds the result until the next call. */
    readonly out: Float32Array;
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
/** mha256x4 in WebAssembly, ready to be called. */
export interface WasmMha256x4 extends Mha256x4 {
    /**
     * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
     * copied. A view holds what was put there until a call of other sizes; then take views again.
     */
    views(sizes: Mha256x4Sizes): Mha256x4Views;
}
