/** Which score is computed. */
export interface At {
  readonly b: number;
  readonly h: number;
  readonly q: number;
  readonly k: number;
}

/** An attention over `[batch, heads, length, width]` as mathematics has it, written in plain loops over float64. */
export interface PlainAttention {
  readonly sizes: {
    readonly batch: number;
    readonly heads: number;
    readonly kvHeads: number;
    readonly queries: number;
    readonly keys: number;
    readonly width: number;
    readonly valueWidth: number;
  };
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
  readonly scale: number;
  readonly score: (score: number, at: At) => number;
  readonly bias: (at: At) => number;
  readonly allowed: (at: At) => boolean;
  /** The score of a key without a value, for each head. */
  readonly sink: (h: number) => number;
}

/** The output, the weights and the logarithm of the denominator of each row, row-major. */
export interface PlainResults {
  readonly output: number[];
  readonly probabilities: number[];
  readonly logSumExp: number[];
}

/** Computes it row by row. A row without a key gives zeros. */
export function plainAttention(given: PlainAttention): PlainResults {
  const { batch, heads, kvHeads, queries, keys, width, valueWidth } = given.sizes;
  const results: PlainResults = { output: [], probabilities: [], logSumExp: [] };
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const kv = b * kvHeads + Math.floor(h / (heads / kvHeads));
      for (let q = 0; q < queries; q++) {
        const powers = Array.from({ length: keys }, (_, k) => {
          const at = { b, h, q, k };
          if (!given.allowed(at) || given.bias(at) === -Infinity) return 0;
          let product = 0;
          for (let d = 0; d < width; d++) {
            product += given.q[((b * heads + h) * queries + q) * width + d]! * given.k[(kv * keys + k) * width + d]!;
          }
          return Math.exp(given.score(given.scale * product, at) + given.bias(at));
        });
        const total = powers.reduce((sum, power) => sum + power, Math.exp(given.sink(h)));
        const weights = powers.map((power) => (power === 0 ? 0 : power / total));
        results.probabilities.push(...weights);
        results.logSumExp.push(Math.log(total));
        for (let d = 0; d < valueWidth; d++) {
          const parts = weights.map((weight, k) => weight * given.v[(kv * keys + k) * valueWidth + d]!);
          results.output.push(parts.reduce((sum, part) => sum + part, 0));
        }
      }
    }
  }
  return results;
}
