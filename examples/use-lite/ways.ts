import { createUseLite } from "../../generated/useLite/index.js";
import { maxDifference } from "../max-difference.js";
import { createEncoder, evaluated, useLiteParams } from "./encoder.js";
import type { Embed, Encoder } from "./encoder.js";
import type { KnownEmbeddings } from "./known.js";
import type { UseLiteModel } from "./model.js";

/** The ways to compute the program, the fastest first. */
export const ways = ["wasm", "typescript", "evaluator"] as const;

/** A way to compute the program. */
export type Way = (typeof ways)[number];

/** What a way needs for the sentences whose embeddings are known, and how near it comes. */
export interface Run {
  readonly way: Way;
  /** Milliseconds for making it, from the weights in memory. */
  readonly making: number;
  /** Milliseconds for all sentences, before the engine has optimised the code, and the fastest time of some after that. */
  readonly first: number;
  readonly again: number;
  /** The largest difference from the known embeddings. */
  readonly maxDifference: number;
}

/** An encoder, and how it did. */
export interface Tried {
  readonly encode: Encoder;
  readonly run: Run;
}

/** Makes an encoder and runs it on the known sentences, `repeats` times after the first. */
export async function tryWay(
  way: Way,
  { weights, vocabulary }: UseLiteModel,
  { sentences, embeddings }: KnownEmbeddings,
  repeats: number,
): Promise<Tried> {
  const params = useLiteParams(weights);
  const [encode, making] = await timed(async () => createEncoder(vocabulary, await makeWay(way, params)));
  const [found, first] = await timed(async () => sentences.map(encode));
  let again = first;
  for (let i = 0; i < repeats; i++) {
    const [, time] = await timed(async () => sentences.map(encode));
    again = Math.min(again, time);
  }
  const differences = found.map((embedding, i) => maxDifference(embedding, embeddings[i] ?? []));
  return { encode, run: { way, making, first, again, maxDifference: Math.max(...differences) } };
}

async function makeWay(way: Way, params: ReturnType<typeof useLiteParams>): Promise<Embed> {
  return way === "evaluator" ? evaluated(params) : await createUseLite(params, { target: way });
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [result: T, milliseconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
