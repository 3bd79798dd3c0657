import { shownShape, WeightsError } from "./error.js";

/** The array that holds the elements of each stored dtype. F16 and BF16 are raw bits, BOOL is one byte of 0 or 1. */
export interface StoredArrays {
  F32: Float32Array;
  F64: Float64Array;
  F16: Uint16Array;
  BF16: Uint16Array;
  I64: BigInt64Array;
  I32: Int32Array;
  BOOL: Uint8Array;
}

/** A dtype that a safetensors file may hold and this library reads. */
export type StoredDType = keyof StoredArrays;

/** A tensor as a file holds it: dtype, shape, and its elements row-major in the array of that dtype. */
export type StoredTensor = {
  readonly [D in StoredDType]: {
    readonly dtype: D;
    readonly shape: readonly number[];
    readonly data: StoredArrays[D];
  };
}[StoredDType];

/** Bytes of one element. */
export const elementBytes: Readonly<Record<StoredDType, number>> = {
  F32: 4,
  F64: 8,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  BOOL: 1,
};

/** True for the name of a dtype in {@link StoredArrays}. */
export function isStoredDType(dtype: unknown): dtype is StoredDType {
  return typeof dtype === "string" && Object.hasOwn(elementBytes, dtype);
}

/**
 * The number of elements of `shape`.
 *
 * @throws {WeightsError} where a size is negative, fractional or past 2^53 - 1, or where the product passes it. `what`
 * begins the message.
 */
export function elementCount(shape: readonly number[], what: string): number {
  let count = 1;
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new WeightsError(`${what}: shape ${shownShape(shape)} has the size ${size}; a size is an integer >= 0`);
    }
    count *= size;
    if (!Number.isSafeInteger(count)) {
      throw new WeightsError(`${what}: shape ${shownShape(shape)} has more than 2^53 - 1 elements`);
    }
  }
  return count;
}

/**
 * The tensor whose elements lie in `bytes`, little-endian: a view where `bytes` is aligned to the element, else a copy.
 * `bytes` must hold exactly the elements of `shape`. (Typed arrays use the machine's byte order, which is little-endian
 * wherever JavaScript runs today.)
 */
export function viewTensor(dtype: StoredDType, shape: readonly number[], bytes: Uint8Array): StoredTensor {
  const size = elementBytes[dtype];
  // Not bytes.slice(), which gives a view where a file is one of Node's Buffers.
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  const count = byteLength / size;
  switch (dtype) {
    case "F32":
      return { dtype, shape, data: new Float32Array(buffer, byteOffset, count) };
    case "F64":
      return { dtype, shape, data: new Float64Array(buffer, byteOffset, count) };
    case "F16":
    case "BF16":
      return { dtype, shape, data: new Uint16Array(buffer, byteOffset, count) };
    case "I64":
      return { dtype, shape, data: new BigInt64Array(buffer, byteOffset, count) };
    case "I32":
      return { dtype, shape, data: new Int32Array(buffer, byteOffset, count) };
    case "BOOL":
      return { dtype, shape, data: new Uint8Array(buffer, byteOffset, count) };
  }
}

const arrayConstructors = {
  F32: Float32Array,
  F64: Float64Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I64: BigInt64Array,
  I32: Int32Array,
  BOOL: Uint8Array,
} as const;

/**
 * Checks what a caller made by hand: a known dtype, the array of that dtype, as many elements as the shape says, and
 * only 0 and 1 in a BOOL. `what` begins the messages, such as `tensor "wq"`.
 *
 * @throws {WeightsError}
 */
export function checkTensor({ dtype, shape, data }: StoredTensor, what: string): void {
  if (!isStoredDType(dtype)) {
    throw new WeightsError(`${what}: dtype ${String(dtype)} is not one of ${Object.keys(elementBytes).join(", ")}`);
  }
  const expected = arrayConstructors[dtype];
  if (!(data instanceof expected)) {
    throw new WeightsError(`${what}: dtype ${dtype} is held in a ${expected.name}`);
  }
  const count = elementCount(shape, what);
  if (data.length !== count) {
    throw new WeightsError(`${what}: shape ${shownShape(shape)} has ${count} elements, its data has ${data.length}`);
  }
  if (dtype === "BOOL") {
    checkBooleans(data, what);
  }
}

/**
 * Checks that a BOOL tensor holds only 0 and 1.
 *
 * @throws {WeightsError} that names the first other byte.
 */
export function checkBooleans(data: StoredArrays[StoredDType], what: string): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value !== 0 && value !== 1) {
      throw new WeightsError(`${what}: element ${i} of a BOOL is ${value}; it must be 0 or 1`);
    }
  }
}
