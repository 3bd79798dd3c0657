import type { Shape } from "../shape/dim.js";
import { bindingsOf, type DimArgument, toDim } from "../shape/variable.js";
import { isTensor, nodeOf, type Tensor } from "../tensor/tensor.js";
import { flattenBatch } from "./flatten.js";
import { element } from "./lookup.js";
import type { IntegerScalar } from "./scalar.js";
import { describe, scalarOf } from "./traced-scalar.js";

/** A whole number, a dim, or an i32 tensor with a number for each entry of the batch. */
export type PerEntry = DimArgument | Tensor<Shape, "i32">;

/**
 * The number for an entry of the batch.
 * @param what how messages call it: `"causal: offset"`
 * @throws TypeError if it is no whole number, dim or i32 tensor
 */
export function perEntry(what: string, value: PerEntry): (b: IntegerScalar) => IntegerScalar {
  if (typeof value === "number" && (value | 0) === value) {
    const constant = scalarOf({ kind: "constant", dtype: "i32", value });
    return () => constant;
  }
  if (typeof value === "string" || isDimVariable(value)) {
    const [dim, dims] = [toDim("attention", value), bindingsOf("attention", [value])];
    const size = scalarOf({ kind: "dim", dtype: "i32", dim, dims });
    return () => size;
  }
  if (typeof value === "object" && value !== null && isTensor(value) && value.dtype === "i32") {
    const table = flattenBatch(nodeOf(value), 0);
    return (b) => element(table, "i32", table.shape.length === 0 ? [] : [b]);
  }
  const got =
    typeof value === "object" && value !== null && isTensor(value) ? `a tensor of ${value.dtype}` : describe(value);
  throw new TypeError(`${what} is a whole number, a dim or an i32 tensor: got ${got}`);
}

function isDimVariable(value: PerEntry): value is Exclude<DimArgument, number | string> {
  return typeof value === "object" && value !== null && "dim" in value;
}
