import type { LayerNormNode, RmsNormNode } from "../graph/node.js";
import type { Value } from "./value.js";

/** Layer normalisation over the last axis: Ba, Kiros and Hinton, 2016. The variance divides by the width. */
export function layerNorm(
  node: LayerNormNode,
  input: Value,
  weight: Value | undefined,
  bias: Value | undefined,
): Float32Array {
  const { data } = input;
  const width = input.sizes.at(-1)!;
  const result = new Float32Array(data.length);
  for (let start = 0; start < data.length; start += width) {
    let sum = 0;
    for (let i = start; i < start + width; i++) sum += data[i]!;
    const mean = sum / width;
    // A second pass over the deviations: the mean of squares less the squared mean would cancel.
    let squares = 0;
    for (let i = start; i < start + width; i++) squares += (data[i]! - mean) ** 2;
    const inverse = 1 / Math.sqrt(squares / width + node.epsilon);
    for (let i = 0; i < width; i++) {
      const normal = (data[start + i]! - mean) * inverse;
      result[start + i] = normal * (weight?.data[i] ?? 1) + (bias?.data[i] ?? 0);
    }
  }
  return result;
}

/** Rows over the root of the mean, or the sum, of their squares: Zhang and Sennrich, 2019. */
export function rmsNorm(node: RmsNormNode, input: Value, weight: Value | undefined): Float32Array {
  const { data } = input;
  const width = input.sizes.at(-1)!;
  const result = new Float32Array(data.length);
  for (let start = 0; start < data.length; start += width) {
    let squares = 0;
    for (let i = start; i < start + width; i++) squares += data[i]! ** 2;
    const inverse = 1 / Math.sqrt((node.squares === "mean" ? squares / width : squares) + node.epsilon);
    for (let i = 0; i < width; i++) result[start + i] = data[start + i]! * inverse * (weight?.data[i] ?? 1);
  }
  return result;
}
