import { isSize } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { show } from "../shape/show.js";

/**
 * The number of elements of a tensor of these sizes; 1 for rank 0.
 * @throws ShapeError `sizes/unsafe` if it is past 2^53 - 1
 */
export function elementCount(sizes: readonly number[]): number {
  const count = sizes.reduce((product, size) => product * size, 1);
  if (isSize(count)) return count;
  throw new ShapeError("sizes/unsafe", `sizes: ${show(sizes)} has more than 2^53 - 1 elements: about ${count}`);
}

/** For each axis, how far apart its neighbours lie in row-major order. */
export function rowMajorStrides(sizes: readonly number[]): number[] {
  return sizes.map((_, axis) => elementCount(sizes.slice(axis + 1)));
}

/**
 * Strides that read a tensor of `sizes` as if it were broadcast to `target`: right-aligned, and 0 along every axis
 * that repeats. `sizes` must broadcast to `target`; the shape rules have seen to that.
 */
export function broadcastStrides(sizes: readonly number[], target: readonly number[]): number[] {
  const strides = rowMajorStrides(sizes);
  const missing = target.length - sizes.length;
  return target.map((_, axis) => (axis < missing || sizes[axis - missing] === 1 ? 0 : strides[axis - missing]!));
}

/** The offset of every element of a strided view, in row-major order of the view's `sizes`. */
export function viewOffsets(sizes: readonly number[], strides: readonly number[]): Int32Array {
  let offsets = new Int32Array(1);
  for (const [axis, size] of sizes.entries()) {
    const stride = strides[axis]!;
    const finer = new Int32Array(offsets.length * size);
    for (let outer = 0; outer < offsets.length; outer++) {
      for (let position = 0; position < size; position++) {
        finer[outer * size + position] = offsets[outer]! + position * stride;
      }
    }
    offsets = finer;
  }
  return offsets;
}

/** For every element of `target`, the offset of the element of a tensor of `sizes` that broadcasting puts there. */
export function broadcastOffsets(sizes: readonly number[], target: readonly number[]): Int32Array {
  return viewOffsets(target, broadcastStrides(sizes, target));
}
