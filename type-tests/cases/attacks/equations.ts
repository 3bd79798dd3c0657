// Attacks on einsum by equations and operands. A line above each attack says what must become of it.
import { einsum, zeros } from "../../../src/ops/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

enum Equation { Product = "ij,jk" }
const flag: boolean = Date.now() > 0;
const a = zeros([2, 3]);
const b = zeros([4, 5]);
const c = zeros([3, 4]);
const text: string = "ij,jk";
const label: string = "j";
const branded = "ij,jk" as "ij,jk" & { readonly kind: "equation" };
const anyText: any = "ij,jk";
const operands: Tensor<[2, 3]>[] = [a, a];

export const attacks: Readonly<Record<string, () => unknown>> = {
  // let through; throws: an equation that the compiler doesn't know gives an unknown shape.
  "an equation of the type string": () => einsum(text, a, b),
  // let through; throws: an equation that the compiler doesn't know gives an unknown shape.
  "an equation with a variable in it": () => einsum(`i${label},jk`, a, b),
  // let through; throws: an equation that the compiler doesn't know gives an unknown shape.
  "an equation in lower case": () => einsum("IJ,JK".toLowerCase(), a, b),
  // let through; throws: any fits every parameter.
  "an equation of the type any": () => einsum(anyText, a, b),
  // let through; throws: a union of equations gives an unknown shape.
  "one of two equations": () => einsum(flag ? "ij,jk" : "ij,kl", a, b),
  // let through; throws: a branded text is no literal, so the compiler doesn't know the equation.
  "a branded equation": () => einsum(branded, a, b),
  // refused; throws: a member of an enum has its value.
  "an equation from an enum": () => einsum(Equation.Product, a, b),
  // refused; throws: j is 3 and 4.
  "a label of two sizes": () => einsum("ij,jk", a, b),
  // refused; throws: i is 2 and 3.
  "a diagonal of a matrix that isn't square": () => einsum("ii->i", a),
  // refused; throws: labels are letters of ASCII.
  "a label of another alphabet": () => einsum("іj->jі", a),
  // refused; throws: only spaces are passed over, as in numpy.
  "a tab in an equation": () => einsum("ij,\tjk", a, c),
  // refused; throws: labels are letters.
  "a number as a label": () => einsum("i1->1i", a),
  // refused; throws: there is one term for each operand.
  "an operand too many": () => einsum("ij,jk", a, c, c),
  // refused; throws: there is one term for each operand.
  "an operand too few": () => einsum("ij,jk", a),
  // let through; throws: how many operands there are isn't known.
  "operands of unknown number": () => einsum("ij,jk,kl", ...operands),
  // refused; throws: the operand i32 is no f32.
  "an operand of another dtype": () => einsum("ij,jk", a, zeros([3, 4], "i32")),
  // refused; throws: k is in no operand.
  "an output label from nowhere": () => einsum("ij->ik", a),
  // refused; throws: an ellipsis has three dots.
  "an ellipsis of two dots": () => einsum("..j->j..", a),
  // refused; goes unnoticed: the result has the shape that the equation says.
  "a wrong annotation of an einsum": () => { const wrong: Tensor<[2, 3]> = einsum("ij->ji", a); return wrong; },
  // refused; throws: the operands aren't of these shapes.
  "einsum with type arguments": () => einsum<"ij,jk", [Tensor<[2, 3]>, Tensor<[3, 4]>]>("ij,jk", a, b),
  // refused; throws: the equation isn't that of the type arguments.
  "einsum with another equation than its type argument": () => einsum<"ij,jk", [typeof a, typeof c]>("ij,kj", a, c),
};
