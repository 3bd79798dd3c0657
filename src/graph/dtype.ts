import { ShapeError } from "../shape/message.js";

/** Element types of tensors. `f32` is the default everywhere; `bool` is stored one byte an element. */
export type DType = "f32" | "i32" | "bool";

/** The typed array that holds the elements of a tensor of dtype `D`. */
export interface Storage {
  f32: Float32Array;
  i32: Int32Array;
  bool: Uint8Array;
}

/** Any of the arrays of {@link Storage}. */
export type Data = Storage[DType];

const constructors: { readonly [D in DType]: new (length: number) => Storage[D] } = {
  f32: Float32Array,
  i32: Int32Array,
  bool: Uint8Array,
};

/**
 * `dtype`, if there is such a one: no compiler has checked some callers.
 *
 * @throws ShapeError `op/dtype`
 */
export function toDType(op: string, dtype: DType): DType {
  if (Object.hasOwn(constructors, dtype)) return dtype;
  throw new ShapeError(`${op}/dtype`, `${op}: ${String(dtype)} is not a dtype (use f32, i32 or bool)`);
}

/** A zero-filled array of `length` elements of `dtype`. */
export function allocate<D extends DType>(dtype: D, length: number): Storage[D] {
  return new constructors[dtype](length);
}
