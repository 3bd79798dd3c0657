// Attacks with lists as shapes, axes and operands. A line above each attack says what must become of it.
import { concat, exp, matmul, permute, reshape, splitHeads, transpose, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";
import json from "../data/sizes.json" with { type: "json" };

const a = zeros([2, 3]);
const b = zeros([4, 5]);
const seq = dim("seq", 10);
const constant = { width: 512, shape: [4, 5] } as const;
const plain = { width: 512, shape: [4, 5] };
const pair: readonly [typeof a, typeof b] = [a, b];
const numbers: number[] = [4, 5];
const rest: Tensor<[2, ...number[]]> = zeros([2, 7]);
const restBefore: Tensor<[...number[], 7]> = zeros([2, 7]);
const fours: 4[] = [4];
const names = Object.keys({ past: 1, future: 2 });

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; throws: as const keeps the literals.
  "a shape as const": () => matmul(a, zeros(constant.shape)),
  // refused; throws: as const keeps the literals.
  "a width as const": () => splitHeads(zeros([seq, constant.width]), 7),
  // let through; throws: without as const the compiler knows only that there are numbers.
  "a shape without as const": () => matmul(a, zeros(plain.shape)),
  // let through; throws: without as const the compiler knows only that it is a number.
  "a width without as const": () => splitHeads(zeros([seq, plain.width]), 7),
  // refused; throws: what is spread keeps its literals.
  "a shape that is spread": () => matmul(a, zeros([...constant.shape])),
  // let through; throws: a list of unknown length is a shape of unknown rank.
  "a list that is spread": () => matmul(a, zeros([...numbers])),
  // let through; throws: a list of unknown length is a shape of unknown rank, whatever its elements are.
  "a list of one literal": () => transpose(zeros(fours)),
  // let through; throws: what is frozen has lost its literals.
  "a frozen list": () => matmul(a, zeros(Object.freeze([4, 5]))),
  // let through; throws: satisfies checks, and leaves a list of numbers.
  "a list that satisfies Shape": () => matmul(a, zeros([4, 5] satisfies Shape)),
  // let through; throws: the keys of an object are unknown names.
  "dims from Object.keys": () => matmul(zeros([2, dim(names[0]!, 3)]), zeros([dim(names[1]!, 4), 4])),
  // let through; throws: JSON comes in as numbers.
  "dims from JSON": () => matmul(a, zeros(json.shape)),
  // let through; throws: a set has lost which elements it has.
  "dims from a set": () => matmul(a, zeros([...new Set([4, 5])])),
  // let through; throws: sorting leaves a list of numbers.
  "an order of the axes that was sorted": () => permute(a, [1, 0, 2].sort()),
  // let through; throws: an unknown number of further dims may be any.
  "a shape with a rest": () => matmul(rest, zeros([3, 4])),
  // let through; throws: the rank may be 1, so the rule for rank 2 isn't asked whether the last dim fits.
  "a shape with a rest before the last dim": () => matmul(restBefore, zeros([3, 4])),
  // refused; is right: a dim can't be optional, so [2, 3?] is no shape.
  "a shape with an optional dim": () => exp<[2, 3?], "f32">(a),
  // refused; throws: both are in the list.
  "a readonly list of tensors": () => concat(pair, 0),
  // refused; throws: both are in the list.
  "operands that are spread": () => matmul(...pair),
  // let through; throws: how many tensors there are isn't known, nor which comes first.
  "a list of tensors of unknown length": () => concat([a, b].slice(), 0),
  // refused; throws: a hole is undefined, and no dim.
  "a list with a hole": () => zeros([2, , 3]),
  // refused; throws: an object like a list is none.
  "an object like a list": () => zeros({ 0: 2, 1: 3, length: 2 }),
  // refused; throws: lists of lists are no shape.
  "a list in a list": () => zeros([[2, 3]]),
  // refused; throws: a typed array is no list that the compiler could know.
  "a typed array as a shape": () => zeros(new Int32Array([2, 3])),
  // refused; throws: the compiler looks at the whole list.
  "a list without its last element": () => reshape(zeros([6]), [2, 3, 4]),
};
