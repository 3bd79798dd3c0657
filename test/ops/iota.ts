import { dim, tensor } from "heddle";
import type { Dim, Shape, Tensor } from "heddle";

/** The numbers 0, 1, 2, .. in a shape of these dims and sizes. */
export function iota(dims: readonly Dim[], sizes: readonly number[]): Tensor<Shape> {
  const count = sizes.reduce((product, size) => product * size, 1);
  const shape = dims.map((each, axis) => (typeof each === "string" ? dim(each, sizes[axis] ?? 1) : each));
  return tensor<Shape>(
    Float32Array.from({ length: count }, (_, i) => i),
    shape,
  );
}
