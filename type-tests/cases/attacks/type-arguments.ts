// Attacks by type arguments that are given rather than inferred. A line above each attack says what must become of it.
import { add, cast, concat, exp, linear, matmul, reshape, softmax, splitHeads, sum, tensor, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Shape } from "../../../src/shape/index.js";

const a = zeros([2, 3]);
const b = zeros([4, 5]);
const x = zeros([dim("seq", 10), 512]);
const past = dim("past", 3);

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; goes unnoticed: 256 isn't 512.
  "zeros with another size": () => zeros<[512]>([256]),
  // refused; goes unnoticed: the names differ.
  "zeros with another name": () => zeros<["seq"]>([past]),
  // refused; goes unnoticed: the ranks differ.
  "zeros with another rank": () => zeros<[2, 3, 4]>([2, 3]),
  // refused; goes unnoticed: the dtypes differ.
  "zeros with another dtype": () => zeros<[2, 3], "bool">([2, 3], "f32"),
  // refused; goes unnoticed: the dtype must be given where one is meant.
  "zeros with a dtype that isn't given": () => zeros<[2, 3], "bool">([2, 3]),
  // let through; is right: an unknown shape is what was asked for.
  "zeros of an unknown shape": () => zeros<Shape>([2, 3]),
  // let through; is right: a union that the size is in is what was asked for.
  "zeros of a union of sizes": () => zeros<[2 | 3]>([2]),
  // let through; throws: any was asked for.
  "zeros of the shape any": () => matmul(zeros<any>([2]), a),
  // refused; throws: nothing fits never.
  "zeros of the shape never": () => matmul(zeros<never>([2]), a),
  // refused; throws: how many elements there are is counted at run time, and the shape isn't that of the argument.
  "tensor with another size": () => tensor<[2]>([1, 2], [3]),
  // refused; goes unnoticed: the names differ.
  "dim with another name": () => dim<"seq">("past", 3),
  // refused; throws: the tensors aren't of these shapes.
  "matmul with shapes that fit": () => matmul<[2, 3], [3, 4], "f32", "f32">(a, b),
  // refused; throws: the shapes don't fit, given or inferred.
  "matmul with shapes that don't fit": () => matmul<[2, 3], [4, 5], "f32", "f32">(a, b),
  // let through; throws: unknown shapes were asked for.
  "matmul with unknown shapes": () => matmul<Shape, Shape, "f32", "f32">(a, b),
  // let through; throws: any was asked for.
  "matmul with any": () => matmul<any, any, any, any>(a, b),
  // refused; goes unnoticed: the tensor isn't of this shape.
  "exp with another shape": () => exp<[7], "f32">(a),
  // refused; goes unnoticed: the tensor isn't of this shape.
  "cast with another shape": () => cast<[7], "f32", "i32">(a, "i32"),
  // refused; goes unnoticed: the tensors aren't of these shapes.
  "concat with other tensors": () => concat<[typeof a], 0>([b], 0),
  // refused; throws: 7 isn't 8.
  "splitHeads with another number of heads": () => splitHeads<["seq", 512], "f32", 8>(x, 7),
  // refused; throws: 7 isn't 1.
  "softmax with another axis": () => softmax<[2, 3], "f32", 1>(a, 7),
  // refused; throws: the tensor isn't of this shape.
  "linear with another weight": () => linear<["seq", 512], [4, 512], [4], "f32", "f32", "f32">(x, a),
  // refused; throws: the shape isn't that of the argument.
  "reshape with another shape": () => reshape<[2, 3], "f32", [3, 2]>(a, [4, 2]),
  // let through; goes unnoticed: what isn't passed can't be compared with its type. Don't give type arguments for it.
  "sum with an option that isn't passed": () => sum<[2, 3], "f32", 1, true>(a, 1),
  // let through; goes unnoticed: what isn't passed can't be compared with its type. Don't give type arguments for it.
  "sum with an axis that isn't passed": () => sum<[2, 3], "f32", 1>(a),
  // let through; goes unnoticed: a plain number has no shape to compare. Don't give type arguments for it.
  "add of a number with a shape": () => add<[2, 3], "f32", [5, 2, 3], "f32">(a, 1),
};
