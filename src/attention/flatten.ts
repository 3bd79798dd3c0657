import type { Node } from "../graph/node.js";
import { elementsOf } from "../shape/polynomial.js";

/** `input` with its axes but for the last `kept` made one: entries of a batch are counted over all of its axes. */
export function flattenBatch(input: Node, kept: number): Node {
  const end = input.shape.length - kept;
  if (end < 2) return input;
  const shape = [elementsOf(input.shape.slice(0, end)), ...input.shape.slice(end)];
  return { op: "reshape", shape, dtype: input.dtype, dims: input.dims, input };
}
