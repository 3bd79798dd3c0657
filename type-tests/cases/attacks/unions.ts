// Attacks with unions: which member it is comes at run time. A line above each attack says what must become of it.
import { attention } from "../../../src/attention/index.js";
import { add, cast, concat, exp, linear, matmul, permute, reshape, softmax, splitHeads, sum, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { DType } from "../../../src/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const flag: boolean = Date.now() > 0;
const a = zeros([2, 3]);
const either: Tensor<[3, 4]> | Tensor<[5, 4]> = flag ? zeros([5, 4]) : zeros([3, 4]);
const eitherShape: Tensor<[3, 4] | [5, 4]> = zeros([5, 4]);
const eitherDim: Tensor<[3 | 5, 4]> = zeros([5, 4]);
const eitherWidth: Tensor<[9, 3 | 5]> = zeros([9, 5]);
const eitherDType: Tensor<[2, 3], DType> = zeros([2, 3], "i32");
const maybe: Tensor<[3, 4]> | undefined = flag ? undefined : zeros([3, 4]);
const seq = dim("seq", 10);
const past = dim("past", 3);

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; throws: only one of the two fits.
  "one of two tensors": () => matmul(a, either),
  // refused; throws: only one of the two shapes fits.
  "a union of shapes": () => matmul(a, eitherShape),
  // refused; throws: a union of sizes is neither of them.
  "a union of dims on the right": () => matmul(a, eitherDim),
  // refused; throws: a union of sizes is neither of them.
  "a union of dims on the left": () => matmul(eitherWidth, zeros([3, 4])),
  // refused; throws: a union of sizes is neither of them.
  "a union of dims in a weight": () => linear(a, flag ? zeros([4, 5]) : zeros([4, 3])),
  // let through; throws: both sides have the same union, which doesn't say that they have the same member of it.
  "the same union of dims twice": () => matmul(eitherWidth, zeros([flag ? 3 : 5, 4])),
  // refused; throws: only one of the two dtypes fits.
  "a union of dtypes": () => exp(eitherDType),
  // refused; throws: the tensor may be missing.
  "a tensor or undefined": () => matmul(a, maybe),
  // refused; goes unnoticed: the result has the union of the shapes, which isn't one of them.
  "an axis that is one of two": () => { const wrong: Tensor<[2]> = sum(a, flag ? 0 : 1); return wrong; },
  // refused; goes unnoticed: the result has the union of the shapes, which isn't one of them.
  "an axis in a list that is one of two": () => { const wrong: Tensor<[2]> = sum(a, [flag ? 0 : 1]); return wrong; },
  // refused; throws: one of the two axes isn't there.
  "an axis of which one is out of range": () => sum(a, flag ? 7 : 0),
  // let through; throws: the shape is the same for both axes; only the run time knows which it is.
  "an axis of a softmax of which one is out of range": () => softmax(a, flag ? 7 : 0),
  // refused; is right: an order of the axes must be one list.
  "an order of the axes that is one of two": () => permute(a, flag ? [0, 1] : [1, 0]),
  // refused; throws: an unsure axis leaves open which dims must agree.
  "tensors that only fit along one of two axes": () => concat([a, zeros([4, 3])], flag ? 1 : 0),
  // refused; goes unnoticed: the result has the union of the shapes, which isn't one of them.
  "one of two lists of tensors": () => { const wrong: Tensor<[4, 5]> = concat(flag ? [a] : [zeros([4, 5])], 0); return wrong; },
  // refused; throws: only one of the two shapes has as many elements.
  "one of two shapes to reshape to": () => reshape(zeros([6]), flag ? [4, 5] : [2, 3]),
  // let through; throws: 8 divides the width, 7 doesn't; a union is asked for what remains of it.
  "a number of heads of which one doesn't divide": () => splitHeads(zeros([seq, 512]), flag ? 7 : 8),
  // refused; throws: the result has the union of the dtypes, which isn't one of them.
  "one of two dtypes to cast to": () => exp(cast(a, flag ? "i32" : "f32")),
  // refused; throws: the list of axes is one of two ranks.
  "a shape of one of two ranks": () => matmul(zeros(flag ? [3] : [3, 3]), zeros([3, 3])),
  // let through; throws: both have the same union of names.
  "the same union of names twice": () => add(zeros([dim(flag ? "seq" : "past", 3)]), zeros([dim(flag ? "past" : "seq", 4)])),
  // refused; throws: the two names are not the same.
  "one of two names": () => matmul(zeros([2, flag ? past : seq]), zeros([seq, 4])),
  // let through; is right: a mask may be missing.
  "a mask or undefined": () => attention(a, a, a, { mask: flag ? undefined : zeros([2, 2], "bool") }),
};
