// Attacks by saying what a tensor is to be: annotations, casts, satisfies. A line above each attack says what must
// become of it.
import { multiHeadAttention } from "../../../src/nn/index.js";
import type { MultiHeadAttentionOptions } from "../../../src/nn/index.js";
import { exp, matmul, tensor, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, DType, Shape } from "../../../src/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const a = zeros([2, 3]);
const w = zeros([3, 3]);
const past = dim("past", 3);
const c: Tensor<[7, 7]> | undefined = undefined;

type AnyTensor = Tensor<Shape, DType>;

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; goes unnoticed: the shape isn't that of the annotation.
  "a wrong annotation": () => { const wrong: Tensor<[7, 7]> = zeros([2, 3]); return wrong; },
  // refused; goes unnoticed: the names differ.
  "a wrong name in an annotation": () => { const wrong: Tensor<["seq"]> = zeros([past]); return wrong; },
  // refused; goes unnoticed: the ranks differ.
  "a wrong rank in an annotation": () => { const wrong: Tensor<[2, 3, 1]> = a; return wrong; },
  // refused; goes unnoticed: f32 is what there is without a dtype, whatever the annotation.
  "a wrong dtype in an annotation": () => { const wrong: Tensor<[2, 3], "bool"> = zeros([2, 3]); return wrong; },
  // refused; goes unnoticed: f32 is what there is without a dtype, whatever the annotation.
  "a wrong dtype in the annotation of data": () => { const wrong: Tensor<[2], "i32"> = tensor([1, 2], [2]); return wrong; },
  // refused; goes unnoticed: the result of an operation has a shape of its own.
  "a wrong annotation of a result": () => { const wrong: Tensor<[2, 5]> = matmul(a, zeros([3, 4])); return wrong; },
  // refused; throws: after an error the shape is unknown, and an unknown shape isn't a known one.
  "an annotation of a result that is refused": () => { const wrong: Tensor<[2, 5]> = matmul(a, zeros([4, 5])); return wrong; },
  // refused; goes unnoticed: a tensor of unknown shape isn't one of a known shape.
  "a known shape for an unknown one": () => { const unknown: Tensor<Shape> = a; const wrong: Tensor<[7, 7]> = unknown; return wrong; },
  // refused; goes unnoticed: a tensor of an unknown dim isn't one of a known dim.
  "a known dim for an unknown one": () => { const unknown: Tensor<[Dim, 3]> = a; const wrong: Tensor<[7, 3]> = unknown; return wrong; },
  // let through; is right: a tensor of a known dim is one of an unknown dim.
  "an unknown dim for a known one": () => { const unknown: Tensor<[Dim, 3]> = a; return exp(unknown); },
  // refused; goes unnoticed: the function doesn't return what it says.
  "a wrong return type": () => { const wrong = (): Tensor<[7]> => zeros([2]); return wrong(); },
  // refused; goes unnoticed: satisfies compares as an annotation does.
  "satisfies": () => a satisfies Tensor<[7, 7]>,
  // refused; goes unnoticed: neither of the shapes is a case of the other.
  "a cast to another shape": () => a as Tensor<[7, 7]>,
  // let through; throws: a cast through unknown is the caller's word. The next operation looks at the real shape.
  "a cast through unknown": () => matmul(a as unknown as Tensor<[7, 7]>, zeros([7, 4])),
  // let through; throws: a cast to a special case is the caller's word. The next operation looks at the real shape.
  "a cast through an unknown shape": () => matmul(a as Tensor<Shape> as Tensor<[7, 7]>, zeros([7, 4])),
  // let through; throws: a cast to a special case is the caller's word. The next operation looks at the real shape.
  "a cast through unknown dims": () => matmul(a as Tensor<[Dim, Dim]> as Tensor<[7, 7]>, zeros([7, 4])),
  // let through; throws: a cast to a special case is the caller's word. The next operation looks at the real dtype.
  "a cast through an unknown dtype": () => exp((zeros([2, 3], "i32") as Tensor<[2, 3], DType>) as Tensor<[2, 3]>),
  // let through; throws: Tensor<any> fits both ways. The next operation looks at the real shape.
  "a cast through Tensor<any>": () => { const any: Tensor<any> = a; const wrong: Tensor<[7, 7]> = any; return matmul(wrong, zeros([7, 4])); },
  // let through; throws: a dim of the type any fits both ways. The next operation looks at the real shape.
  "a cast through Tensor<[any, any]>": () => { const any: Tensor<[any, any]> = a; const wrong: Tensor<[7, 7]> = any; return matmul(wrong, zeros([7, 4])); },
  // let through; throws: object is no tensor, and a cast from it the caller's word.
  "a cast through object": () => { const object: object = a; return matmul(object as Tensor<[7, 7]>, zeros([7, 4])); },
  // let through; throws: the exclamation mark is the caller's word.
  "an exclamation mark": () => exp(c!),
  // let through; is right: a tensor is one of a union of shapes that its own is in.
  "an annotation with more shapes": () => { const more: Tensor<[2, 3] | [4, 5]> = a; return exp(more); },
  // let through; throws: options declared as wide as they can be say nothing of the tensors in them.
  "options of any tensors": () => { const options: MultiHeadAttentionOptions<number, AnyTensor, AnyTensor, AnyTensor> = { heads: 3, mask: zeros([5, 5], "bool") }; return multiHeadAttention(zeros([2, 3]), { wq: w, wk: w, wv: w, wo: w }, options); },
};
