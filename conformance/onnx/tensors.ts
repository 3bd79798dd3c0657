import type { DType, Shape, Tensor } from "heddle";
import { Contradiction } from "../torch/refusals.js";
import type { Operands } from "./operator.js";

/** The input called `name`, which must be there and hold floats. */
export function floats(operands: Operands, name: string): Tensor {
  const tensor = operands[name];
  if (tensor && isFloat(tensor)) return tensor;
  throw new Contradiction(`the input ${name} is missing or holds no floats`);
}

/** Whether a tensor holds floats. */
export function isFloat(tensor: Tensor<Shape, DType>): tensor is Tensor {
  return tensor.dtype === "f32";
}

/** Whether a tensor holds truth values. */
export function isBool(tensor: Tensor<Shape, DType>): tensor is Tensor<Shape, "bool"> {
  return tensor.dtype === "bool";
}

/** Whether a tensor holds whole numbers. */
export function isInteger(tensor: Tensor<Shape, DType>): tensor is Tensor<Shape, "i32"> {
  return tensor.dtype === "i32";
}
