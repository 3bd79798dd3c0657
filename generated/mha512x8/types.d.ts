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
    readonly target?: "wasm" | "typescript";
    /**
     * How many threads share each call, the caller's among them; by default 1. Results have the same bits. The others are
     * workers, which end with `dispose` and don't keep a process alive. A page must be cross-origin isolated for it: where
     * memory can't be shared one thread does it all, and a warning says how to get there.
     */
    readonly threads?: number;
    /**
     * The code, compiled already: what `compileMha512x8` gives, a `WebAssembly.Module`, which can be sent to workers.
     * Where it isn't given the code is loaded and compiled once.
     */
    readonly module?: object;
}
/** The sizes of one call of mha512x8. */
export interface Mha512x8Sizes {
    readonly seq: number;
}
/** Places in the memory of mha512x8, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface Mha512x8Views {
    /** To be filled. */
    readonly inputs: {
        readonly x: Float32Array;
    };
    /** Holds the result until the next call. */
    readonly out: Float32Array;
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
/** mha512x8 in WebAssembly, ready to be called. */
export interface WasmMha512x8 extends Mha512x8 {
    /**
     * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
     * copied. A view holds what was put there until a call of other sizes; then take views again.
     */
    views(sizes: Mha512x8Sizes): Mha512x8Views;
}
