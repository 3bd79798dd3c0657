// What strict mode refuses: dims and shapes that the compiler doesn't know. Each line of the list is one mistake. At run
// time these programs are right, as there every dim has a size.
import {
  add,
  append,
  assertShape,
  attention,
  cast,
  causalMask,
  concat,
  dim,
  einsum,
  embedding,
  exp,
  full,
  gather,
  gelu,
  layerNorm,
  linear,
  matmul,
  max,
  mean,
  mergeHeads,
  mul,
  narrow,
  ones,
  permute,
  relu,
  reshape,
  scale,
  softmax,
  split,
  splitHeads,
  stack,
  sum,
  tensor,
  transpose,
  view,
  where,
  zeros,
} from "heddle";
import type { Dim, Shape, Tensor } from "heddle";

const seq = dim("seq", 4);
const x = zeros([seq, 6]);
const w = zeros([6, 6]);
const h = zeros([2, seq, 3]);
const length: number = 4;
const name: string = "seq";
const order: number[] = [1, 0];
const equation: string = "ij->i";
const u: Tensor<[number, 6]> = assertShape(x, [4, 6]);
const named: Tensor<[string, 6]> = x;
const either: Tensor<[Dim, 6]> = x;
const any: Tensor<Shape> = x;
const past: Tensor<[2, Dim, 3]> = h;
const bias: Tensor<[Dim]> = zeros([6]);
const list: Tensor<[6, 6]>[] = [w, w];
const unknownIds: Tensor<[number], "i32"> = assertShape(zeros([4], "i32"), [4]);

export const cases: readonly (() => unknown)[] = [
  () => matmul(u, w),
  () => matmul(named, w),
  () => matmul(either, w),
  () => matmul(any, w),
  () => matmul(transpose(w), u),
  () => add(u, 1),
  () => mul(x, any),
  () => exp(any),
  () => gelu(u),
  () => relu(named),
  () => scale(u, 2),
  () => cast(u, "i32"),
  () => linear(u, w),
  () => linear(x, w, bias),
  () => layerNorm(u),
  () => softmax(any),
  () => sum(u, 0),
  () => mean(any),
  () => max(x, length),
  () => where(zeros([seq, 6], "bool"), u, x),
  () => splitHeads(u, 2),
  () => splitHeads(x, length),
  () => mergeHeads(past),
  () => transpose(u),
  () => permute(any, [1, 0]),
  () => permute(x, order),
  () => reshape(u, [-1]),
  () => reshape(x, [length, 6]),
  () => reshape(x, order),
  () => narrow(x, 0, 0, length),
  () => narrow(u, 1, 0, 3),
  () => concat([x, u], 0),
  () => concat(list, 0),
  () => stack([u, u], 0),
  () => split(u, [3, 3], 1),
  () => append(past, h),
  () => gather(u, zeros([3], "i32"), 1),
  () => embedding(w, unknownIds),
  () => attention(h, past, past),
  () => attention(past, h, h),
  () => causalMask(length, seq),
  () => causalMask(seq, length),
  () => einsum("ij,jk->ik", u, w),
  () => einsum(equation, w),
  () => zeros([length, 6]),
  () => ones([6, length]),
  () => full([name, 6], 1),
  () => tensor([], [length]),
  () => view(new ArrayBuffer(16), [length]),
  () => zeros([dim(name, 4)]),
  () => zeros(order),
  () => assertShape(any, [length, 6]),
];
