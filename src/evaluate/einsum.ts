import type { EinsumNode } from "../graph/node.js";
import { elementCount, rowMajorStrides } from "./strides.js";
import type { Value } from "./value.js";

/** One loop: over a label of the output, or one that is summed over. */
interface Loop {
  readonly size: number;
  /** How far apart neighbours lie in each operand. */
  readonly strides: readonly number[];
}

/**
 * The sum of products that the node says. The labels of the output are the outer loops, those that are summed over the
 * inner ones, in the order in which they first stand. Sums are taken in float64 and rounded once; without products they
 * are 0.
 */
export function einsum(node: EinsumNode, operands: readonly Value[]): Float32Array {
  const summed = [...new Set(node.labels.flat())].filter((label) => !node.output.includes(label));
  const outer = node.output.map((label) => loopOver(label, node, operands));
  const inner = summed.map((label) => loopOver(label, node, operands));
  const result = new Float32Array(elementCount(outer.map((loop) => loop.size)));
  const data = operands.map((operand) => operand.data);
  const last = inner.pop() ?? { size: 1, strides: operands.map(() => 0) };
  const sumRow = sumRowOf(data, last);
  const outerOffsets = new Odometer(outer, operands.length);
  const innerOffsets = new Odometer(inner, operands.length);
  const rows = elementCount(inner.map((loop) => loop.size));
  for (let i = 0; i < result.length; i++) {
    let sum = 0;
    innerOffsets.restart(outerOffsets.offsets);
    for (let row = 0; row < rows; row++) {
      sum += sumRow(innerOffsets.offsets);
      innerOffsets.next();
    }
    result[i] = sum;
    outerOffsets.next();
  }
  return result;
}

/** An axis of size 1 stands still; a label that an operand has twice moves along both axes at once. */
function loopOver(label: string, { labels }: EinsumNode, operands: readonly Value[]): Loop {
  const axesOf = (operand: number) => labels[operand]!.flatMap((each, axis) => (each === label ? [axis] : []));
  const sizes = operands.flatMap(({ sizes: of }, operand) => axesOf(operand).map((axis) => of[axis]!));
  const strides = operands.map(({ sizes: of }, operand) => {
    const all = rowMajorStrides(of);
    return axesOf(operand).reduce((stride, axis) => stride + (of[axis] === 1 ? 0 : all[axis]!), 0);
  });
  return { size: sizes.find((size) => size !== 1) ?? 1, strides };
}

/** The offset of one element of each operand, as loops count through them, the last loop fastest. */
class Odometer {
  readonly offsets: number[];
  readonly #loops: readonly Loop[];
  readonly #positions: number[];

  constructor(loops: readonly Loop[], operands: number) {
    this.#loops = loops;
    this.#positions = loops.map(() => 0);
    this.offsets = Array.from({ length: operands }, () => 0);
  }

  /** Back to the first positions, which lie at `offsets`. */
  restart(offsets: readonly number[]): void {
    this.#positions.fill(0);
    for (let operand = 0; operand < offsets.length; operand++) this.offsets[operand] = offsets[operand]!;
  }

  /** On to the next positions; after the last come the first. */
  next(): void {
    for (let at = this.#loops.length - 1; at >= 0; at--) {
      const { size, strides } = this.#loops[at]!;
      const position = this.#positions[at]! + 1;
      const back = position === size ? size - 1 : -1;
      this.#positions[at] = back < 0 ? position : 0;
      for (let operand = 0; operand < strides.length; operand++) {
        this.offsets[operand] = this.offsets[operand]! - back * strides[operand]!;
      }
      if (back < 0) return;
    }
  }
}

/** The sum of products along the innermost loop; `offsets` says where it starts in each operand. */
function sumRowOf(data: readonly Value["data"][], { size, strides }: Loop): (offsets: readonly number[]) => number {
  if (data.length === 2) return sumRowOfTwo(data[0]!, data[1]!, size, strides);
  return (offsets) => {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      let product = 1;
      for (let operand = 0; operand < data.length; operand++) {
        product *= data[operand]![offsets[operand]! + k * strides[operand]!]!;
      }
      sum += product;
    }
    return sum;
  };
}

/** The most common case by itself: it takes a fraction of the time. */
function sumRowOfTwo(
  left: Value["data"],
  right: Value["data"],
  size: number,
  [leftStride = 0, rightStride = 0]: readonly number[],
): (offsets: readonly number[]) => number {
  return ([leftStart = 0, rightStart = 0]) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += left[leftStart + k * leftStride]! * right[rightStart + k * rightStride]!;
    return sum;
  };
}
