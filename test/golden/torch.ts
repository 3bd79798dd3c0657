import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { readSafetensors } from "../../src/weights/safetensors.js";
import type { StoredTensor } from "../../src/weights/stored-tensor.js";

/** The file `name` of the PyTorch results. */
function bytesOf(name: string): Buffer {
  return readFileSync(new URL(`torch/${name}`, import.meta.url));
}

/** A case of the functions: its inputs by name, and PyTorch's output in float32 and in float64. */
export interface PrimitiveCase {
  readonly name: string;
  readonly attributes: Readonly<Record<string, number | string>>;
  readonly inputs: Readonly<Record<string, StoredTensor>>;
  readonly output: StoredTensor;
  readonly output64: StoredTensor;
}

interface IndexEntry {
  readonly name: string;
  readonly attributes: PrimitiveCase["attributes"];
  readonly inputs: Readonly<Record<string, string>>;
  readonly expected: { readonly output: string; readonly output_f64: string };
}

/** A function that gives the tensors of a file by name. */
export function goldenFile(file: string): (name: string) => StoredTensor {
  const tensors = readSafetensors(bytesOf(file));
  return (name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`${file} has no ${name}`);
    return tensor;
  };
}

/** All cases whose name starts with `prefix`. */
export function primitiveCases(prefix: string): PrimitiveCase[] {
  const stored = goldenFile("primitives.safetensors");
  const index: { primitives: IndexEntry[] } = JSON.parse(bytesOf("index.json").toString());
  return index.primitives
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, attributes, inputs, expected }) => ({
      name,
      attributes,
      inputs: Object.fromEntries(Object.entries(inputs).map(([input, key]) => [input, stored(key)])),
      output: stored(expected.output),
      output64: stored(expected.output_f64),
    }));
}

/** The elements of a stored tensor of dtype F32. */
export function float32(stored: StoredTensor | undefined): Float32Array {
  if (stored?.dtype !== "F32") throw new Error(`expected F32, got ${stored?.dtype}`);
  return stored.data;
}

/**
 * Expects results that are at most twice as far from the float64 reference as the float32 reference is, with 1e-6 of
 * the greatest value to spare.
 */
export function expectAccurate(actual: ArrayLike<number>, reference32: StoredTensor, reference64: StoredTensor): void {
  if (reference64.dtype !== "F64") throw new Error(`expected F64, got ${reference64.dtype}`);
  const exact = reference64.data;
  const greatest = exact.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const allowed = 2 * greatestDistance(float32(reference32), exact) + 1e-6 * greatest;
  expect(actual.length).toBe(exact.length);
  expect(greatestDistance(actual, exact)).toBeLessThanOrEqual(allowed);
}

function greatestDistance(values: ArrayLike<number>, exact: Float64Array): number {
  return exact.reduce((most, value, i) => Math.max(most, Math.abs(value - (values[i] ?? NaN))), 0);
}
