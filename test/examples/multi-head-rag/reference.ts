/*
 * The transformer of the example and the retrieval by heads, by loops over numbers: nothing of the library is used. The
 * block is that of a decoder with normalisation first; the embeddings and the vote are sections 3.1 and 3.2 of the paper.
 */

type Numbers = ArrayLike<number>;

/** The weights by name, `[out, in]`, row-major. */
export type Weights = Readonly<Record<string, Numbers>>;

/** A text's embeddings. */
export interface Embeddings {
  readonly aspects: readonly number[];
  readonly whole: readonly number[];
}

const width = 64;
const heads = 4;
const headWidth = width / heads;
const epsilon = 1e-5;

/** The embeddings of a text of those ids. */
export function embed(ids: readonly number[], weights: Weights): Embeddings {
  const of = (name: string): Numbers => weights[name] ?? [];
  const tokens = [...ids.map((id) => part(of("table"), id)), part(of("end"), 0)];
  const normal = tokens.map((x) => normalised(x, of("norm1")));
  const [q1, k1, v1] = ["wq1", "wk1", "wv1"].map((name) => normal.map((x) => times(x, of(name))));
  const attended = tokens.map((x, position) => {
    const heard = attend(q1?.[position] ?? [], k1?.slice(0, position + 1), v1);
    return plus(x, times(heard, of("wo1")));
  });
  const x = attended.map((row) => {
    const hidden = times(normalised(row, of("norm2")), of("up")).map((each) => Math.max(each, 0));
    return plus(row, times(hidden, of("down")));
  });
  const token = x.at(-1) ?? [];
  const keys = x.map((row) => times(row, of("wk")));
  const values = x.map((row) => times(row, of("wv")));
  const aspects = attend(times(token, of("wq")), keys, values);
  return { aspects, whole: plus(token, times(aspects, of("wo"))) };
}

/** What each head of one query attends to, one after the other. */
function attend(query: readonly number[], keys: readonly number[][] = [], values: readonly number[][] = []): number[] {
  return Array.from({ length: heads }, (_, head) => {
    const from = head * headWidth;
    const powers = keys.map((key) => Math.exp(dot(slice(query, from), slice(key, from)) / Math.sqrt(headWidth)));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return Array.from({ length: headWidth }, (_unused, i) => {
      return powers.reduce((sum, power, key) => sum + (power / total) * (values[key]?.[from + i] ?? NaN), 0);
    });
  }).flat();
}

/** For each head the `count` documents of the greatest cosine, and these cosines. */
export function nearest(query: Numbers, stored: readonly Numbers[], count: number) {
  return Array.from({ length: heads }, (_, head) => {
    const own = slice(query, head * headWidth);
    const cosines = stored.map((each, document) => {
      const other = slice(each, head * headWidth);
      return { document, cosine: dot(own, other) / Math.sqrt(dot(own, own) * dot(other, other)) };
    });
    return cosines.toSorted((left, right) => right.cosine - left.cosine).slice(0, count);
  });
}

function normalised(x: readonly number[], weight: Numbers): number[] {
  const root = Math.sqrt(dot(x, x) / x.length + epsilon);
  return x.map((each, i) => (each / root) * (weight[i] ?? NaN));
}

/** `W x`. */
function times(x: readonly number[], w: Numbers): number[] {
  return Array.from({ length: w.length / x.length }, (_, out) => {
    return x.reduce((sum, each, i) => sum + each * (w[out * x.length + i] ?? NaN), 0);
  });
}

function plus(left: readonly number[], right: readonly number[]): number[] {
  return left.map((x, i) => x + (right[i] ?? NaN));
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, x, i) => sum + x * (right[i] ?? NaN), 0);
}

function slice(x: Numbers, from: number): number[] {
  return Array.from({ length: headWidth }, (_, i) => x[from + i] ?? NaN);
}

function part(table: Numbers, row: number): number[] {
  return Array.from({ length: width }, (_, i) => table[row * width + i] ?? NaN);
}
