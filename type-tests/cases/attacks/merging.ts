// Attacks by adding to the library's own declarations. A line above each attack says what must become of it.
import { exp, matmul, zeros } from "../../../src/ops/index.js";
import type { DType, Shape } from "../../../src/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

declare module "../../../src/graph/dtype.js" {
  interface Storage {
    f64: Float64Array;
  }
}
declare module "../../../src/tensor/tensor.js" {
  interface Tensor<out S extends Shape, out D extends DType> {
    readonly label?: readonly [S, D];
  }
}

const data = new Float32Array(20);
const labelled: Tensor<[4, 5]> = { shape: [4, 5], sizes: [4, 5], dtype: "f32", data };

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; throws: which dtypes there are is a union, which can't be added to.
  "a dtype added to Storage": () => zeros([2, 3], "f64"),
  // let through; is right: what is added says nothing of the shape.
  "a property added to Tensor": () => exp(labelled).label,
  // refused; throws: what is added says nothing of the shape.
  "a property added to Tensor, with another shape": () => matmul(zeros([2, 3]), labelled),
};
