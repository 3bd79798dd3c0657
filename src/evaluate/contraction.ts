import { broadcastStrides, elementCount, viewOffsets } from "./strides.js";
import type { Value } from "./value.js";

/** `[.., m, k] x [.., k, n]`, leading axes broadcast. Sums are taken in float64, in the order of `k`. */
export function matmul(left: Value, right: Value, sizes: readonly number[]): Float32Array {
  const rows = sizes.at(-2)!;
  const columns = sizes.at(-1)!;
  const depth = left.sizes.at(-1)!;
  const leftBlocks = blockOffsets(left, sizes);
  const rightBlocks = blockOffsets(right, sizes);
  const result = new Float32Array(elementCount(sizes));
  const sums = new Float64Array(columns);
  for (let block = 0; block < leftBlocks.length; block++) {
    for (let row = 0; row < rows; row++) {
      sums.fill(0);
      const leftRow = leftBlocks[block]! + row * depth;
      // Whole rows of the right matrix at a time, so that memory is read in the order it lies.
      for (let k = 0; k < depth; k++) {
        const factor = left.data[leftRow + k]!;
        const rightRow = rightBlocks[block]! + k * columns;
        for (let column = 0; column < columns; column++) {
          sums[column] = sums[column]! + factor * right.data[rightRow + column]!;
        }
      }
      result.set(sums, (block * rows + row) * columns);
    }
  }
  return result;
}

/** Where each matrix of `value` starts when its leading axes are broadcast to those of `sizes`. */
function blockOffsets(value: Value, sizes: readonly number[]): Int32Array {
  const matrix = value.sizes.slice(-2);
  const target = [...sizes.slice(0, -2), ...matrix];
  return viewOffsets(target.slice(0, -2), broadcastStrides(value.sizes, target).slice(0, -2));
}

/** `input [.., in]` times `weight [out, in]` transposed, plus `bias [out]`. Sums are taken in float64. */
export function linear(input: Value, weight: Value, bias: Value | undefined): Float32Array {
  const width = input.sizes.at(-1)!;
  const outputs = weight.sizes[0]!;
  const rows = elementCount(input.sizes.slice(0, -1));
  const result = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += input.data[row * width + k]! * weight.data[output * width + k]!;
      result[row * outputs + output] = bias === undefined ? sum : sum + bias.data[output]!;
    }
  }
  return result;
}
