import type { WeightLayout } from "./layer.js";
import type { ProductTask } from "../tasks.js";

/** A function that computes the product of `x [rows, depth]` and a matrix in the given layout into `out`, in three loops. */
export function naiveProduct(
  w: Float32Array,
  layout: WeightLayout,
  { rows, depth, columns }: ProductTask,
): (x: Float32Array, out: Float32Array) => void {
  if (layout === "in-out") {
    return (x, out) => {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let k = 0; k < depth; k++) sum += x[i * depth + k]! * w[k * columns + j]!;
          out[i * columns + j] = sum;
        }
      }
    };
  }
  return (x, out) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < depth; k++) sum += x[i * depth + k]! * w[j * depth + k]!;
        out[i * columns + j] = sum;
      }
    }
  };
}
