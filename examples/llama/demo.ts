import { greedy, type Model } from "./greedy.js";
import { PlainLlama } from "./plain-loops.js";
import type { Weights } from "./weights.js";

/** A kernel of the llama. */
export interface LlamaKernel extends Model {
  reset(): void;
}

/** What one way of computing the llama gave, and how fast. */
export interface Run {
  readonly tokens: readonly number[];
  readonly tokensPerSecond: number;
}

/** What {@link runDemo} found. */
export interface DemoResult {
  readonly prompt: readonly number[];
  readonly kernel: Run;
  readonly loops: Run;
  /** Whether both gave the same tokens. */
  readonly agree: boolean;
}

/** How many tokens of the prompt and of the answer the cache has room for. */
export const context = 512;

/** Decodes until the context is full, with a kernel and with plain loops. */
export function runDemo(kernel: LlamaKernel, weights: Weights, prompt: readonly number[]): DemoResult {
  const count = context - prompt.length + 1;
  const loops = new PlainLlama(weights, context);
  const looped: Model = ({ ids }, logits) => {
    for (const [i, id] of ids.entries()) logits.set(loops.next(id), (i * logits.length) / ids.length);
  };
  const runs = {
    kernel: timed(5, count, () => (kernel.reset(), greedy(kernel, prompt, count))),
    loops: timed(2, count, () => (loops.reset(), greedy(looped, prompt, count))),
  };
  const agree = runs.kernel.tokens.every((token, i) => token === runs.loops.tokens[i]);
  return { prompt, ...runs, agree };
}

/** The fastest of some runs, the first of which lets the engine compile. */
function timed(repeats: number, count: number, decode: () => readonly number[]): Run {
  let tokens: readonly number[] = [];
  let best = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    tokens = decode();
    best = Math.min(best, performance.now() - start);
  }
  return { tokens, tokensPerSecond: (count / best) * 1000 };
}
