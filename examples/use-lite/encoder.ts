import { dim, tensor } from "heddle";
import type { Tensor } from "heddle";
import { bindParams } from "heddle/weights";
import { config } from "./model.js";
import type { Weights } from "./model.js";
import { useLite, useLiteNames } from "./program.js";
import { createTokenizer } from "./tokenizer.js";
import type { Vocabulary } from "./tokenizer.js";

/** Computes the program: from the ids of tokens to the embedding. A kernel does, and so does the reference evaluator. */
export type Embed = (inputs: { readonly ids: Tensor<["seq"], "i32"> }) => Tensor<[512]>;

/** Turns a sentence into its embedding: 512 float32 numbers, a vector of length 1. */
export type Encoder = (sentence: string) => Float32Array;

/** The model's weights by the names of the program's params. */
export function useLiteParams(weights: Weights) {
  return bindParams(useLite, weights, useLiteNames);
}

/** The program by the reference evaluator. */
export function evaluated(params: ReturnType<typeof useLiteParams>): Embed {
  return ({ ids }) => useLite.evaluate({ ids, ...params });
}

/**
 * Universal Sentence Encoder Lite, one sentence at a time, so that there is no padding. A sentence of more than 128 tokens
 * is cut there, as in the original.
 *
 * @param embed what computes the program.
 * @param warn is told when a sentence is cut.
 * @returns a function that throws where a sentence has no tokens, which only the empty one has not.
 */
export function createEncoder(vocabulary: Vocabulary, embed: Embed, warn = console.warn): Encoder {
  const tokenize = createTokenizer(vocabulary);
  return (sentence) => {
    const ids = cut(tokenize(sentence), warn);
    return embed({ ids: tensor(ids, [dim("seq", ids.length)], "i32") }).data;
  };
}

function cut(ids: readonly number[], warn: (message: string) => void): readonly number[] {
  if (ids.length === 0) {
    throw new Error("use-lite: the sentence is empty; there is nothing to embed");
  }
  if (ids.length > config.maxTokens) {
    warn(`use-lite: the sentence has ${ids.length} tokens; only the first ${config.maxTokens} count`);
  }
  return ids.slice(0, config.maxTokens);
}
