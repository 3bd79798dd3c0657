// Attacks with types that switch the compiler off. A line above each attack says what must become of it.
import { add, exp, matmul, splitHeads, zeros } from "../../../src/ops/index.js";
import type { DType, Shape } from "../../../src/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const a = zeros([2, 3]);
const anyTensor: any = zeros([7, 7]);
const anyNumber: any = 7;
const anyText: any = "not a tensor";
const unknownTensor: unknown = zeros([3, 4]);
const anyShape: Tensor<any> = zeros([7, 7]);
const anyDim: Tensor<[any, 4]> = zeros([7, 4]);
const anyDType: Tensor<[2, 3], any> = zeros([2, 3], "i32");
const neverTensor = anyTensor as never;
const neverShape = anyTensor as Tensor<never>;
const neverDim = anyTensor as Tensor<[never, 7]>;
const neverDType = zeros([2, 3], "i32") as Tensor<[2, 3], DType> as Tensor<[2, 3], never>;

export const attacks: Readonly<Record<string, () => unknown>> = {
  // let through; throws: any fits every parameter. The result has an unknown shape.
  "any for a tensor": () => matmul(a, anyTensor),
  // let through; throws: any fits every parameter.
  "any that is no tensor": () => exp(anyText),
  // let through; throws: a dim of the type any counts as unknown.
  "any for a dim": () => matmul(a, zeros([anyNumber, 4])),
  // let through; throws: any fits every parameter.
  "any for a shape": () => zeros(anyText),
  // let through; throws: an unknown number of heads may divide 8.
  "any for a number of heads": () => splitHeads(zeros([2, 8]), anyNumber),
  // let through; throws: Tensor<any> is a tensor of unknown shape.
  "Tensor<any>": () => matmul(a, anyShape),
  // let through; throws: a dim of the type any counts as unknown; the other dims are checked.
  "Tensor<[any, 4]>": () => matmul(a, anyDim),
  // refused; throws: the dim beside the one that is any doesn't fit.
  "Tensor<[any, 4]> where the 4 doesn't fit": () => matmul(anyDim, a),
  // let through; throws: a dtype of the type any fits every dtype.
  "a dtype of the type any": () => exp(anyDType),
  // let through; throws: never fits every parameter. No value has that type unless it is cast to it.
  "never for a tensor": () => matmul(a, neverTensor),
  // let through; throws: a shape of the type never fits every shape. No tensor has that type unless it is cast to it.
  "Tensor<never>": () => matmul(a, neverShape),
  // let through; throws: a message with never in it is never, so nothing is said. No tensor has that type by itself.
  "Tensor<[never, 7]>": () => matmul(a, neverDim),
  // let through; throws: a dtype of the type never fits every dtype.
  "a dtype of the type never": () => exp(neverDType),
  // refused; is right: an unknown value must be narrowed first, by isTensor or assertShape.
  "unknown for a tensor": () => matmul(a, unknownTensor),
  // refused; throws: undefined is no tensor.
  "undefined for a tensor": () => add(a, undefined),
  // refused; throws: null is no tensor.
  "null for a tensor": () => exp(null),
  // let through; throws: a tensor of unknown shape fits at the call; the sizes are compared when they are known.
  "a tensor of unknown shape": () => matmul(a, anyTensor as Tensor<Shape>),
};
