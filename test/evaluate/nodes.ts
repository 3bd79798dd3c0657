import { allocate, type DType } from "../../src/graph/dtype.js";
import type { ConstantNode } from "../../src/graph/node.js";
import { noBindings } from "../../src/shape/dim.js";

/** What all nodes of literal shapes have. */
export function base<D extends DType>(shape: number[], dtype: D) {
  return { shape, dtype, dims: noBindings };
}

/** A constant of a literal shape. */
export function constant(values: readonly number[], shape: number[], dtype: DType = "f32"): ConstantNode {
  const data = allocate(dtype, values.length);
  data.set(values);
  return { op: "constant", ...base(shape, dtype), data };
}
