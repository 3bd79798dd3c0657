// useLite: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate useLite
// Shapes:
//   params: embedding [8002, 256], layer0_norm1_weight [256], layer0_norm1_bias [256], layer0_attention_wq [256, 256], layer0_attention_bq [256], layer0_attention_wk [256, 256], layer0_attention_bk [256], layer0_attention_wv [256, 256], layer0_attention_bv [256], layer0_attention_wo [512, 256], layer0_attention_bo [512], layer0_residual_weight [512, 256], layer0_residual_bias [512], layer0_norm2_weight [512], layer0_norm2_bias [512], layer0_ff1_weight [1536, 512], layer0_ff1_bias [1536], layer0_ff2_weight [512, 1536], layer0_ff2_bias [512], layer1_norm1_weight [512], layer1_norm1_bias [512], layer1_attention_wq [512, 512], layer1_attention_bq [512], layer1_attention_wk [512, 512], layer1_attention_bk [512], layer1_attention_wv [512, 512], layer1_attention_bv [512], layer1_attention_wo [512, 512], layer1_attention_bo [512], layer1_norm2_weight [512], layer1_norm2_bias [512], layer1_ff1_weight [1536, 512], layer1_ff1_bias [1536], layer1_ff2_weight [512, 1536], layer1_ff2_bias [512], head_weight [512, 512], head_bias [512]
//   inputs: ids [seq]
//   outputs: out [512]
// What the modules of the targets take and give.

import type { Tensor } from "heddle";

/** The params of useLite: tensors, or their elements in row-major order. */
export interface UseLiteParams {
  readonly embedding: Tensor<[8002, 256]> | Float32Array;
  readonly layer0_norm1_weight: Tensor<[256]> | Float32Array;
  readonly layer0_norm1_bias: Tensor<[256]> | Float32Array;
  readonly layer0_attention_wq: Tensor<[256, 256]> | Float32Array;
  readonly layer0_attention_bq: Tensor<[256]> | Float32Array;
  readonly layer0_attention_wk: Tensor<[256, 256]> | Float32Array;
  readonly layer0_attention_bk: Tensor<[256]> | Float32Array;
  readonly layer0_attention_wv: Tensor<[256, 256]> | Float32Array;
  readonly layer0_attention_bv: Tensor<[256]> | Float32Array;
  readonly layer0_attention_wo: Tensor<[512, 256]> | Float32Array;
  readonly layer0_attention_bo: Tensor<[512]> | Float32Array;
  readonly layer0_residual_weight: Tensor<[512, 256]> | Float32Array;
  readonly layer0_residual_bias: Tensor<[512]> | Float32Array;
  readonly layer0_norm2_weight: Tensor<[512]> | Float32Array;
  readonly layer0_norm2_bias: Tensor<[512]> | Float32Array;
  readonly layer0_ff1_weight: Tensor<[1536, 512]> | Float32Array;
  readonly layer0_ff1_bias: Tensor<[1536]> | Float32Array;
  readonly layer0_ff2_weight: Tensor<[512, 1536]> | Float32Array;
  readonly layer0_ff2_bias: Tensor<[512]> | Float32Array;
  readonly layer1_norm1_weight: Tensor<[512]> | Float32Array;
  readonly layer1_norm1_bias: Tensor<[512]> | Float32Array;
  readonly layer1_attention_wq: Tensor<[512, 512]> | Float32Array;
  readonly layer1_attention_bq: Tensor<[512]> | Float32Array;
  readonly layer1_attention_wk: Tensor<[512, 512]> | Float32Array;
  readonly layer1_attention_bk: Tensor<[512]> | Float32Array;
  readonly layer1_attention_wv: Tensor<[512, 512]> | Float32Array;
  readonly layer1_attention_bv: Tensor<[512]> | Float32Array;
  readonly layer1_attention_wo: Tensor<[512, 512]> | Float32Array;
  readonly layer1_attention_bo: Tensor<[512]> | Float32Array;
  readonly layer1_norm2_weight: Tensor<[512]> | Float32Array;
  readonly layer1_norm2_bias: Tensor<[512]> | Float32Array;
  readonly layer1_ff1_weight: Tensor<[1536, 512]> | Float32Array;
  readonly layer1_ff1_bias: Tensor<[1536]> | Float32Array;
  readonly layer1_ff2_weight: Tensor<[512, 1536]> | Float32Array;
  readonly layer1_ff2_bias: Tensor<[512]> | Float32Array;
  readonly head_weight: Tensor<[512, 512]> | Float32Array;
  readonly head_bias: Tensor<[512]> | Float32Array;
}

/** The inputs of useLite: tensors, or their elements in row-major order. */
export interface UseLiteInputs {
  readonly ids: Tensor<["seq"], "i32"> | Int32Array;
}

/** How useLite is to run. */
export interface UseLiteOptions {
  readonly target?: "wasm" | "typescript";
  /**
   * The code, compiled already: what `compileUseLite` gives, a `WebAssembly.Module`, which can be sent to workers.
   * Where it isn't given the code is loaded and compiled once.
   */
  readonly module?: object;
}

/** The sizes of one call of useLite. */
export interface UseLiteSizes {
  readonly seq: number;
}

/** Places in the memory of useLite, to be given to a call: `kernel(views.inputs, views.out)`. */
export interface UseLiteViews {
  /** To be filled. */
  readonly inputs: { readonly ids: Int32Array };
  /** Holds the result until the next call. */
  readonly out: Float32Array;
}

/** useLite, ready to be called. */
export interface UseLite {
  /** Computes the result into a new array. */
  (inputs: UseLiteInputs): Tensor<[512]>;
  /** Computes the result into `out`, which is given back. Nothing is allocated. */
  <Out extends Tensor<[512]> | Float32Array>(inputs: UseLiteInputs, out: Out): Out;
  /** Lets go of params and memory. Later calls throw. */
  dispose(): void;
}

/** useLite in WebAssembly, ready to be called. */
export interface WasmUseLite extends UseLite {
  /**
   * Where a call of these sizes has its inputs and its result in the kernel's memory: what is given in place is not
   * copied. A view holds what was put there until a call of other sizes; then take views again.
   */
  views(sizes: UseLiteSizes): UseLiteViews;
}
