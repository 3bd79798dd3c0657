import { allocate, type Data } from "../graph/dtype.js";
import type { ReduceNode, Reduction, SoftmaxNode } from "../graph/node.js";
import { notEmptyRule } from "../shape/rules/reduce.js";
import { elementCount, rowMajorStrides, viewOffsets } from "./strides.js";
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

/** NaN if any element is NaN. */
function maxOf({ data, start, stride, length }: Line): number {
  let greatest = -Infinity;
  for (let i = 0; i < length; i++) greatest = Math.max(greatest, data[start + i * stride]!);
  return greatest;
}

/** What a reduction starts from, and what one more element makes of it. Truth values are 0 and 1. */
interface Fold {
  readonly empty: number;
  readonly next: (sofar: number, element: number) => number;
}

const sum: Fold = { empty: 0, next: (sofar, element) => sofar + element };

/** In float64. `Math.max` and `Math.min` are NaN if one argument is. */
const folds: { readonly [R in Reduction]: Fold } = {
  sum,
  mean: sum,
  max: { empty: -Infinity, next: (sofar, element) => Math.max(sofar, element) },
  min: { empty: Infinity, next: (sofar, element) => Math.min(sofar, element) },
  prod: { empty: 1, next: (sofar, element) => sofar * element },
  any: { empty: 0, next: (sofar, element) => Number(sofar !== 0 || element !== 0) },
  all: { empty: 1, next: (sofar, element) => Number(sofar !== 0 && element !== 0) },
};

/**
 * One number for all elements along the node's axes, in one pass over them: sums and products are taken in float64 and
 * rounded once.
 * @throws ShapeError for a mean, maximum or minimum of no elements
 */
export function reduce(node: ReduceNode, input: Value, sizes: readonly number[]): Data {
  notEmptyRule(node.fn, node.input.shape, node.axes, input.sizes);
  const strides = rowMajorStrides(input.sizes);
  const view = (isPart: (axis: number) => boolean): Int32Array =>
    viewOffsets(
      input.sizes.filter((_, axis) => isPart(axis)),
      strides.filter((_, axis) => isPart(axis)),
    );
  const starts = view((axis) => !node.axes.includes(axis));
  const steps = view((axis) => node.axes.includes(axis));
  const { empty, next } = folds[node.fn];
  const result = allocate(node.dtype, elementCount(sizes));
  for (let i = 0; i < result.length; i++) {
    const start = starts[i]!;
    let sofar = empty;
    for (const step of steps) sofar = next(sofar, input.data[start + step]!);
    result[i] = node.fn === "mean" ? sofar / steps.length : sofar;
  }
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
