// Attacks with objects that aren't tensors of this package. Plain objects { shape, sizes, dtype, data } are taken, as
// generated kernels return them. A line above each attack says what must become of it.
import { exp, matmul, zeros } from "../../../src/ops/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

class Impostor {
  readonly shape: [4, 5] = [4, 5];
  readonly sizes = [4, 5];
  readonly dtype = "f32";
  readonly data = new Float32Array(20);
}
class Implementation implements Tensor<[4, 5]> {
  readonly shape: [4, 5] = [4, 5];
  readonly sizes = [2, 10];
  readonly dtype = "f32";
  readonly data = new Float32Array(20);
}
class Getter {
  get shape(): [3, 4] { return [3, 4]; }
  get sizes() { return [3, 4]; }
  get dtype() { return "f32" as const; }
  get data() { return new Float32Array(11); }
}
const a = zeros([2, 3]);
const c = zeros([3, 4]);
const numbers = new Float32Array(12);
const data = new Float32Array(12);
const integers = new Int32Array(12);
const named: readonly ["rows", 4] = ["rows", 4];

export const attacks: Readonly<Record<string, () => unknown>> = {
  // let through; is right: it is what a generated kernel returns.
  "a plain object": () => matmul(a, { shape: [3, 4], sizes: [3, 4], dtype: "f32", data }),
  // refused; throws: its shape is read from the field.
  "a plain object of another shape": () => matmul(a, { shape: [4, 5], sizes: [4, 5], dtype: "f32", data: new Float32Array(20) }),
  // let through; throws: sizes are numbers for the compiler.
  "a plain object whose sizes aren't its shape": () => matmul(a, { shape: [3, 4], sizes: [4, 3], dtype: "f32", data }),
  // let through; throws: the length of the data is a number for the compiler.
  "a plain object with too little data": () => matmul(a, { shape: [3, 4], sizes: [3, 4], dtype: "f32", data: new Float32Array(11) }),
  // refused; throws: the dtype f32 is held by a Float32Array.
  "a plain object with data of another dtype": () => exp<[3, 4], "f32">({ shape: [3, 4], sizes: [3, 4], dtype: "f32", data: integers }),
  // refused; throws: there is no dtype f64.
  "a plain object of a dtype that there isn't": () => exp<[3, 4], "f32">({ shape: [3, 4], sizes: [3, 4], dtype: "f64", data }),
  // refused; throws: the sizes are missing.
  "a plain object without sizes": () => exp<[3, 4], "f32">({ shape: [3, 4], dtype: "f32", data }),
  // let through; throws: a name has any size, the data another.
  "a plain object with a name and too little data": () => exp({ shape: named, sizes: [4, 4], dtype: "f32", data }),
  // refused; throws: its fields are those of a tensor, and their shape doesn't fit.
  "an instance of another class": () => matmul(a, new Impostor()),
  // refused; throws: its fields are those of a tensor, and their shape doesn't fit.
  "a class that implements Tensor": () => matmul(a, new Implementation()),
  // let through; throws: the compiler sees its shape; what it holds is looked at when it is used.
  "a class that contradicts itself": () => exp(new Implementation()),
  // let through; throws: getters are properties.
  "an instance with getters": () => matmul(a, new Getter()),
  // let through; throws: spreading copies own properties only, and a tensor's are getters of its class.
  "a tensor that is spread": () => matmul(a, { ...c }),
  // refused; throws: the shape put over it isn't the tensor's.
  "a tensor that is spread with another shape": () => exp<[3, 4], "f32">({ ...c, shape: [7, 4] }),
  // let through; throws: Object.assign copies own properties only.
  "Object.assign of a tensor to an object": () => matmul(a, Object.assign({}, c)),
  // let through; throws: of an intersection of two lists the compiler reads the first. A tensor's shape can't be set.
  "Object.assign of a shape to a tensor": () => matmul(a, Object.assign(c, { shape: [4, 5] })),
  // let through; throws: Object.create gives any.
  "Object.create of a tensor": () => exp(Object.create(c)),
  // let through; throws: a proxy has the type of what is behind it.
  "a proxy of a tensor": () => exp(new Proxy(c, {})),
  // let through; throws: JSON.parse gives any.
  "a tensor through JSON": () => exp(JSON.parse(JSON.stringify({ ...c, shape: [3, 4] }))),
  // refused; throws: a promise is no tensor.
  "a promise of a tensor": () => matmul(a, Promise.resolve(c)),
  // refused; throws: a list of one tensor is no tensor.
  "a list of one tensor": () => matmul(a, [c]),
  // refused; throws: the data of a tensor is no tensor.
  "the data of a tensor": () => exp(c.data),
  // refused; throws: a typed array has no shape.
  "a typed array": () => matmul(a, numbers),
  // let through; is right: freezing changes nothing.
  "a frozen tensor": () => matmul(a, Object.freeze(c)),
  // refused; throws: a function is no tensor.
  "a function": () => exp(exp),
};
