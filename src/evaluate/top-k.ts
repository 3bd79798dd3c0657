import { allocate, type Data } from "../graph/dtype.js";
import type { TopKNode } from "../graph/node.js";
import { ShapeError } from "../shape/message.js";
import { show } from "../shape/show.js";
import { elementCount } from "./strides.js";
import type { Value } from "./value.js";

/**
 * The greatest elements of each row, or their positions, the greatest first.
 * @throws ShapeError if the row is shorter
 */
export function topK(node: TopKNode, { data, sizes: inputSizes }: Value, sizes: readonly number[]): Data {
  const [length, count] = [inputSizes.at(-1)!, sizes.at(-1)!];
  if (length < count) {
    throw new ShapeError(
      "topK/count",
      `topK: k ${count} exceeds the last axis: ${show(node.input.shape)} has sizes ${show(inputSizes)}`,
    );
  }
  const result = allocate(node.dtype, elementCount(sizes));
  for (let row = 0; row * count < result.length; row++) {
    const start = row * length;
    const positions = Array.from({ length }, (_, position) => position);
    // Sorting is stable: of equal elements the one with the lower position stays first.
    positions.sort((left, right) => descending(data[start + left]!, data[start + right]!));
    for (let i = 0; i < count; i++) {
      const position = positions[i]!;
      result[row * count + i] = node.result === "indices" ? position : data[start + position]!;
    }
  }
  return result;
}

/** The order of two numbers from the greatest down, for `sort`; NaN comes before every number. */
function descending(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
  return Number(left < right) - Number(left > right);
}
