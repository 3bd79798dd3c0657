import { maxDifference } from "../max-difference.js";
import { createEncoder } from "./encoder.js";
import { createKernelAttention } from "./kernel-attention.js";
import type { AttentionComparison } from "./kernel-attention.js";
import { readKnown } from "./known.js";
import { readUseLite } from "./model.js";
import { cosines } from "./similarity.js";
import { Stopwatch } from "./stopwatch.js";

/** The largest difference from the known embeddings that counts as equal. */
export const tolerance = 5e-6;

/** What the demo finds. */
export interface DemoResult {
  /** The sentences given, or the ten. */
  readonly sentences: readonly string[];
  /** Their cosines with each other. */
  readonly similarity: readonly (readonly number[])[];
  /** The ten sentences whose embeddings are known. */
  readonly known: readonly string[];
  /** The cosines of each of `sentences` with each of the ten. */
  readonly similarityToKnown: readonly (readonly number[])[];
  /** The largest difference of the ten's embeddings from the known ones. */
  readonly maxDifference: number;
  /** Generated kernels beside the evaluator, over all sentences. */
  readonly attention: AttentionComparison;
  /** Milliseconds by stage, for all `encoded` sentences. */
  readonly stages: Readonly<Record<string, number>>;
  /** How many sentences were encoded: the ten, and those given. */
  readonly encoded: number;
}

/**
 * Encodes the ten sentences whose embeddings are known and those given, with both attention layers on generated kernels.
 *
 * @param given none for the ten alone.
 * @throws {Error} where a sentence is empty, or the model isn't installed.
 */
export async function runDemo(given: readonly string[]): Promise<DemoResult> {
  const empty = given.findIndex((sentence) => sentence === "");
  if (empty >= 0) {
    throw new Error(`use-lite: sentence ${empty + 1} is empty; there is nothing to embed`);
  }
  const watch = new Stopwatch();
  const model = await watch.measureAsync("load", readUseLite);
  const { attend, compare } = await watch.measureAsync("kernels", () => createKernelAttention(model.weights));
  const encode = createEncoder(model, { attend, measure: watch.measure });
  const known = await readKnown();
  const ten = known.sentences.map(encode);
  const own = given.map(encode);
  const chosen = given.length > 0 ? own : ten;
  return {
    sentences: given.length > 0 ? given : known.sentences,
    similarity: cosines(chosen),
    known: known.sentences,
    similarityToKnown: cosines(chosen, ten),
    maxDifference: Math.max(...ten.map((embedding, i) => maxDifference(embedding, known.embeddings[i] ?? []))),
    attention: compare(),
    stages: watch.stages,
    encoded: ten.length + own.length,
  };
}
