import type { Data, DType } from "../graph/dtype.js";
import { tensor as createTensor } from "../ops/create.js";
import type { TensorSpec } from "../program/index.js";
import type { Shape } from "../shape/dim.js";
import type { Tensor } from "../tensor/tensor.js";
import { toBool, toFloat32, toInt32 } from "./convert.js";
import { quoted, shownShape, WeightsError } from "./error.js";
import { isStored } from "./named.js";
import type { WeightTensor } from "./named.js";
import { checkBooleans } from "./stored-tensor.js";

/**
 * The tensor of one param: shape checked, elements converted to the param's dtype.
 *
 * @throws {WeightsError} that names the param and the tensor, with both shapes or dtypes.
 */
export function bindTensor(
  param: string,
  { shape, dtype }: TensorSpec,
  name: string,
  weight: WeightTensor,
): Tensor<Shape, DType> {
  const shown = `tensor ${shownName(name, weight)}`;
  if (shape.length !== weight.shape.length || shape.some((size, axis) => size !== weight.shape[axis])) {
    throw new WeightsError(
      `wrong shape: param ${param} is ${shownShape(shape)}, ${shown} is ${shownShape(weight.shape)}` +
        (isTransposed(shape, weight.shape) ? "; is it transposed? A matrix of weights is [out, in]" : ""),
    );
  }
  const count = weight.shape.reduce((product, size) => product * size, 1);
  if (weight.data.length !== count) {
    throw new WeightsError(
      `wrong length: ${shown} ${shownShape(weight.shape)} has ${count} elements, its data has ${weight.data.length}`,
    );
  }
  return createTensor(elements(dtype, weight, `wrong dtype: param ${param} is ${dtype}; ${shown}`), [...shape], dtype);
}

function elements(dtype: DType, weight: WeightTensor, what: string): Data {
  if (isStored(weight)) {
    const convert = { f32: toFloat32, i32: toInt32, bool: toBool }[dtype];
    return convert(weight, what);
  }
  const { data } = weight;
  const expected = { f32: Float32Array, i32: Int32Array, bool: Uint8Array }[dtype];
  if (!(data instanceof expected)) {
    throw new WeightsError(`${what} is held in ${data.constructor.name}, ${dtype} in ${expected.name}`);
  }
  if (data instanceof Uint8Array) {
    checkBooleans(data, what);
  }
  return data;
}

function shownName(name: string, weight: WeightTensor): string {
  const origin = isStored(weight) ? undefined : weight.origin;
  return origin === undefined ? quoted(name) : `${quoted(name)} (${origin})`;
}

function isTransposed(expected: Readonly<Shape>, given: readonly number[]): boolean {
  return expected.length === 2 && given.length === 2 && expected[0] === given[1] && expected[1] === given[0];
}
