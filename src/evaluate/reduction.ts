import { allocate, type Data } from "../graph/dtype.js";
import type { ReduceNode, Reduction, SoftmaxNode } from "../graph/node.js";
import { elementCount } from "./strides.js";
import type { Value } from "./value.js";

/** A line of elements along one axis: element `i` is `data[start + i * stride]`. */
interface Line {
  readonly data: Data;
  readonly start: number;
  readonly stride: number;
  readonly length: number;
}

/** All lines along `axis`, in the row-major order of the axes that remain. */
function* linesAlong(input: Value, axis: number): Generator<Line> {
  const length = input.sizes[axis]!;
  const outerCount = elementCount(input.sizes.slice(0, axis));
  const stride = elementCount(input.sizes.slice(axis + 1));
  for (let outer = 0; outer < outerCount; outer++) {
    for (let inner = 0; inner < stride; inner++) {
      yield { data: input.data, start: outer * length * stride + inner, stride, length };
    }
  }
}

function sumOf({ data, start, stride, length }: Line): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += data[start + i * stride]!;
  return sum;
}

/** NaN if any element is NaN. */
function maxOf({ data, start, stride, length }: Line): number {
  let greatest = -Infinity;
  for (let i = 0; i < length; i++) greatest = Math.max(greatest, data[start + i * stride]!);
  return greatest;
}

const reductions: { readonly [R in Reduction]: (line: Line) => number } = {
  sum: sumOf,
  mean: (line) => sumOf(line) / line.length,
  max: maxOf,
};

/** One number for every line along the node's axis; sums are taken in float64. */
export function reduce(node: ReduceNode, input: Value, sizes: readonly number[]): Data {
  const result = allocate(node.dtype, elementCount(sizes));
  const reduceLine = reductions[node.fn];
  let at = 0;
  for (const line of linesAlong(input, node.axis)) result[at++] = reduceLine(line);
  return result;
}

/** `exp(x - max) / sum(exp(x - max))` along the node's axis. A line of -Infinity only gives NaN, as in PyTorch. */
export function softmax(node: SoftmaxNode, input: Value): Float32Array {
  const result = new Float32Array(input.data.length);
  const weights = new Float64Array(input.sizes[node.axis]!);
  for (const line of linesAlong(input, node.axis)) {
    const { data, start, stride, length } = line;
    const greatest = maxOf(line);
    let total = 0;
    for (let i = 0; i < length; i++) {
      const weight = Math.exp(data[start + i * stride]! - greatest);
      weights[i] = weight;
      total += weight;
    }
    for (let i = 0; i < length; i++) result[start + i * stride] = weights[i]! / total;
  }
  return result;
}
