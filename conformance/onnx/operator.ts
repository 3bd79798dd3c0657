import type { DType, Shape, Tensor } from "heddle";
import type { Fields } from "../torch/fields.js";
import type { OnnxCase } from "./folder.js";

/** The tensors of an operator by its own names for them. What is left out is undefined. */
export type Operands = Readonly<Record<string, Tensor<Shape, DType> | undefined>>;

/** How an operator is computed. */
export interface Operator {
  /** The names of its inputs, by position. */
  readonly inputs: readonly string[];
  /** The names of its outputs, by position. */
  readonly outputs: readonly string[];
  /** The names of its attributes; a case with another is not computed. */
  readonly attributes: readonly string[];
  /** All outputs that it can give. */
  compute(operands: Operands, attributes: Fields, subject: OnnxCase): Readonly<Record<string, Tensor>>;
}
