import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Tensor } from "../tensor/tensor.js";

/** A tensor of any shape and dtype. */
export type AnyTensor = Tensor<Shape, DType>;

/** The shapes of tensors, in their order. */
export type ShapesOf<Tensors extends readonly AnyTensor[]> = {
  -readonly [I in keyof Tensors]: Tensors[I] extends Tensor<infer S, DType> ? S : Shape;
};

/** The dtypes of tensors, in their order. */
export type DTypesOf<Tensors extends readonly AnyTensor[]> = { -readonly [I in keyof Tensors]: Tensors[I]["dtype"] };
