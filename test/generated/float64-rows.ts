/** Multi-head self-attention as its definition reads, in float64 throughout, for some rows of the result. Weights are `[out, in]`. */

type Weights = Readonly<Record<string, Float32Array>>;

/** How the rows attend. */
export interface Layout {
  readonly width: number;
  readonly heads: number;
  readonly causal: boolean;
}

/** The rows `wanted` of the result for `x [seq, width]`. */
export function float64Rows(x: Float32Array, weights: Weights, layout: Layout, wanted: readonly number[]): Float64Array[] {
  const { width, heads, causal } = layout;
  const seq = x.length / width;
  const size = width / heads;
  const rows = Array.from({ length: seq }, (_, row) => Float64Array.from(x.subarray(row * width, (row + 1) * width)));
  const keys = rows.map((row) => project(row, weights, "k"));
  const values = rows.map((row) => project(row, weights, "v"));
  return wanted.map((row) => {
    const query = project(rows[row] ?? new Float64Array(width), weights, "q");
    const context = new Float64Array(width);
    for (let head = 0; head < heads; head++) {
      const start = head * size;
      const seen = causal ? keys.slice(0, row + 1) : keys;
      const scores = seen.map((key) => dot(query.subarray(start, start + size), key, start) / Math.sqrt(size));
      const greatest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
      const powers = scores.map((score) => Math.exp(score - greatest));
      const total = powers.reduce((a, b) => a + b, 0);
      for (const [i, power] of powers.entries()) {
        const value = values[i] ?? context;
        for (let d = start; d < start + size; d++) context[d] = (context[d] ?? 0) + (power / total) * (value[d] ?? 0);
      }
    }
    return project(context, weights, "o");
  });
}

/** `weight row + bias`, with the weights called `wq`, `bq` and so on. */
function project(row: Float64Array, weights: Weights, letter: "q" | "k" | "v" | "o"): Float64Array {
  const { [`w${letter}`]: weight, [`b${letter}`]: bias } = weights;
  if (!weight || !bias) throw new Error(`there are no weights w${letter}, b${letter}`);
  return Float64Array.from(bias, (b, out) => dot(row, weight, out * row.length) + b);
}

/** The sum of products of `left` with as many elements of `right` from `start`. */
function dot(left: Float64Array, right: Float32Array | Float64Array, start: number): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[start + i] ?? 0);
  return sum;
}
