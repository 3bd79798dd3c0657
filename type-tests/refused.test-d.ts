import { expectError, expectNotAssignable } from "tsd";
import { add, attention, concat, dim, linear, matmul, reshape, splitHeads, zeros } from "heddle";
import type { Tensor } from "heddle";

const seq = dim("seq", 10);
const past = dim("past", 3);
const x = zeros([seq, 512]);
const heads = splitHeads(x, 8);

expectError(dim("2x", 4));
expectError(matmul(x, zeros([256, 64])));
expectError(linear(x, zeros([512, 2048])));
expectError(add(x, zeros([past, 512])));
expectError(add(x, zeros([512], "i32")));
expectError(splitHeads(x, 7));
expectError(reshape(x, [seq, 8, 63]));
expectError(concat([zeros([8, past, 64]), zeros([4, 1, 64])], 1));
expectError(attention(heads, zeros([8, past, 32]), zeros([8, past, 64])));

// Shapes and dtypes of tensors are not exchangeable.
expectNotAssignable<Tensor<["past", 512]>>(x);
expectNotAssignable<Tensor<["seq", 512], "i32">>(x);
expectNotAssignable<Tensor<[512]>>(x);
expectNotAssignable<Tensor<["seq", 512]>>({ shape: ["seq", 512], dtype: "f32" });
