// mha768x12: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate mha768x12
// Shapes:
//   params: wq [768, 768], bq [768], wk [768, 768], bk [768], wv [768, 768], bv [768], wo [768, 768], bo [768]
//   inputs: x [seq, 768]
//   outputs: out [seq, 768]
// What the modules of the targets take and give.

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
  readonly target?: "wasm" | "typescript";
  /**
   * The code, compiled already: what `compileMha768x12` gives, a `WebAssembly.Module`, which can be sent to workers.
   * Where it isn't given the code is loaded and compiled once.
   */
  readonly module?: object;
}

/** The sizes of one call of mha768x12. */
export interface Mha768x12Sizes {
  readonly seq: number;
}

/** Places in the memory of mha768x12, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface Mha768x12Views {
  /** To be filled. */
  readonly inputs: { readonly x: Float32Array };
  /** Holds the result until the next call. */
  readonly out: Float32Array;
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

/** mha768x12 in WebAssembly, ready to be called. */
export interface WasmMha768x12 extends Mha768x12 {
  /**
   * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
   * copied. A view holds what was put there until a call of other sizes; then take views again.
   */
  views(sizes: Mha768x12Sizes): Mha768x12Views;
}
