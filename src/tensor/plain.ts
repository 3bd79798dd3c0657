import { elementCount } from "../evaluate/strides.js";
import type { Data, DType } from "../graph/dtype.js";
import type { ConstantNode } from "../graph/node.js";
import { isSize, type Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { isCanonical } from "../shape/terms.js";
import { show } from "../shape/show.js";
import { axisBindings, bindNames, checkSizes } from "./solve.js";

/** A tensor as plain data, which is what generated kernels return: they don't depend on this package at run time. */
export interface PlainTensor {
  readonly shape: Readonly<Shape>;
  readonly sizes: readonly number[];
  readonly dtype: DType;
  readonly data: Data;
}

/**
 * A constant with the data of a plain tensor, which isn't copied. Names take the sizes of their axes.
 * @throws TypeError if `tensor` isn't of that form
 * @throws ShapeError if shape, sizes and data don't fit each other
 */
export function wrapPlain(tensor: PlainTensor): ConstantNode {
  if (!isPlainTensor(tensor)) {
    throw new TypeError("not a tensor: give what an operation returns, or an object { shape, sizes, dtype, data }");
  }
  const { shape, sizes, dtype, data } = tensor;
  const named = bindNames("tensor", { tensor: { shape, sizes } });
  checkSizes("tensor", shape, sizes, named);
  const count = elementCount(sizes);
  if (data.length !== count) {
    throw new ShapeError(
      "tensor/elements",
      `tensor: data has ${data.length} elements, ${show(shape)} of sizes ${show(sizes)} has ${count}`,
    );
  }
  const dims = axisBindings(shape, sizes, named);
  return { op: "constant", shape: [...shape], dtype, dims, data };
}

/** Whether `value` is a plain tensor, by everything that the type promises: no compiler has checked some callers. */
export function isPlainTensor(value: object): value is PlainTensor {
  return (
    typeof value === "object" &&
    value !== null &&
    "shape" in value &&
    isArrayOf(value.shape, isDim) &&
    "sizes" in value &&
    isArrayOf(value.sizes, (size) => typeof size === "number" && isSize(size)) &&
    "dtype" in value &&
    "data" in value &&
    isStorage(value.dtype, value.data)
  );
}

function isDim(dim: unknown): boolean {
  return typeof dim === "string" ? isCanonical(dim) : typeof dim === "number" && isSize(dim);
}

function isArrayOf(value: unknown, isElement: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isElement);
}

function isStorage(dtype: unknown, data: unknown): boolean {
  switch (dtype) {
    case "f32":
      return data instanceof Float32Array;
    case "i32":
      return data instanceof Int32Array;
    case "bool":
      return data instanceof Uint8Array;
    default:
      return false;
  }
}
