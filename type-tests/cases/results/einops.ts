// What a reader sees when hovering over the result of a pattern: the shape and the dtype, written out.
import { broadcastTo, pack, parseShape, rearrange, reduce, repeat, unpack, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
const batch = dim("batch", 2);
const heads = dim("heads", 8);
const x = zeros([seq, 512]);
const h = zeros([8, seq, 64]);
const image = zeros([10, 20, 30, 40]);
const flags = zeros([seq, 8], "bool");
const someString: string = "s d -> d s";
const someNumber: number = 8;
declare const anyShape: Tensor<Shape>;
declare const forgotten: Tensor<[8, Dim, 64]>;
declare const list: Tensor<["seq", 512]>[];
declare const record: Record<string, number>;
declare const either: "s d -> d s" | "s d -> (s d)";

export const transposed = rearrange(x, "s d -> d s"); // Tensor<[512, "seq"], "f32">
export const split = rearrange(x, "s (h d) -> h s d", { h: 8 }); // Tensor<[8, "seq", 64], "f32">
export const splitOther = rearrange(x, "s (h d)->h s d", { d: 64 }); // Tensor<[8, "seq", 64], "f32">
export const merged = rearrange(h, "h s d -> s (h d)"); // Tensor<["seq", 512], "f32">
export const flat = rearrange(x, "s d -> (s d)"); // Tensor<["512*seq"], "f32">
export const unflat = rearrange(flat, "(s d) -> s d", { s: seq }); // Tensor<["seq", 512], "f32">
export const named = rearrange(flat, "(s d) -> s d", { s: "seq" }); // Tensor<["seq", 512], "f32">
export const eighth = rearrange(flat, "(s d) -> s d", { d: 8 }); // Tensor<["64*seq", 8], "f32">
export const patches = rearrange(image, "b c (h p) (w q) -> b (h w) (p q c)", { p: 5, q: 5 }); // Tensor<[10, 48, 500], "f32">
export const ones = rearrange(x, "s d -> 1 s () d 1"); // Tensor<[1, "seq", 1, 512, 1], "f32">
export const squeezed = rearrange(ones, "1 s () d () -> s d"); // Tensor<["seq", 512], "f32">
export const around = rearrange(h, "... d -> d ..."); // Tensor<[64, 8, "seq"], "f32">
export const joined = rearrange(h, "a ... -> (a ...)"); // Tensor<["512*seq"], "f32">
export const alone = rearrange(h, "... d -> (...) d"); // Tensor<["8*seq", 64], "f32">
export const stacked = rearrange([x, x, x], "n s d -> s n d"); // Tensor<["seq", 3, 512], "f32">
export const stackedList = rearrange(list, "n s d -> s n d"); // Tensor<["seq", number, 512], "f32">
export const learned = rearrange(forgotten, "h s d -> s (h d)", { s: seq }); // Tensor<["seq", 512], "f32">
export const unknownDim = rearrange(forgotten, "h s d -> s (h d)"); // Tensor<[Dim, 512], "f32">
export const unknownRank = rearrange(anyShape, "s (h d) -> h s d", { h: 8 }); // Tensor<[8, Dim, Dim], "f32">
export const unknownPattern = rearrange(x, someString); // Tensor<Shape, "f32">
export const onePatternOfTwo = rearrange(x, either); // Tensor<Shape, "f32">
export const unknownLength = rearrange(x, "s (h d) -> h s d", { h: someNumber }); // Tensor<[number, "seq", number], "f32">
export const unknownLengths = rearrange(x, "s (h d) -> h s d", record); // Tensor<Shape, "f32">
export const pooled = reduce(image, "b c (h 2) (w 2) -> b c h w", "max"); // Tensor<[10, 20, 15, 20], "f32">
export const total = reduce(x, "s d -> ", "sum"); // Tensor<[], "f32">
export const kept = reduce(x, "s d -> s 1", "mean"); // Tensor<["seq", 1], "f32">
export const anyFlag = reduce(flags, "s h -> h", "any"); // Tensor<[8], "bool">
export const ensemble = reduce([x, x], "n s d -> s d", "mean"); // Tensor<["seq", 512], "f32">
export const copies = repeat(h, "h s d -> (h g) s d", { g: 4 }); // Tensor<[32, "seq", 64], "f32">
export const twice = repeat(x, "s d -> (2 s) d"); // Tensor<["2*seq", 512], "f32">
export const batched = repeat(x, "s d -> b s d", { b: batch }); // Tensor<["batch", "seq", 512], "f32">
export const thrice = repeat(flags, "... -> ... 3"); // Tensor<["seq", 8, 3], "bool">
export const byHeads = repeat(x, "s d -> h s d", { h: heads }); // Tensor<["heads", "seq", 512], "f32">
export const packed = pack([zeros([batch, 512]), zeros([batch, seq, 512])], "b * d"); // [packed: Tensor<["batch", "seq+1", 512], "f32">, shapes: [[], ["seq"]]]
export const unpacked = unpack(packed[0], packed[1], "b * d"); // [Tensor<["batch", 512], "f32">, Tensor<["batch", "seq", 512], "f32">]
export const rest = unpack(packed[0], [[-1], []], "b * d"); // [Tensor<["batch", "seq", 512], "f32">, Tensor<["batch", 512], "f32">]
export const height = parseShape(image, "b _ h w").h; // 30
export const lengthName = parseShape(h, "heads length 64").length; // "seq"
export const byLengths = rearrange(x, "s (heads width) -> heads s width", parseShape(h, "heads _ width")); // Tensor<[8, "seq", 64], "f32">
export const broadcast = broadcastTo(zeros([512]), [batch, seq, 512]); // Tensor<["batch", "seq", 512], "f32">
