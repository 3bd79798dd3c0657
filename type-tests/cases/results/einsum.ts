// What a reader sees when hovering over the result of an einsum: the shape and the dtype, written out.
import { einsum, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Dim, Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const runtimeLength: number = 10;
declare const anyShape: Tensor<Shape>;
declare const forgotten: Tensor<[8, Dim, 64]>;
declare const cache: Tensor<[8, "past+1", 64]>;
declare const someEquation: string;
declare const oneOfTwo: "ij->ji" | "ij->ij";
declare const startOf: `ij->${string}`;

const x = zeros([seq, 512]);
const w = zeros([512, 64]);
const q = zeros([2, 8, seq, 64]);
const k = zeros([2, 8, past, 64]);
const square = zeros([seq, seq]);

export const scores = einsum("bhqd,bhkd->bhqk", q, k); // Tensor<[2, 8, "seq", "past"], "f32">
export const mixed = einsum("bhqk,bhkd->bqhd", scores, k); // Tensor<[2, "seq", 8, 64], "f32">
export const product = einsum("sd,de->se", x, w); // Tensor<["seq", 64], "f32">
export const implicit = einsum("ij,jk", x, w); // Tensor<["seq", 64], "f32">
export const sorted = einsum("bA,Ac", x, w); // Tensor<["seq", 64], "f32">
export const reversed = einsum("ba", x); // Tensor<[512, "seq"], "f32">
export const upperFirst = einsum("aB", x); // Tensor<[512, "seq"], "f32">
export const spaced = einsum(" i j , j k -> i k ", x, w); // Tensor<["seq", 64], "f32">
export const transposed = einsum("ij->ji", x); // Tensor<[512, "seq"], "f32">
export const trace = einsum("ii", square); // Tensor<[], "f32">
export const diagonal = einsum("ii->i", square); // Tensor<["seq"], "f32">
export const rowSums = einsum("sd->s", x); // Tensor<["seq"], "f32">
export const total = einsum("sd->", x); // Tensor<[], "f32">
export const outer = einsum("i,j", zeros([3]), zeros([seq])); // Tensor<[3, "seq"], "f32">
export const scaled = einsum(",sd->sd", zeros([]), x); // Tensor<["seq", 512], "f32">
export const scalar = einsum("", zeros([])); // Tensor<[], "f32">
export const projected = einsum("...d,de->...e", q, zeros([64, 32])); // Tensor<[2, 8, "seq", 32], "f32">
export const batched = einsum("...qd,...kd->...qk", q, zeros([8, past, 64])); // Tensor<[2, 8, "seq", "past"], "f32">
export const lifted = einsum("...i,...j", zeros([4, 1, 3]), zeros([5, 2])); // Tensor<[4, 5, 3, 2], "f32">
export const inFront = einsum("h...d->...h", q.shape[0] === 2 ? zeros([8, seq, past, 64]) : zeros([8, seq, past, 64])); // Tensor<["seq", "past", 8], "f32">
export const nothingCovered = einsum("...ij->...ji", x); // Tensor<[512, "seq"], "f32">
export const nothingLeftOut = einsum("...ij->i", x); // Tensor<["seq"], "f32">
export const stretched = einsum("bhqd,bhkd->bhqk", q, zeros([2, 1, past, 64])); // Tensor<[2, 8, "seq", "past"], "f32">
export const stretchedLeft = einsum("ij,ij->ij", zeros([1, 512]), x); // Tensor<["seq", 512], "f32">
export const chain = einsum("ab,bc,cd,de->ae", x, w, zeros([64, 32]), zeros([32, 3])); // Tensor<["seq", 3], "f32">
export const elementwise = einsum("a,a,a,a,a,a,a,a->a", zeros([5]), zeros([5]), zeros([5]), zeros([5]), zeros([5]), zeros([5]), zeros([5]), zeros([5])); // Tensor<[5], "f32">
export const wide = einsum("abcde,abf->cdef", zeros([2, 3, 4, 5, 6]), zeros([2, 3, seq])); // Tensor<[4, 5, 6, "seq"], "f32">
export const six = einsum("abcdef->fedcba", zeros([2, 3, 4, 5, 6, 7])); // Tensor<[7, 6, 5, 4, 3, 2], "f32">
export const grown = einsum("hkd,hqd->hqk", cache, zeros([8, 1, 64])); // Tensor<[8, 1, "past+1"], "f32">
export const unknown = einsum("sd,de->se", zeros([runtimeLength, 512]), w); // Tensor<[number, 64], "f32">
export const known = einsum("hpd,hpd->hpd", forgotten, zeros([8, past, 64])); // Tensor<[8, "past", 64], "f32">
export const anyRank = einsum("ij,jk->ik", anyShape, w); // Tensor<[Dim, 64], "f32">
export const anyLeading = einsum("...j,jk->...k", anyShape, w); // Tensor<[...Dim[], 64], "f32">
export const dynamic = einsum(someEquation, x, w); // Tensor<Shape, "f32">
export const either = einsum(oneOfTwo, x); // Tensor<Shape, "f32">
export const prefix = einsum(startOf, x); // Tensor<Shape, "f32">
export const manyOperands = einsum("ij,ij->i", ...[x, x].map((each) => each)); // Tensor<Shape, "f32">
export const letters = einsum("abcdefghijklm,nopqrstuvwxyz->na", zeros([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]), zeros([21, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])); // Tensor<[21, 1], "f32">
