/** A model as decoding sees it: kernels of the llama are such models, and keep what they were given before. */
export interface Model {
  /** Takes tokens and writes the logits of what comes after each. */
  (inputs: { readonly ids: Int32Array }, logits: Float32Array): unknown;
}

const vocabulary = 512;

/** The `count` likeliest tokens after a prompt, one after the other: the prompt is one call, and each token another. */
export function greedy(model: Model, prompt: readonly number[], count: number): readonly number[] {
  const ofPrompt = new Float32Array(prompt.length * vocabulary);
  model({ ids: Int32Array.from(prompt) }, ofPrompt);
  const tokens = [likeliest(ofPrompt.subarray(-vocabulary))];
  const ids = new Int32Array(1);
  const logits = new Float32Array(vocabulary);
  while (tokens.length < count) {
    ids[0] = tokens.at(-1) ?? 0;
    model({ ids }, logits);
    tokens.push(likeliest(logits));
  }
  return tokens;
}

/** The number of the greatest. */
export function likeliest(logits: Float32Array | Float64Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}
