import { readKnown } from "./known.js";
import { readUseLite } from "./model.js";
import { cosines } from "./similarity.js";
import { type Run, tryWay } from "./ways.js";

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
  /** The largest difference of the ten's embeddings from the known ones, on any target. */
  readonly maxDifference: number;
  /** The ten on each target and by the evaluator. */
  readonly runs: readonly Run[];
  /** Milliseconds for reading the model's files. */
  readonly loading: number;
}

/**
 * Encodes the ten sentences whose embeddings are known and those given by the generated WebAssembly kernel, and the ten
 * by the TypeScript kernel and the reference evaluator too.
 *
 * @param given none for the ten alone.
 * @throws {Error} where a sentence is empty, or the model isn't installed.
 */
export async function runDemo(given: readonly string[]): Promise<DemoResult> {
  const empty = given.findIndex((sentence) => sentence === "");
  if (empty >= 0) {
    throw new Error(`use-lite: sentence ${empty + 1} is empty; there is nothing to embed`);
  }
  const start = performance.now();
  const model = await readUseLite();
  const loading = performance.now() - start;
  const known = await readKnown();
  const { encode, run } = await tryWay("wasm", model, known, 10);
  const others = [await tryWay("typescript", model, known, 3), await tryWay("evaluator", model, known, 1)];
  const runs = [run, ...others.map((other) => other.run)];
  const ten = known.sentences.map(encode);
  const chosen = given.length > 0 ? given.map(encode) : ten;
  return {
    sentences: given.length > 0 ? given : known.sentences,
    similarity: cosines(chosen),
    known: known.sentences,
    similarityToKnown: cosines(chosen, ten),
    maxDifference: Math.max(...runs.map(({ maxDifference }) => maxDifference)),
    runs,
    loading,
  };
}
