// Attacks by handing operations around as functions. A line above each attack says what must become of it.
import { add, exp, matmul, zeros } from "../../../src/ops/index.js";
import type { Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const a = zeros([2, 3]);
const b = zeros([4, 5]);
type Unary = (x: Tensor<[2, 3]>) => Tensor<[7]>;
type Binary = (x: Tensor<[2, 3]>, y: Tensor<[4, 5]>) => unknown;
const pipe = <A, B, C>(first: (a: A) => B, second: (b: B) => C) => (x: A): C => second(first(x));
const identity = <T>(x: T): T => x;
const onlyFives = (x: Tensor<[5, 5]>): unknown => matmul(x, zeros([5, 1]));
function pick(x: Tensor<[2, 3]>): "known";
function pick(x: Tensor<Shape>): "unknown";
function pick(x: Tensor<Shape>): string { return x.sizes.length === 2 && x.sizes[0] === 2 ? "known" : "unknown"; }

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; throws: call takes the parameters without their shapes, which fit nothing.
  "call": () => matmul.call(undefined, a, b),
  // refused; throws: apply takes the parameters without their shapes, which fit nothing.
  "apply": () => matmul.apply(undefined, [a, b]),
  // refused; throws: bind takes the parameters without their shapes, which fit nothing.
  "bind": () => matmul.bind(undefined, a)(b),
  // let through; throws: Reflect.apply takes any function and any arguments.
  "Reflect.apply": () => Reflect.apply(matmul, undefined, [a, b]),
  // let through; throws: Function is a function of any arguments.
  "the type Function": () => (matmul as Function)(a, b),
  // refused; throws: the operation keeps its types in a variable.
  "an operation in a variable": () => { const times = matmul; return times(a, b); },
  // refused; throws: the operation keeps its types in a map.
  "an operation in a map": () => new Map([["matmul", matmul]]).get("matmul")!(a, b),
  // refused; throws: the operation keeps its types through a generic function.
  "an operation through a generic function": () => identity(matmul)(a, b),
  // refused; throws: the operation is asked whether it takes these two.
  "an operation as a function of two shapes": () => { const times: Binary = matmul; return times(a, b); },
  // refused; goes unnoticed: the operation is asked what it gives.
  "an operation as a function with another result": () => { const wrong: Unary = exp; return wrong(a); },
  // let through; throws: no argument fits a parameter of the type never, unless it is cast to it.
  "an operation as a function of never": () => { const times: (x: never, y: never) => unknown = matmul; return times(a as never, b as never); },
  // refused; throws: one operation has other rules than another.
  "one operation for another": () => { const times: typeof matmul = add; return times(a, b); },
  // refused; goes unnoticed: the parameters without their shapes fit nothing.
  "Parameters": () => { const both: Parameters<typeof matmul> = [a, b]; return both; },
  // let through; is right: the result without its shape is a tensor of unknown shape.
  "ReturnType": () => { const result: ReturnType<typeof matmul> = a; return result; },
  // refused; is right: the elements have different shapes, and map takes one function for all.
  "map over tensors of different shapes": () => [a, b].map((x) => exp(x)),
  // let through; is right: map gives each element to the operation, and the index for options that there aren't.
  "an operation for map": () => [a, a].map(exp),
  // refused; throws: each step of reduce must give what the next one takes.
  "matmul for reduce": () => [b].reduce((_, x) => matmul(a, x), b),
  // refused; goes unnoticed: what the first gives isn't what the second takes.
  "pipe": () => pipe((x: Tensor<[2, 3]>) => exp(x), (y: Tensor<[5, 5]>) => y)(a),
  // refused; throws: a function that takes one shape isn't one that takes all.
  "a callback for fewer shapes": () => { const all: (x: Tensor<Shape>) => unknown = onlyFives; return all(a); },
  // let through; throws: parameters of methods are compared both ways: that is how TypeScript is.
  "a method for fewer shapes": () => { const visitor: { visit(x: Tensor<Shape>): unknown } = { visit: onlyFives }; return visitor.visit(a); },
  // let through; is right: the overload is picked by what the compiler knows; the result says no more than that.
  "an overload picked by an unknown shape": () => { const unknown: Tensor<Shape> = a; return pick(unknown); },
};
