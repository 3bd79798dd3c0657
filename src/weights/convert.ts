import { WeightsError } from "./error.js";
import { fromBFloat16, fromFloat16 } from "./half.js";
import type { StoredTensor } from "./stored-tensor.js";

/**
 * The elements of a floating-point tensor as float32: F32 as it is (not copied), F16 and BF16 exactly, F64 rounded.
 *
 * @param what begins the messages, such as `tensor "wq"`.
 * @throws {WeightsError} for integers and booleans, and for a finite F64 that is too large for float32.
 */
export function toFloat32(stored: StoredTensor, what = "toFloat32"): Float32Array {
  switch (stored.dtype) {
    case "F32":
      return stored.data;
    case "F64":
      return roundFloat64(stored.data, what);
    case "F16":
      return fromFloat16(stored.data);
    case "BF16":
      return fromBFloat16(stored.data);
    case "I64":
    case "I32":
    case "BOOL":
      throw new WeightsError(`${what} is ${stored.dtype}; f32 needs F32, F64, F16 or BF16`);
  }
}

/**
 * The elements of an integer tensor as int32: I32 as it is (not copied), I64 where every element fits.
 *
 * @param what begins the messages, such as `tensor "ids"`.
 * @throws {WeightsError} for other dtypes, and for an I64 element outside -2^31 to 2^31 - 1.
 */
export function toInt32(stored: StoredTensor, what = "toInt32"): Int32Array {
  if (stored.dtype === "I32") {
    return stored.data;
  }
  if (stored.dtype !== "I64") {
    throw new WeightsError(`${what} is ${stored.dtype}; i32 needs I32 or I64`);
  }
  const result = new Int32Array(stored.data.length);
  stored.data.forEach((value, i) => {
    if (BigInt.asIntN(32, value) !== value) {
      throw new WeightsError(`${what}: element ${i} is ${value}, outside the range of i32`);
    }
    result[i] = Number(value);
  });
  return result;
}

/**
 * The elements of a BOOL tensor, one byte of 0 or 1 each (not copied).
 *
 * @throws {WeightsError} for other dtypes.
 */
export function toBool(stored: StoredTensor, what = "toBool"): Uint8Array {
  if (stored.dtype !== "BOOL") {
    throw new WeightsError(`${what} is ${stored.dtype}; bool needs BOOL`);
  }
  return stored.data;
}

function roundFloat64(data: Float64Array, what: string): Float32Array {
  const rounded = new Float32Array(data);
  rounded.forEach((value, i) => {
    if (!Number.isFinite(value) && Number.isFinite(data[i])) {
      throw new WeightsError(`${what}: element ${i} is ${data[i]}, too large for float32`);
    }
  });
  return rounded;
}
