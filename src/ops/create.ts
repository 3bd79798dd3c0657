import { allocate, type Data, type DType, type Storage, toDType } from "../graph/dtype.js";
import { elementCount } from "../evaluate/strides.js";
import type { FillNode } from "../graph/node.js";
import { sizesOf } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { show } from "../shape/show.js";
import { bindingsOf, type DimArgument, toShape } from "../shape/variable.js";
import { fromNode, type Tensor } from "../tensor/tensor.js";
import type { NewShape } from "./new-shape.js";

/**
 * A tensor of `data` in row-major order: `tensor(new Float32Array(10 * 512), [dim("seq", 10), 512])`.
 *
 * A typed array isn't copied: don't write to it afterwards. A list of numbers is converted to the dtype, which is f32
 * unless it is given.
 * @throws ShapeError if the number of elements isn't that of the shape
 * @throws TypeError if the array isn't the one that holds the dtype
 */
export function tensor<const S extends Shape>(
  data: Float32Array | readonly number[],
  shape: NewShape<"tensor", S>,
): Tensor<S, "f32">;
export function tensor<const S extends Shape, const D extends DType>(
  data: Storage[D] | readonly number[],
  shape: NewShape<"tensor", S>,
  dtype: D,
): Tensor<S, D>;
export function tensor(
  data: Data | readonly number[],
  argument: readonly DimArgument[],
  dtype: DType = "f32",
): Tensor<Shape, DType> {
  toDType("tensor", dtype);
  const shape = toShape("tensor", argument);
  const dims = bindingsOf("tensor", argument);
  const sizes = sizesOf(shape, dims);
  const count = elementCount(sizes);
  if (data.length !== count) {
    throw new ShapeError(
      "tensor/elements",
      `tensor: data has ${data.length} elements, ${show(shape)} of sizes ${show(sizes)} has ${count}`,
    );
  }
  return fromNode({ op: "constant", shape, dtype, dims, data: toStorage(data, dtype) });
}

const arrays = { f32: Float32Array, i32: Int32Array, bool: Uint8Array };

function toStorage(data: Data | readonly number[], dtype: DType): Data {
  const array = arrays[dtype];
  if (data instanceof array) return data;
  if (ArrayBuffer.isView(data)) {
    throw new TypeError(`tensor: dtype ${dtype} is held by ${array.name}, data is ${data.constructor.name}`);
  }
  const storage = allocate(dtype, data.length);
  for (const [i, value] of data.entries()) storage[i] = elementOf("tensor", value, dtype);
  return storage;
}

/** `value` as an element of `dtype`: an i32 must be an integer of that range, and true is 1. */
function elementOf(op: string, value: number | boolean, dtype: DType): number {
  const number = Number(value);
  if (dtype === "i32" && (number | 0) !== number) throw new TypeError(`${op}: ${number} can't be held by dtype i32`);
  return dtype === "bool" ? Number(number !== 0) : number;
}

/** A tensor of zeros (false for bool): `zeros([dim("seq", 10), 512])`. */
export function zeros<const S extends Shape>(shape: NewShape<"zeros", S>): Tensor<S, "f32">;
export function zeros<const S extends Shape, const D extends DType>(
  shape: NewShape<"zeros", S>,
  dtype: D,
): Tensor<S, D>;
export function zeros(shape: readonly DimArgument[], dtype: DType = "f32"): Tensor<Shape, DType> {
  return fromNode(fill("zeros", shape, 0, dtype));
}

/** A tensor of ones (true for bool): `ones([512])`. */
export function ones<const S extends Shape>(shape: NewShape<"ones", S>): Tensor<S, "f32">;
export function ones<const S extends Shape, const D extends DType>(shape: NewShape<"ones", S>, dtype: D): Tensor<S, D>;
export function ones(shape: readonly DimArgument[], dtype: DType = "f32"): Tensor<Shape, DType> {
  return fromNode(fill("ones", shape, 1, dtype));
}

/**
 * A tensor with one value in every element: `full([512], 0.5)`.
 * @throws TypeError if an i32 tensor is to hold a number that isn't an integer of its range
 */
export function full<const S extends Shape>(shape: NewShape<"full", S>, value: number): Tensor<S, "f32">;
export function full<const S extends Shape, const D extends DType>(
  shape: NewShape<"full", S>,
  value: D extends "bool" ? boolean : number,
  dtype: D,
): Tensor<S, D>;
export function full(
  shape: readonly DimArgument[],
  value: number | boolean,
  dtype: DType = "f32",
): Tensor<Shape, DType> {
  return fromNode(fill("full", shape, elementOf("full", value, dtype), dtype));
}

function fill(op: string, argument: readonly DimArgument[], value: number, dtype: DType): FillNode {
  const shape = toShape(op, argument);
  return { op: "fill", shape, dtype: toDType(op, dtype), dims: bindingsOf(op, argument), value };
}
