import { allocate, type Data } from "../graph/dtype.js";
import type { GatherNode } from "../graph/node.js";
import { show } from "../shape/show.js";
import { elementCount } from "./strides.js";
import type { Value } from "./value.js";

/**
 * The positions of the node's axis that the indices name; the axes of the indices stand in its place.
 * @throws RangeError for an index that is no position of the axis
 */
export function gather(node: GatherNode, input: Value, indices: Value, sizes: readonly number[]): Data {
  const length = input.sizes[node.axis]!;
  checkIndices(node, indices, length);
  const outerCount = elementCount(input.sizes.slice(0, node.axis));
  const inner = elementCount(input.sizes.slice(node.axis + 1));
  const result = allocate(node.dtype, elementCount(sizes));
  let at = 0;
  for (let outer = 0; outer < outerCount; outer++) {
    for (const index of indices.data) {
      const from = (outer * length + index) * inner;
      result.set(input.data.subarray(from, from + inner), at);
      at += inner;
    }
  }
  return result;
}

function checkIndices(node: GatherNode, { data }: Value, length: number): void {
  const position = data.findIndex((index) => index < 0 || index >= length);
  if (position < 0) return;
  const index = data[position]!;
  const greatest = length - 1;
  throw new RangeError(
    node.name === "embedding"
      ? `embedding: id ${index} at position ${position} is not a row of the table: give ids from 0 to ${greatest}`
      : `gather: index ${index} at position ${position} is not on axis ${node.axis} of ${show(node.input.shape)}: ` +
          `give indices from 0 to ${greatest}`,
  );
}
