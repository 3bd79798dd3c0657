// Attacks where tensors come from outside, grow, or are taken apart. A line above each attack says what must become of it.
import { append, assertShape, broadcastTo, chunk, gather, matmul, split, stack, sum, view, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const flag: boolean = Date.now() > 0;
const a = zeros([2, 3]);
const b = zeros([4, 5]);
const unknown: Tensor<Shape> = a;
const seven: number = 7;
const seq = dim("seq", 10);
const past = dim("past", 3);
const cache: Tensor<[8, Dim, 64]> = zeros([8, past, 64]);

export const attacks: Readonly<Record<string, () => unknown>> = {
  // let through; throws: that is what assertShape is for. It looks at the sizes.
  "a wrong assertion of an unknown shape": () => assertShape(unknown, ["seq", 512]),
  // refused; throws: what is known already isn't forgotten.
  "a wrong assertion of a known shape": () => assertShape(a, [4, 5]),
  // let through; throws: one name has two sizes.
  "an assertion of one name for two sizes": () => assertShape(unknown, ["n", "n"]),
  // let through; throws: a name with a size has to find that size.
  "an assertion with a size": () => assertShape(unknown, [dim("n", 7), 3]),
  // refused; goes unnoticed: the type argument isn't the list.
  "an assertion with a type argument": () => assertShape<Shape, "f32", [7, 7]>(unknown, [2, 3]),
  // let through; throws: the names of a later assertion are compared where they meet.
  "two assertions of one name for two sizes": () => matmul(assertShape(unknown, ["m", "n"]), assertShape(zeros([5, 4]) as Tensor<Shape>, ["n", 4])),
  // let through; throws: the length of a memory is a number for the compiler.
  "a view past the end of the memory": () => view(new ArrayBuffer(8), [2, 3]),
  // let through; throws: where a view starts is a number for the compiler.
  "a view from the middle of an element": () => view(new ArrayBuffer(32), [2, 3], { byteOffset: 2 }),
  // let through; throws: the dtype says which array holds it.
  "a view of an array of another dtype": () => view(new Int32Array(6), [2, 3]),
  // refused; throws: a list of numbers is no memory.
  "a view of a list": () => view([1, 2, 3, 4, 5, 6], [2, 3]),
  // refused; goes unnoticed: the dtype must be given where one is meant.
  "a view with a dtype that isn't given": () => view<[2, 3], "i32">(new Float32Array(6), [2, 3]),
  // refused; throws: the widths differ.
  "a step of another width": () => append(cache, zeros([8, 1, 32])),
  // refused; goes unnoticed: past+1 isn't past.
  "a cache that isn't longer after a step": () => { const wrong: Tensor<[8, "past", 64]> = append(zeros([8, past, 64]), zeros([8, 1, 64])); return wrong; },
  // let through; throws: the length of the cache is unknown, and so is the result's; the product compares the sizes.
  "a cache of unknown length after a step": () => matmul(append(cache, zeros([8, 1, 64])), zeros([8, 64, 1])) && matmul(zeros([8, 1, 3]), append(cache, zeros([8, 1, 64]))),
  // refused; throws: 2 and 2 aren't 3.
  "parts that don't add up": () => split(a, [2, 2], 1),
  // let through; throws: lengths that aren't known may add up.
  "parts of unknown lengths": () => split(a, [seven, 2], 1),
  // refused; goes unnoticed: there are two parts.
  "a part too many": () => { const [, , third] = split(a, [1, 2], 1); return third; },
  // refused; throws: 2 doesn't divide 3.
  "parts that aren't equal": () => chunk(a, 2, 1),
  // refused; throws: 2 doesn't divide seq for every size.
  "equal parts of a name": () => chunk(zeros([dim("odd", 9)]), 2, 0),
  // refused; throws: the shapes differ.
  "a stack of different shapes": () => stack([a, b], 0),
  // refused; throws: indices are i32.
  "indices of another dtype": () => gather(a, zeros([2]), 0),
  // refused; goes unnoticed: the result may have either shape.
  "a gather along one of two axes": () => { const wrong: Tensor<[4, 3]> = gather(a, zeros([4], "i32"), flag ? 0 : 1); return wrong; },
  // refused; goes unnoticed: the result may have either shape.
  "a split along one of two axes": () => { const wrong: readonly [Tensor<[1, 3]>, Tensor<[1, 3]>] = chunk(zeros([2, 2]), 2, flag ? 0 : 1); return wrong; },
  // refused; throws: 3 doesn't stretch.
  "a broadcast to a smaller shape": () => broadcastTo(a, [2, 1]),
  // refused; goes unnoticed: a boolean that isn't known leaves the rank unknown.
  "a reduction that keeps its axis or not": () => { const wrong: Tensor<[2]> = sum(a, 1, { keepDim: flag }); return wrong; },
  // refused; throws: the names differ, even if their sizes don't.
  "two names of one size": () => matmul(zeros([2, seq]), zeros([dim("len", 10), 4])),
};
