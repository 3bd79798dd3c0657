import { readFile } from "node:fs/promises";
import { readSafetensors } from "heddle/weights";
import { arrayOf, isRecord, isString } from "./json-shape.js";

/** Sentences whose embeddings are known. */
export interface KnownEmbeddings {
  readonly sentences: readonly string[];
  /** 512 numbers a sentence, as the original model in float64 gives them. */
  readonly embeddings: readonly (readonly number[])[];
}

/** Reads the ten sentences in the folder `known` beside this file. */
export async function readKnown(): Promise<KnownEmbeddings> {
  const [text, bytes] = await Promise.all([readKnownFile("sentences.json"), readKnownFile("embeddings.safetensors")]);
  const json: unknown = JSON.parse(text.toString());
  const sentences = arrayOf(isRecord(json) ? json["sentences"] : undefined, isString, "known/sentences.json");
  const numbers = Array.from(readSafetensors(bytes).get("expected.embedding_f64")?.data ?? [], Number);
  const width = numbers.length / sentences.length;
  return { sentences, embeddings: sentences.map((_, i) => numbers.slice(i * width, (i + 1) * width)) };
}

function readKnownFile(name: string) {
  return readFile(new URL(`known/${name}`, import.meta.url));
}
