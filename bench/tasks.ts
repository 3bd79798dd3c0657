/** A layer of multi-head self-attention on a whole sequence. */
export interface LayerTask {
  readonly kind: "layer";
  readonly seq: number;
  readonly width: number;
  readonly heads: number;
  readonly isCausal: boolean;
}

/**
 * The same layer on the next token alone, whose own key and value join the `past` ones of a cache. Its result is the
 * token's row; whether the longer cache is given back is left to whoever computes it.
 */
export interface DecodeTask {
  readonly kind: "decode";
  readonly past: number;
  readonly width: number;
  readonly heads: number;
}

/** `x [rows, depth]` times `w [columns, depth]` transposed. */
export interface ProductTask {
  readonly kind: "product";
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

/** The embedding of one of the known sentences, from the ids of its tokens, by Universal Sentence Encoder Lite. */
export interface SentenceTask {
  readonly kind: "sentence";
  /** Which of the ten, from 0. */
  readonly sentence: number;
  /** Its tokens. */
  readonly ids: readonly number[];
}

/**
 * A text of the small llama in the examples, token by token: each is the likeliest after those before it. Its result are
 * the logits that the last one is chosen by.
 */
export interface TextTask {
  readonly kind: "text";
  /** How many tokens are decoded. */
  readonly tokens: number;
}

/** What is computed, whoever does it. */
export type Task = LayerTask | DecodeTask | ProductTask | SentenceTask | TextTask;

/** The number of elements of a task's result. */
export function resultLength(task: Task): number {
  switch (task.kind) {
    case "layer":
      return task.seq * task.width;
    case "decode":
      return task.width;
    case "product":
      return task.rows * task.columns;
    case "sentence":
    case "text":
      return 512;
  }
}

/** The weights of Universal Sentence Encoder Lite without the embedding, of which a sentence reads a few rows. */
const USE_LITE_BYTES = 4 * 4_927_232;

/** The weights of the llama. */
const LLAMA_BYTES = 4 * 262_848;

/** The bytes of float32 that a task has to read at least: weights, and the cache where there is one. */
export function bytesRead(task: Task): number {
  switch (task.kind) {
    case "layer":
      return 4 * (4 * task.width ** 2 + task.seq * task.width);
    case "decode":
      return 4 * (4 * task.width ** 2 + 2 * task.past * task.width);
    case "product":
      return 4 * task.depth * (task.rows + task.columns);
    case "sentence":
      return USE_LITE_BYTES;
    case "text":
      return task.tokens * LLAMA_BYTES;
  }
}
