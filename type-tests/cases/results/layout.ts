// What a reader sees when hovering over a result: reductions, concat, append, stack, split, chunk, narrow, gather, topK.
import { all, any, append, argMax, cast, chunk, concat, embedding, gather, max, mean, min, narrow, prod, split, stack, sum, topK, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const x = zeros([seq, 512]);
const h = zeros([8, seq, 64]);
const cache = zeros([8, past, 64]);
const ids = zeros([seq, 2], "i32");
const mask = zeros([seq, seq], "bool");
const runtimeAxis: number = 1;
const runtimeAxes: number[] = [0, 1];
const runtimeLength: number = 512;
const u = zeros([seq, runtimeLength]);
const anyShape: Tensor<Shape> = x;
const forgotten: Tensor<[8, Dim, 64]> = cache;

export const total = sum(h); // Tensor<[], "f32">
export const totalKept = sum(h, undefined, { keepDim: true }); // Tensor<[1, 1, 1], "f32">
export const overOne = mean(h, 1); // Tensor<[8, 64], "f32">
export const overLast = max(h, -1, { keepDim: true }); // Tensor<[8, "seq", 1], "f32">
export const overTwo = min(h, [0, -1]); // Tensor<["seq"], "f32">
export const overTwoKept = prod(h, [-2, 0], { keepDim: true }); // Tensor<[1, 1, 64], "f32">
export const overAll = sum(h, [2, 0, 1]); // Tensor<[], "f32">
export const overNone = sum(h, []); // Tensor<[8, "seq", 64], "f32">
export const anyTrue = any(mask, -1); // Tensor<["seq"], "bool">
export const allTrue = all(mask); // Tensor<[], "bool">
export const overUnknown = sum(h, runtimeAxis); // Tensor<[Dim, Dim], "f32">
export const overUnknownKept = sum(h, runtimeAxis, { keepDim: true }); // Tensor<[Dim, Dim, Dim], "f32">
export const overUnknownOf = sum(h, [0, runtimeAxis]); // Tensor<[Dim], "f32">
export const overUnknowns = sum(h, runtimeAxes); // Tensor<Shape, "f32">
export const overUnknownsKept = sum(h, runtimeAxes, { keepDim: true }); // Tensor<[Dim, Dim, Dim], "f32">
export const ofUnknown = sum(anyShape, 0); // Tensor<Shape, "f32">
export const appended = append(cache, h); // Tensor<[8, "past+seq", 64], "f32">
export const appendedOne = append(cache, zeros([8, 1, 64])); // Tensor<[8, "past+1", 64], "f32">
export const appendedTwice = append(append(cache, h), h); // Tensor<[8, "past+2*seq", 64], "f32">
export const appendedUnknown = append(forgotten, h); // Tensor<[8, Dim, 64], "f32">
export const joined = concat([x, x, zeros([past, 512])], 0); // Tensor<["past+2*seq", 512], "f32">
export const joinedUnknown = concat([x, x], runtimeAxis); // Tensor<[Dim, Dim], "f32">
export const joinedMasks = concat([mask, mask], -1); // Tensor<["seq", "2*seq"], "bool">
export const stacked = stack([x, x, x], 0); // Tensor<[3, "seq", 512], "f32">
export const stackedLast = stack([x, x], -1); // Tensor<["seq", 512, 2], "f32">
export const stackedInside = stack([x, x], 1); // Tensor<["seq", 2, 512], "f32">
export const stackedFromEnd = stack([h, h], -2); // Tensor<[8, "seq", 2, 64], "f32">
export const stackedUnknown = stack([x, x], runtimeAxis); // Tensor<[Dim, Dim, Dim], "f32">
export const parts = split(x, [256, 192, 64], -1); // [Tensor<["seq", 256], "f32">, Tensor<["seq", 192], "f32">, Tensor<["seq", 64], "f32">]
export const halves = split(appended, [past, seq], 1); // [Tensor<[8, "past", 64], "f32">, Tensor<[8, "seq", 64], "f32">]
export const partsOfUnknown = split(u, [200, runtimeLength], 1); // [Tensor<["seq", 200], "f32">, Tensor<["seq", number], "f32">]
export const chunks = chunk(x, 2, 1); // [Tensor<["seq", 256], "f32">, Tensor<["seq", 256], "f32">]
export const chunksOfProduct = chunk(zeros([4, "6*seq"]), 3, 1); // [Tensor<[4, "2*seq"], "f32">, Tensor<[4, "2*seq"], "f32">, Tensor<[4, "2*seq"], "f32">]
export const chunksUnknown = chunk(x, runtimeAxis, 1); // Tensor<["seq", Dim], "f32">[]
export const first = narrow(h, 1, 0, 1); // Tensor<[8, 1, 64], "f32">
export const fresh = narrow(appended, 1, past, seq); // Tensor<[8, "seq", 64], "f32">
export const newest = narrow(appendedOne, -2, past, 1); // Tensor<[8, 1, 64], "f32">
export const picked = gather(h, ids, 1); // Tensor<[8, "seq", 2, 64], "f32">
export const pickedLast = gather(mask, zeros([], "i32"), -1); // Tensor<["seq"], "bool">
export const embedded = embedding(zeros([1000, 512]), ids); // Tensor<["seq", 2, 512], "f32">
export const greatestOfRows = topK(h, 4).values; // Tensor<[8, "seq", 4], "f32">
export const placesOfGreatest = topK(x, 512).indices; // Tensor<["seq", 512], "i32">
export const greatestOfSome = topK(cast(ids, "f32"), 2).values; // Tensor<["seq", 2], "f32">
export const greatestOfName = topK(zeros([4, "past+1"]), 3).indices; // Tensor<[4, 3], "i32">
export const greatestOfUnknown = topK(u, runtimeLength).values; // Tensor<["seq", number], "f32">
export const greatestOfAny = topK(anyShape, 2).values; // Tensor<Shape, "f32">
export const bestToken = argMax(x); // Tensor<["seq"], "i32">
export const bestRow = argMax(h, 1); // Tensor<[8, 64], "i32">
