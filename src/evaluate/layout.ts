import { allocate, type Data } from "../graph/dtype.js";
import type { BroadcastNode, ConcatNode, NarrowNode, PermuteNode } from "../graph/node.js";
import { ShapeError } from "../shape/message.js";
import { show } from "../shape/show.js";
import { broadcastOffsets, elementCount, rowMajorStrides, viewOffsets } from "./strides.js";
import type { Value } from "./value.js";

/** Axis `i` of the result is axis `axes[i]` of the input. */
export function permute(node: PermuteNode, input: Value, sizes: readonly number[]): Data {
  const strides = rowMajorStrides(input.sizes);
  const offsets = viewOffsets(
    sizes,
    node.axes.map((axis) => strides[axis]!),
  );
  const result = allocate(node.dtype, offsets.length);
  for (let i = 0; i < result.length; i++) result[i] = input.data[offsets[i]!]!;
  return result;
}

/** The input, repeated along new and size-1 axes. */
export function broadcastTo(node: BroadcastNode, input: Value, sizes: readonly number[]): Data {
  const offsets = broadcastOffsets(input.sizes, sizes);
  const result = allocate(node.dtype, offsets.length);
  for (let i = 0; i < result.length; i++) result[i] = input.data[offsets[i]!]!;
  return result;
}

/** The inputs one after the other along the node's axis. */
export function concat(node: ConcatNode, inputs: readonly Value[], sizes: readonly number[]): Data {
  const result = allocate(node.dtype, elementCount(sizes));
  const outerCount = elementCount(sizes.slice(0, node.axis));
  let at = 0;
  for (let outer = 0; outer < outerCount; outer++) {
    for (const input of inputs) {
      const block = elementCount(input.sizes.slice(node.axis));
      result.set(input.data.subarray(outer * block, (outer + 1) * block), at);
      at += block;
    }
  }
  return result;
}

/**
 * Positions `start` to `start + length` of the node's axis, where `start` is the size of the node's start; the length is
 * the result's size there.
 * @throws ShapeError if that is past the end, which is known only now if the sizes have names
 */
export function narrow(node: NarrowNode, input: Value, sizes: readonly number[], start: number): Data {
  const end = start + sizes[node.axis]!;
  if (end > input.sizes[node.axis]!) {
    throw new ShapeError(
      "narrow/bounds",
      `narrow: positions ${start} to ${end - 1} of axis ${node.axis} go past its end: ` +
        `${show(node.input.shape)} has sizes ${show(input.sizes)}`,
    );
  }
  const result = allocate(node.dtype, elementCount(sizes));
  const outerCount = elementCount(sizes.slice(0, node.axis));
  const inner = elementCount(sizes.slice(node.axis + 1));
  const taken = elementCount(sizes.slice(node.axis));
  const stride = elementCount(input.sizes.slice(node.axis));
  for (let outer = 0; outer < outerCount; outer++) {
    const from = outer * stride + start * inner;
    result.set(input.data.subarray(from, from + taken), outer * taken);
  }
  return result;
}
