// Attacks on and by generic functions of a user's own. A line above each attack says what must become of it.
import { add, cast, exp, linear, matmul, reshape, softmax, splitHeads, transpose, where, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, DType, Shape } from "../../../src/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const flag: boolean = Date.now() > 0;
const a = zeros([2, 4]);
const b = zeros([3, 4]);
const seq = dim("seq", 10);
const past = dim("past", 3);
const residual = <S extends Dim>(x: Tensor<[S, 4]>, y: Tensor<[S, 4]>): Tensor<[S, 4]> => add(x, y);
const project = <S extends Dim>(x: Tensor<[S, 4]>, w: Tensor<[8, 4]>): Tensor<[S, 8]> => linear(x, w);
const sameShape = <S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<S> => { exp(y); return exp(x); };
const sameDType = <D extends DType>(x: Tensor<[2], D>, y: Tensor<[2], D>): Tensor<[2], D> => where(zeros([2], "bool"), x, y);
type Distributed<T> = T extends Tensor<infer S> ? Tensor<S> : never;
type Element<T> = T extends Tensor<infer S> ? S[number] : never;

export const attacks: Readonly<Record<string, () => unknown>> = {
  // let through; throws: S becomes the union of both sizes: a type parameter takes whatever fits. The add inside throws.
  "two sizes for one type parameter": () => residual(a, b),
  // let through; throws: S becomes the union of both names: a type parameter takes whatever fits. The add inside throws.
  "two names for one type parameter": () => residual(zeros([seq, 4]), zeros([past, 4])),
  // refused; throws: the type argument is one of them.
  "two sizes for a type argument": () => residual<2>(a, b),
  // let through; throws: an unknown dim was asked for.
  "an unknown dim for a type argument": () => residual<Dim>(a, b),
  // refused; goes unnoticed: two shapes make no union where the whole shape is the type parameter.
  "two shapes for one type parameter": () => sameShape(zeros([2, 3]), zeros([4, 5])),
  // let through; throws: D becomes the union of both dtypes. The where inside throws.
  "two dtypes for one type parameter": () => sameDType(zeros([2]), zeros([2], "i32")),
  // refused; throws: the last dim isn't 4, whatever S is.
  "another width than a generic function takes": () => project(zeros([2, 3]), zeros([8, 4])),
  // refused; goes unnoticed: S comes out as it went in.
  "another length than a generic function gives": () => { const wrong: Tensor<[7, 8]> = project(a, zeros([8, 4])); return wrong; },
  // refused; goes unnoticed: S and T are different parameters, even if both are dims.
  "one type parameter for another": () => { const wrong = <S extends Dim, T extends Dim>(x: Tensor<[S, T]>): Tensor<[T, S]> => x; return wrong(a); },
  // refused; is right: a type parameter isn't its constraint's literal.
  "a literal for a type parameter": () => { const wrong = <S extends Dim>(x: Tensor<[S, 4]>): Tensor<[2, 4]> => x; return wrong(a); },
  // refused; throws: S and T may differ.
  "a product of different parameters": () => { const wrong = <S extends Dim, T extends Dim>(x: Tensor<[2, S]>, y: Tensor<[T, 4]>) => matmul(x, y); return wrong(a, b); },
  // refused; is right: a parameter that is a number may be any.
  "a product of a parameter and a literal": () => { const wrong = <N extends number>(x: Tensor<[2, N]>) => matmul(x, zeros([4, 4])); return wrong(a); },
  // refused; throws: that the widths fit isn't said where the width is a parameter.
  "heads of a width that is a parameter": () => { const wrong = <S extends Dim>(x: Tensor<[2, S]>) => splitHeads(x, 3); return wrong(a); },
  // refused; is right: how many elements there are depends on the parameter.
  "a reshape of a parameter to literals": () => { const wrong = <S extends Dim>(x: Tensor<[S, 4]>) => reshape(x, [2, 4]); return wrong(a); },
  // refused; is right: a dtype that is a parameter may be none that the operation takes.
  "a dtype that is a parameter": () => { const wrong = <D extends DType>(x: Tensor<[2, 4], D>) => exp(x); return wrong(a); },
  // refused; goes unnoticed: cast gives the dtype that it is asked for.
  "a cast to a dtype that is a parameter": () => { const wrong = <D extends DType>(x: Tensor<[2, 4]>, dtype: D): Tensor<[2, 4], "i32"> => cast(x, dtype); return wrong(a, "f32"); },
  // refused; throws: the rank of a shape that is a parameter may be 0.
  "a transpose of a shape that is a parameter": () => { const wrong = <L extends Shape>(x: Tensor<L>) => transpose(x); return wrong(zeros([])); },
  // refused; throws: the rank of a shape that is a parameter may be 0.
  "an axis of a shape that is a parameter": () => { const wrong = <L extends Shape>(x: Tensor<L>) => softmax(x, 0); return wrong(zeros([])); },
  // refused; throws: distribution over a union keeps both members.
  "a conditional type over a union": () => { const both = (flag ? b : a) as Distributed<typeof a | typeof b>; return matmul(zeros([5, 2]), both); },
  // let through; throws: S[number] is the union of all dims, which says nothing of an axis.
  "the union of a shape's dims": () => { const dims: Tensor<[Element<typeof a>]> = zeros([4]); const other: Tensor<[Element<typeof a>]> = zeros([2]); return add(dims, other); },
  // let through; throws: x is narrowed by its dtype, which says nothing of its shape; the cast is the caller's word.
  "a type predicate of a user's own": () => { const isWide = (x: Tensor<Shape>): x is Tensor<[7, 7]> => x.dtype === "f32"; const x: Tensor<Shape> = a; return isWide(x) ? matmul(x, zeros([7, 4])) : x; },
  // let through; throws: an assertion function is its author's word.
  "an assertion of a user's own": () => { const x: Tensor<Shape> = a; const claim: (value: Tensor<Shape>) => asserts value is Tensor<[7, 7]> = () => {}; claim(x); return matmul(x, zeros([7, 4])); },
};
