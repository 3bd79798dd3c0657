// decode512x8: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate decode512x8
// Shapes:
//   params: wq [512, 512], bq [512], wk [512, 512], bk [512], wv [512, 512], bv [512], wo [512, 512], bo [512]
//   inputs: x [seq, 512]
//   cache: keys [8, past, 64], values [8, past, 64]
//   outputs: out [seq, 512]
// What the modules of the targets take and give.

import type { Tensor } from "heddle";

/** The params of decode512x8: tensors, or their elements in row-major order. */
export interface Decode512x8Params {
  readonly wq: Tensor<[512, 512]> | Float32Array;
  readonly bq: Tensor<[512]> | Float32Array;
  readonly wk: Tensor<[512, 512]> | Float32Array;
  readonly bk: Tensor<[512]> | Float32Array;
  readonly wv: Tensor<[512, 512]> | Float32Array;
  readonly bv: Tensor<[512]> | Float32Array;
  readonly wo: Tensor<[512, 512]> | Float32Array;
  readonly bo: Tensor<[512]> | Float32Array;
}

/** The inputs of decode512x8: tensors, or their elements in row-major order. */
export interface Decode512x8Inputs {
  readonly x: Tensor<["seq", 512]> | Float32Array;
}

/** How decode512x8 is to run. */
export interface Decode512x8Options {
  readonly target?: "wasm" | "typescript";
  /** How many positions the cache has room for at first; by default 128. It doubles where more come. */
  readonly capacity?: number;
  /**
   * The code, compiled already: what `compileDecode512x8` gives, a `WebAssembly.Module`, which can be sent to workers.
   * Where it isn't given the code is loaded and compiled once.
   */
  readonly module?: object;
}

/** The sizes of one call of decode512x8. */
export interface Decode512x8Sizes {
  readonly seq: number;
}

/** Places in the memory of decode512x8, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface Decode512x8Views {
  /** To be filled. */
  readonly inputs: { readonly x: Float32Array };
  /** Holds the result until the next call. */
  readonly out: Float32Array;
}

/** decode512x8, ready to be called. It keeps a cache from call to call. */
export interface Decode512x8 {
  /** Computes the result into a new array. Where it throws, the cache is unchanged. */
  (inputs: Decode512x8Inputs): Tensor<["seq", 512]>;
  /** Computes the result into `out`, which is given back. Nothing is allocated. */
  <Out extends Tensor<["seq", 512]> | Float32Array>(inputs: Decode512x8Inputs, out: Out): Out;
  /** How many positions the cache holds. */
  readonly length: number;
  /** How many it has room for before it has to grow. */
  readonly capacity: number;
  /** Forgets the cache: the next call is a first one. */
  reset(): void;
  /** Forgets all but the first positions of the cache. Throws RangeError for more than it holds. */
  truncate(to: number): void;
  /** Lets go of params and memory. Later calls throw. */
  dispose(): void;
}

/** decode512x8 in WebAssembly, ready to be called. */
export interface WasmDecode512x8 extends Decode512x8 {
  /**
   * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
   * copied. A view holds what was put there until a call of other sizes, or until the cache grows; then take views again.
   */
  views(sizes: Decode512x8Sizes): Decode512x8Views;
}
