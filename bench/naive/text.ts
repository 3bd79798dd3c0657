import { likeliest } from "../../examples/llama/greedy.js";
import { PlainLlama } from "../../examples/llama/plain-loops.js";
import type { TextJob } from "../job.js";

/**
 * A function that decodes a text as plain loops over typed arrays do it, in float64, and gives the logits that follow the
 * last token but one.
 */
export function naiveText({ params, prompt, tokens }: TextJob): () => Float64Array {
  const llama = new PlainLlama(params, tokens);
  return () => {
    llama.reset();
    let logits: Float64Array = new Float64Array();
    for (const id of prompt) logits = llama.next(id);
    for (let i = 1; i < tokens; i++) logits = llama.next(likeliest(logits));
    return logits;
  };
}
