import { dim, tensor, type Tensor } from "heddle";
import { aspects, idsOf } from "./documents.js";
import { embedText, found, nearest } from "./programs.js";
import { weights } from "./weights.js";

/** A text's embeddings: one for each head, and one for all of it. */
export interface Embeddings {
  readonly aspects: Tensor<[4, 16]>;
  readonly whole: Tensor<[64]>;
}

/** A document, and what speaks for it. */
export interface Found {
  readonly document: number;
  readonly weight: number;
}

const params = weights();

/** The embeddings of a text. */
export function embed(text: string): Embeddings {
  const ids = idsOf(text);
  return embedText.evaluate({ ids: tensor(ids, [dim("seq", ids.length)], "i32"), ...params });
}

/** For each head the documents that are nearest to the query, the nearest first. */
export function byHead(query: Embeddings, stored: readonly Embeddings[]): number[][] {
  const all = tensor(
    stored.flatMap((each) => Array.from(each.aspects.data)),
    [dim("documents", stored.length), 4, 16],
  );
  const { indices } = nearest.evaluate({ query: query.aspects, stored: all });
  return aspects.map((_, head) => Array.from(indices.data.subarray(head * found, (head + 1) * found)));
}

/**
 * How much a head tells of these documents (algorithm 1 of the paper): the mean length of its embeddings times the mean of
 * the distances between them.
 */
export function importanceOf(head: number, stored: readonly Embeddings[]): number {
  const embeddings = stored.map(({ aspects: { data } }) => data.subarray(head * 16, (head + 1) * 16));
  const lengths = embeddings.map((each) => Math.hypot(...each));
  const distances = embeddings.flatMap((left, i) => embeddings.slice(0, i).map((right) => 1 - cosine(left, right)));
  return meanOf(lengths) * meanOf(distances);
}

/**
 * The documents that the heads vote for, the best first (algorithm 2 of the paper): the one at place `p` of a head's list,
 * from 0, gets the head's importance times `2^-p`.
 */
export function vote(lists: readonly (readonly number[])[], importance: readonly number[]): Found[] {
  const weight = new Map<number, number>();
  for (const [head, list] of lists.entries()) {
    for (const [place, document] of list.entries()) {
      weight.set(document, (weight.get(document) ?? 0) + (importance[head] ?? 0) * 2 ** -place);
    }
  }
  return sorted([...weight].map(([document, sum]) => ({ document, weight: sum })));
}

/** The documents nearest to the query by one embedding for the whole text, the nearest first. */
export function byWhole(query: Embeddings, stored: readonly Embeddings[]): Found[] {
  return sorted(stored.map(({ whole }, document) => ({ document, weight: cosine(query.whole.data, whole.data) })));
}

function sorted(all: readonly Found[]): Found[] {
  return all.toSorted((left, right) => right.weight - left.weight);
}

function cosine(left: Float32Array, right: Float32Array): number {
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, x, i) => sum + x * (right[i] ?? NaN), 0);
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}
