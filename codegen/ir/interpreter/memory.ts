import { evaluateAffine, showAffine } from "../affine.js";
import { InterpretError } from "../errors.js";
import type { Buffer, Element, Module } from "../nodes.js";
import { leastsOf } from "../state.js";

/** The elements of a buffer, row-major. */
export type BufferData = Float32Array | Float64Array | Int32Array | Uint8Array;

/** The int that fills int buffers before anything is written; float buffers start as NaN. */
export const poisonInt = -0x5a5a5a5b;

/** A buffer of a module for given dims. */
export interface Memory {
  readonly name: string;
  readonly element: Element;
  readonly extents: readonly number[];
  /** How far apart in `data` the elements along each axis are. */
  readonly strides: readonly number[];
  readonly data: BufferData;
}

/**
 * The memory of `module` for the sizes in `dims`: the arrays in `given`, and new poisoned ones for all other buffers.
 * Throws InterpretError where a dim has no size of at least 1 (or what the state says of it) or a given array is of the wrong type or length.
 */
export function memoryOf(
  module: Module,
  dims: Readonly<Record<string, number>>,
  given: Readonly<Record<string, BufferData>>,
): ReadonlyMap<string, Memory> {
  for (const dim of module.dims) {
    const size = dims[dim];
    if (size === undefined || !Number.isInteger(size)) {
      throw new InterpretError(`${module.name}: dim ${dim} is ${size}, not an integer of 1 or more`);
    }
  }
  for (const [dim, lower] of leastsOf(module)) {
    const least = evaluateAffine(lower, dims);
    if ((dims[dim] ?? 0) < least) {
      throw new InterpretError(`${module.name}: dim ${dim} is ${dims[dim]}, not an integer of ${least} or more`);
    }
  }
  for (const room of module.limits ?? []) {
    if (evaluateAffine(room, dims) >= 0) continue;
    throw new InterpretError(`${module.name}: ${showAffine(room)} is less than 0`);
  }
  const names = new Set(module.buffers.map((buffer) => buffer.name));
  for (const name of Object.keys(given)) {
    if (!names.has(name))
      throw new InterpretError(`${module.name} has no buffer ${name}; it has ${[...names].join(", ")}`);
  }
  return new Map(module.buffers.map((buffer) => [buffer.name, placed(buffer, dims, given[buffer.name])]));
}

function placed(buffer: Buffer, dims: Readonly<Record<string, number>>, given: BufferData | undefined): Memory {
  const extents = buffer.extents.map((extent) => evaluateAffine(extent, dims));
  const strides = extents.map((_, axis) => product(extents.slice(axis + 1)));
  const length = product(extents);
  const data = given ?? buffer.data ?? poisoned(buffer.element, length);
  if (!holds(data, buffer.element) || data.length !== length) {
    const shape = buffer.extents.map(showAffine).join(", ");
    throw new InterpretError(
      `${buffer.name}: a ${data.constructor.name} of ${data.length} elements is given, ` +
        `but ${buffer.element}[${shape}] needs ${length}`,
    );
  }
  return { name: buffer.name, element: buffer.element, extents, strides, data };
}

function poisoned(element: Element, length: number): BufferData {
  switch (element) {
    case "f32":
      return new Float32Array(length).fill(NaN);
    case "f64":
      return new Float64Array(length).fill(NaN);
    case "i32":
      return new Int32Array(length).fill(poisonInt);
    case "bool":
      return new Uint8Array(length).fill(255);
  }
}

function holds(data: BufferData, element: Element): boolean {
  switch (element) {
    case "f32":
      return data instanceof Float32Array;
    case "f64":
      return data instanceof Float64Array;
    case "i32":
      return data instanceof Int32Array;
    case "bool":
      return data instanceof Uint8Array;
  }
}

function product(factors: readonly number[]): number {
  return factors.reduce((result, factor) => result * factor, 1);
}
