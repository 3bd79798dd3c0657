import type { Weights } from "./weights.js";

const features = 64;
const layers = [0, 1, 2, 3, 4] as const;
const heads = 8;
const kvHeads = 4;
/** Of a head. */
const width = 8;
/** Of a position's keys, or values. */
const kept = kvHeads * width;

/**
 * The llama of `program.ts` as loops over arrays, one token at a time and in float64: what it computes, without the
 * library.
 */
export class PlainLlama {
  readonly #weights: Weights;
  /** Of each layer, `[position, head, feature]`. */
  readonly #keys: readonly Float32Array[];
  readonly #values: readonly Float32Array[];
  readonly #angles: readonly Angles[];
  #length = 0;

  /** `context` is how many tokens there is room for. */
  constructor(weights: Weights, context: number) {
    this.#weights = weights;
    this.#keys = layers.map(() => new Float32Array(context * kept));
    this.#values = layers.map(() => new Float32Array(context * kept));
    this.#angles = Array.from({ length: context }, (_, position) => anglesAt(position));
  }

  /** Forgets all tokens. */
  reset(): void {
    this.#length = 0;
  }

  /** The logits of what comes after token `id` and those before it. Throws RangeError where there is no room for it. */
  next(id: number): Float64Array {
    const position = this.#length;
    const angles = this.#angles[position];
    if (!angles) throw new RangeError(`there is room for ${position} tokens`);
    this.#length++;
    const w = this.#weights;
    const x = Float64Array.from(w.embeddings.subarray(id * features, (id + 1) * features));
    for (const layer of layers) {
      const [keys, values] = [this.#keys[layer]!, this.#values[layer]!];
      const h = normalised(x, w[`layer${layer}_attentionNorm`]);
      const query = turned(product(w[`layer${layer}_wq`], h), angles);
      keys.set(turned(product(w[`layer${layer}_wk`], h), angles), position * kept);
      values.set(product(w[`layer${layer}_wv`], h), position * kept);
      addTo(x, product(w[`layer${layer}_wo`], attended(query, keys, values, position + 1)));
      const g = normalised(x, w[`layer${layer}_feedForwardNorm`]);
      const [gate, up] = [product(w[`layer${layer}_gate`], g), product(w[`layer${layer}_up`], g)];
      for (let i = 0; i < up.length; i++) up[i]! *= gate[i]! / (1 + Math.exp(-gate[i]!));
      addTo(x, product(w[`layer${layer}_down`], up));
    }
    return product(w.embeddings, normalised(x, w.norm));
  }
}

/** `weight x`, for a weight `[out, in]`. */
function product(weight: Float32Array, x: Float64Array): Float64Array {
  const depth = x.length;
  const result = new Float64Array(weight.length / depth);
  for (let row = 0; row < result.length; row++) {
    let sum = 0;
    for (let k = 0; k < depth; k++) sum += weight[row * depth + k]! * x[k]!;
    result[row] = sum;
  }
  return result;
}

function normalised(x: Float64Array, weight: Float32Array): Float64Array {
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += x[i]! * x[i]!;
  const scale = 1 / Math.sqrt(squares / x.length + 1e-5);
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = x[i]! * scale * weight[i]!;
  return result;
}

function addTo(x: Float64Array, more: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i]! += more[i]!;
}

/** The cosines and sines that a position turns the pairs of a head by. */
interface Angles {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

function anglesAt(position: number): Angles {
  const angles = Float64Array.from({ length: width / 2 }, (_, pair) => position * 10000 ** ((-2 * pair) / width));
  return { cos: angles.map(Math.cos), sin: angles.map(Math.sin) };
}

/** Turns neighbouring features of each head. */
function turned(x: Float64Array, { cos, sin }: Angles): Float64Array {
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i += 2) {
    const [c, s] = [cos[(i % width) / 2]!, sin[(i % width) / 2]!];
    result[i] = x[i]! * c - x[i + 1]! * s;
    result[i + 1] = x[i]! * s + x[i + 1]! * c;
  }
  return result;
}

/** What each head gathers from the first `length` positions; two query heads read one key and value head. */
function attended(query: Float64Array, keys: Float32Array, values: Float32Array, length: number): Float64Array {
  const result = new Float64Array(heads * width);
  const scores = new Float64Array(length);
  for (let head = 0; head < heads; head++) {
    const [from, shared] = [head * width, Math.floor(head / (heads / kvHeads)) * width];
    let greatest = -Infinity;
    for (let key = 0; key < length; key++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += query[from + k]! * keys[key * kept + shared + k]!;
      scores[key] = sum / Math.sqrt(width);
      greatest = Math.max(greatest, scores[key]!);
    }
    let total = 0;
    for (let key = 0; key < length; key++) {
      const weight = Math.exp(scores[key]! - greatest);
      total += weight;
      for (let k = 0; k < width; k++) result[from + k]! += weight * values[key * kept + shared + k]!;
    }
    for (let k = 0; k < width; k++) result[from + k]! /= total;
  }
  return result;
}
