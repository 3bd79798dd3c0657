import { readFileSync } from "node:fs";
import { bindParams, readSafetensors } from "heddle/weights";
import { readUseLite } from "../examples/use-lite/model.js";
import { useLite, useLiteNames } from "../examples/use-lite/program.js";
import type { Arrays } from "./layer.js";

/** A sentence whose embedding is known. */
export interface KnownSentence {
  /** Its tokens. */
  readonly ids: readonly number[];
  /** As the original model in float64 gives it. */
  readonly embedding: Float64Array;
}

/** The ten sentences of the demo of Universal Sentence Encoder Lite. */
export function knownSentences(): readonly KnownSentence[] {
  const { ids }: { readonly ids: readonly (readonly number[])[] } = JSON.parse(
    new TextDecoder().decode(fileOf("sentences.json")),
  );
  const embeddings = Array.from(
    readSafetensors(fileOf("embeddings.safetensors")).get("expected.embedding_f64")?.data ?? [],
    Number,
  );
  const width = embeddings.length / ids.length;
  return ids.map((tokens, i) => ({
    ids: tokens,
    embedding: Float64Array.from(embeddings.slice(i * width, (i + 1) * width)),
  }));
}

/** The weights of the model by the names of the program's params, from the installed package. */
export async function useLiteWeights(): Promise<Arrays> {
  const { weights } = await readUseLite();
  const bound = Object.entries(bindParams(useLite, weights, useLiteNames));
  return Object.fromEntries(bound.map(([name, { data }]) => [name, data]));
}

function fileOf(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../examples/use-lite/known/${name}`, import.meta.url)));
}
