import { dim, type DType, type Shape, tensor, type Tensor, type TensorSpec } from "heddle";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { sizeOf } from "../../../src/shape/bindings.js";
import { randomData } from "../../random.js";
import type { AnyTensor } from "./any-kernel.js";

/** Random f32 weights for all params of a program, scaled so that a product with them keeps the size of numbers. */
export function randomParams({ params }: ProgramGraph, seed = 1): Readonly<Record<string, Tensor<number[]>>> {
  const entries = Object.entries(params).map(([name, { shape }], i) => {
    const sizes = shape.map(Number);
    const count = sizes.reduce((product, size) => product * size, 1);
    const factor = sizes.length > 1 ? Math.sqrt(3 / (sizes.at(-1) ?? 1)) : 0.1;
    return [
      name,
      tensor(
        randomData(count, seed + i).map((x) => x * factor),
        sizes,
      ),
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** `[seq, width]` of random numbers of variance 1. */
export function randomRows<const Width extends number>(seq: number, width: Width, seed = 99): Tensor<["seq", Width]> {
  return tensor<["seq", Width]>(
    randomData(seq * width, seed).map((x) => x * Math.sqrt(3)),
    [dim("seq", seq), width],
  );
}

/** Random tensors for everything declared, with those sizes for its names. A float mask hides a third of all keys. */
export function declaredTensors(
  specs: Readonly<Record<string, TensorSpec>>,
  sizes: Readonly<Record<string, number>>,
): Readonly<Record<string, AnyTensor>> {
  const dims = new Map(Object.entries(sizes));
  const entries = Object.entries(specs).map(([name, { shape, dtype }], seed) => {
    const axes = shape.map((size) => sizeOf(size, dims) ?? 1);
    const count = axes.reduce((product, axis) => product * axis, 1);
    return [name, tensorOf(name, shape, axes, dtype, randomData(count, seed + 1))] as const;
  });
  return Object.fromEntries(entries);
}

/** A plain tensor of that dtype, made from numbers in [-1, 1). */
function tensorOf(
  name: string,
  shape: Readonly<Shape>,
  sizes: readonly number[],
  dtype: DType,
  data: Float32Array,
): AnyTensor {
  switch (dtype) {
    case "f32":
      return { shape: [...shape], sizes, dtype, data: name.startsWith("mask") ? data.map(hideSome) : data };
    case "i32":
      return { shape: [...shape], sizes, dtype, data: Int32Array.from(data, (x) => Math.trunc(3 * x)) };
    case "bool":
      return { shape: [...shape], sizes, dtype, data: Uint8Array.from(data, (x) => Number(x > -0.3)) };
  }
}

function hideSome(x: number): number {
  return x < -0.3 ? -Infinity : x;
}
