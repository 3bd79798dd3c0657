// What a reader sees when hovering over a result: the shape and the dtype, written out.
import { attention, causalMask } from "../../../src/attention/index.js";
import { add, cast, concat, embedding, exp, gelu, layerNorm, linear, matmul, max, mean, mergeHeads, mul, narrow, permute, reshape, scale, softmax, splitHeads, sum, transpose, where, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const batch = dim("batch", 2);
const runtimeLength: number = 10;
declare const anyShape: Tensor<Shape>;
declare const forgotten: Tensor<[8, Dim, 64]>;

export const x = zeros([seq, 512]); // Tensor<["seq", 512], "f32">
export const u = zeros([runtimeLength, 512]); // Tensor<[number, 512], "f32">
export const y = matmul(x, zeros([512, 64])); // Tensor<["seq", 64], "f32">
export const h = splitHeads(x, 8); // Tensor<[8, "seq", 64], "f32">
export const batched = splitHeads(zeros([batch, seq, 512]), 8); // Tensor<["batch", 8, "seq", 64], "f32">
export const merged = mergeHeads(h); // Tensor<["seq", 512], "f32">
export const scores = matmul(h, transpose(h)); // Tensor<[8, "seq", "seq"], "f32">
export const leading = matmul(zeros([5, 1, 2, 3]), zeros([7, 3, 4])); // Tensor<[5, 7, 2, 4], "f32">
export const known = matmul(u, zeros([512, 64])); // Tensor<[number, 64], "f32">
export const projected = linear(h, zeros([32, 64]), zeros([32])); // Tensor<[8, "seq", 32], "f32">
export const unknownProjected = linear(anyShape, zeros([32, 64])); // Tensor<Shape, "f32">
export const sumOfBoth = add(x, zeros([512])); // Tensor<["seq", 512], "f32">
export const stretched = add(zeros([1, 512]), zeros([seq, 1])); // Tensor<["seq", 512], "f32">
export const doubled = mul(x, 2); // Tensor<["seq", 512], "f32">
export const activated = scale(gelu(exp(x)), 0.5); // Tensor<["seq", 512], "f32">
export const permuted = permute(h, [1, 0, -1]); // Tensor<["seq", 8, 64], "f32">
export const reshaped = reshape(x, [seq, 8, 64]); // Tensor<["seq", 8, 64], "f32">
export const solved = reshape(x, [8, -1, 64]); // Tensor<[8, "seq", 64], "f32">
export const flat = reshape(h, [-1]); // Tensor<["512*seq"], "f32">
export const appended = concat([zeros([8, past, 64]), zeros([8, 1, 64])], 1); // Tensor<[8, "past+1", 64], "f32">
export const three = concat([appended, appended, zeros([8, seq, 64])], -2); // Tensor<[8, "2*past+seq+2", 64], "f32">
export const forgetful = concat([forgotten, zeros([8, 1, 64])], 1); // Tensor<[8, Dim, 64], "f32">
export const first = narrow(x, 0, 0, 1); // Tensor<[1, 512], "f32">
export const narrowed = narrow(x, -1, 64, 64); // Tensor<["seq", 64], "f32">
export const total = sum(h, 0); // Tensor<["seq", 64], "f32">
export const average = mean(h, -1, { keepDim: true }); // Tensor<[8, "seq", 1], "f32">
export const greatest = max(h, 1); // Tensor<[8, 64], "f32">
export const probabilities = softmax(scores); // Tensor<[8, "seq", "seq"], "f32">
export const normalized = layerNorm(x, zeros([512]), zeros([512])); // Tensor<["seq", 512], "f32">
export const ids = zeros([seq], "i32"); // Tensor<["seq"], "i32">
export const rows = embedding(zeros([100, 512]), ids); // Tensor<["seq", 512], "f32">
export const mask = causalMask(seq, past); // Tensor<["seq", "past"], "bool">
export const chosen = where(zeros([seq, 1], "bool"), x, x); // Tensor<["seq", 512], "f32">
export const whole = cast(x, "i32"); // Tensor<["seq", 512], "i32">
export const wholeHeads = splitHeads(whole, 8); // Tensor<[8, "seq", 64], "i32">
export const attended = attention(h, zeros([8, past, 64]), zeros([8, past, 32]), { mask }); // Tensor<[8, "seq", 32], "f32">
