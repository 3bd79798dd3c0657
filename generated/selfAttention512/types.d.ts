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
    readonly target?: "wasm" | "typescript";
    /**
     * The code, compiled already: what `compileSelfAttention512` gives, a `WebAssembly.Module`, which can be sent to workers.
     * Where it isn't given the code is loaded and compiled once.
     */
    readonly module?: object;
}
/** The sizes of one call of selfAttention512. */
export interface SelfAttention512Sizes {
    readonly seq: number;
}
/** Places in the memory of selfAttention512, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface SelfAttention512Views {
    /** To be filled. */
    readonly inputs: {
        readonly x: Float32Array;
    };
    /** Holds the result until the next call. */
    readonly out: Float32Array;
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
/** selfAttention512 in WebAssembly, ready to be called. */
export interface WasmSelfAttention512 extends SelfAttention512 {
    /**
     * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
     * copied. A view holds what was put there until a call of other sizes; then take views again.
     */
    views(sizes: SelfAttention512Sizes): SelfAttention512Views;
}
