import { generator } from "../random.js";
import { llama } from "./program.js";

/** The weights of the llama by name, row-major. */
export type Weights = Readonly<Record<keyof typeof llama.params, Float32Array>>;

/** Any other gives other weights, and other tokens. */
const seed = 12_345;

/** Weights from a seeded generator: nothing is trained here, so the tokens mean nothing. */
export function randomWeights(): Weights {
  const random = generator(seed);
  const entries = Object.entries(llama.params).map(([name, { shape }]) => {
    const [rows, columns] = shape;
    if (columns === undefined) return [name, Float32Array.from({ length: rows }, () => 1 + random() / 4)];
    // Layers that change the state much: else the model says the same token again and again.
    const deviation = (name === "embeddings" ? 1 : 2) / Math.sqrt(columns);
    return [name, Float32Array.from({ length: rows * columns }, () => random() * Math.sqrt(3) * deviation)];
  });
  return Object.fromEntries(entries);
}
