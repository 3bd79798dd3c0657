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

/** A zero-filled array of `length` elements of `dtype`. */
export function allocate<D extends DType>(dtype: D, length: number): Storage[D] {
  return new constructors[dtype](length);
}
