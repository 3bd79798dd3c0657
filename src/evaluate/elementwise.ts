import { allocate, type Data, type DType } from "../graph/dtype.js";
import type { BinaryNode, ScaleNode, UnaryNode } from "../graph/node.js";
import { binaryFunctions, unaryFunctions } from "./functions.js";
import { broadcastOffsets, elementCount } from "./strides.js";
import type { Value } from "./value.js";

/** One function at every element. */
export function unary(node: UnaryNode, input: Value): Data {
  return mapElements(node.dtype, input, unaryFunctions[node.fn]);
}

/** Every element times the node's factor. */
export function scale(node: ScaleNode, input: Value): Data {
  return mapElements(node.dtype, input, (x) => x * node.factor);
}

/** f32 to i32 towards zero (NaN gives 0, others the nearest i32); anything to bool is true where it is not 0. */
export function cast(dtype: DType, input: Value): Data {
  switch (dtype) {
    case "f32":
      return mapElements(dtype, input, (x) => x);
    case "i32":
      return mapElements(dtype, input, (x) => Math.min(Math.max(x, -(2 ** 31)), 2 ** 31 - 1));
    case "bool":
      return mapElements(dtype, input, (x) => (x === 0 ? 0 : 1));
  }
}

function mapElements(dtype: DType, input: Value, apply: (x: number) => number): Data {
  const result = allocate(dtype, input.data.length);
  // The typed array converts as it stores: to float32 by rounding, to int32 towards zero.
  for (let i = 0; i < result.length; i++) result[i] = apply(input.data[i]!);
  return result;
}

/** One function at every pair of elements, broadcast. */
export function binary(node: BinaryNode, left: Value, right: Value, sizes: readonly number[]): Data {
  const result = allocate(node.dtype, elementCount(sizes));
  const apply = binaryFunctions[node.fn];
  const leftOffsets = broadcastOffsets(left.sizes, sizes);
  const rightOffsets = broadcastOffsets(right.sizes, sizes);
  for (let i = 0; i < result.length; i++) {
    result[i] = apply(left.data[leftOffsets[i]!]!, right.data[rightOffsets[i]!]!);
  }
  return result;
}

/** `left` where the condition is true, else `right`; all three broadcast. The side not taken is not read. */
export function where(dtype: DType, condition: Value, left: Value, right: Value, sizes: readonly number[]): Data {
  const result = allocate(dtype, elementCount(sizes));
  const conditionOffsets = broadcastOffsets(condition.sizes, sizes);
  const leftOffsets = broadcastOffsets(left.sizes, sizes);
  const rightOffsets = broadcastOffsets(right.sizes, sizes);
  for (let i = 0; i < result.length; i++) {
    const isTrue = condition.data[conditionOffsets[i]!] !== 0;
    result[i] = isTrue ? left.data[leftOffsets[i]!]! : right.data[rightOffsets[i]!]!;
  }
  return result;
}
