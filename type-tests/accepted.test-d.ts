import { expectAssignable, expectType } from "tsd";
import { add, attention, concat, dim, linear, matmul, mergeHeads, program, reshape, splitHeads, zeros } from "heddle";
import type { Dim, DimVariable, Shape, Tensor } from "heddle";

const seq = dim("seq", 10);
const past = dim("past", 3);
const x = zeros([seq, 512]);

expectType<DimVariable<"seq">>(seq);
expectType<Tensor<["seq", 512], "f32">>(x);
expectType<Tensor<["seq"], "i32">>(zeros([seq], "i32"));

const heads = splitHeads(x, 8);
expectType<Tensor<[8, "seq", 64]>>(heads);
expectType<Tensor<["seq", 512]>>(mergeHeads(heads));
expectType<Tensor<["seq", 64]>>(matmul(x, zeros([512, 64])));
expectType<Tensor<["seq", 2048]>>(linear(x, zeros([2048, 512]), zeros([2048])));
expectType<Tensor<["seq", 512]>>(add(x, zeros([512])));
expectType<Tensor<[8, "past+1", 64]>>(concat([zeros([8, past, 64]), zeros([8, 1, 64])], 1));
expectType<Tensor<[8, "seq", 64]>>(reshape(x, [8, -1, 64]));
expectType<Tensor<[8, "seq", 64]>>(attention(heads, zeros([8, past, 64]), zeros([8, past, 64])));

// A tensor is one of an unknown shape too, and an unknown dim takes any.
expectAssignable<Tensor<Shape>>(x);
expectAssignable<Tensor<[Dim, 512]>>(x);

// A library author's body type-checks for every length.
export function project<S extends Dim>(input: Tensor<[S, 512]>, weight: Tensor<[64, 512]>): Tensor<[S, 64]> {
  return linear(input, weight);
}
expectType<Tensor<["seq", 64]>>(project(x, zeros([64, 512])));

// Names stand for themselves in a program.
program({
  name: "project",
  params: { weight: [64, 512] },
  inputs: { input: ["seq", 512] },
  body: ({ input, weight }) => {
    expectType<Tensor<["seq", 512]>>(input);
    return linear(input, weight);
  },
});
