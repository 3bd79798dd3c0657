// Attacks by writing to what a tensor was made of, or to what it shows. A line above each attack says what must become
// of it.
import { add, concat, exp, matmul, narrow, tensor, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; throws: the shape is read-only, and frozen.
  "writing to a tensor's shape": () => { const x = zeros([2, 3]); x.shape[0] = 2; return exp(x); },
  // refused; throws: the shape is read-only.
  "replacing a tensor's shape": () => { const x = zeros([2, 3]); x.shape = [2, 3]; return exp(x); },
  // let through; throws: a cast takes readonly away. The list is frozen.
  "writing to a tensor's shape through a cast": () => { const x = zeros([2, 3]); (x.shape as readonly Dim[] as Dim[])[0] = 2; return exp(x); },
  // let through; is right: the shape of a plain object is copied when the object is used.
  "writing to the shape of a plain object": () => { const shape: [number, number] = [2, 3]; const x = exp({ shape, sizes: [2, 3], dtype: "f32", data: new Float32Array(6) }); shape[0] = 7; return matmul(zeros([4, 2]), x); },
  // refused; is right: the sizes are read-only. At run time each read gives a list of its own.
  "writing to a tensor's sizes": () => { const x = zeros([2, 3]); x.sizes[0] = 7; return matmul(x, zeros([3, 4])); },
  // refused; throws: the dtype is read-only.
  "replacing a tensor's dtype": () => { const x = zeros([2, 3]); x.dtype = "i32"; return exp(x); },
  // let through; is right: the list is copied when the tensor is made.
  "writing to the list that a shape was made of": () => { const shape: [Dim, 3] = [2, 3]; const x = zeros(shape); shape[0] = 7; return matmul(x, zeros([3, 4])); },
  // let through; goes unnoticed: a typed array isn't copied, and can't be frozen. Its elements may change, its length can't.
  "writing to the data that a tensor was made of": () => { const data = new Float32Array(6); const x = tensor(data, [2, 3]); data[0] = 1; return exp(x); },
  // let through; goes unnoticed: the elements of a typed array can be written. They are the kept result: don't.
  "writing to a tensor's data": () => { const x = exp(zeros([2, 3])); x.data[0] = 7; return x; },
  // let through; throws: an array of tensors may be read as one of tensors of unknown shape, and written to as such.
  "writing to an alias of a list of tensors": () => { const known: Tensor<[2, 3]>[] = [zeros([2, 3])]; const alias: Tensor<Shape>[] = known; alias[0] = zeros([7, 7]); return matmul(zeros([4, 2]), known[0]!); },
  // let through; throws: a field may be read as a tensor of unknown shape, and written to as such.
  "writing to an alias of an object of tensors": () => { const known = { x: zeros([2, 3]) }; const alias: { x: Tensor<Shape> } = known; alias.x = zeros([7, 7]); return matmul(zeros([4, 2]), known.x); },
  // refused; throws: a cache that grows has another shape after each step. Declare it with Dim where it must.
  "a cache that grows in one variable": () => { let cache = zeros([2, 3]); cache = concat([cache, zeros([1, 3])], 0); return matmul(zeros([4, 2]), cache); },
  // let through; throws: a dim declared unknown stays unknown.
  "a cache of unknown length": () => { let cache: Tensor<[Dim, 3]> = zeros([2, 3]); cache = concat([cache, zeros([1, 3])], 0); return matmul(zeros([4, 2]), cache); },
  // refused; is right: the length of as const can't be written.
  "writing to a constant object": () => { const sizes = { width: 3 } as const; sizes.width = 4; return matmul(zeros([2, 3]), zeros([3, 4])); },
  // let through; throws: a cast takes readonly away, and the type keeps the literal.
  "writing to a constant object through a cast": () => { const sizes = { width: 3 } as const; (sizes as { width: number }).width = 4; return matmul(zeros([2, 3]), zeros([sizes.width, 4])); },
  // let through; throws: the size isn't in the types, and the dim is read again for each tensor.
  "writing to a dim's size through a cast": () => { const seq = dim("seq", 3); const x = zeros([seq]); (seq as { size: number }).size = 4; return add(x, zeros([seq])); },
  // let through; throws: what goes past the end depends on the size of the name.
  "a cut past the end of a name": () => narrow(zeros([dim("seq", 3)]), 0, 2, 2),
};
