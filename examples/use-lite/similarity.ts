/** A vector such as an embedding. */
export type Vector = ArrayLike<number>;

/** The cosine of the angle between each two vectors, from -1 to 1: `[vectors, others]`. */
export function cosines(vectors: readonly Vector[], others: readonly Vector[] = vectors): number[][] {
  return vectors.map((vector) => others.map((other) => cosine(vector, other)));
}

function cosine(left: Vector, right: Vector): number {
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

function dot(left: Vector, right: Vector): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? NaN) * (right[i] ?? NaN);
  return sum;
}

/** Something and how like it is. */
export interface Match {
  /** Its place in the row. */
  readonly index: number;
  readonly similarity: number;
}

/** The largest element of a row of {@link cosines}, which must not be empty. */
export function nearest(row: readonly number[]): Match {
  const similarity = Math.max(...row);
  return { index: row.indexOf(similarity), similarity };
}

/** A pair of vectors and how alike they are. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly similarity: number;
}

/** The `count` pairs of different vectors that are most alike, by the matrix of {@link cosines}. */
export function closestPairs(similarity: readonly (readonly number[])[], count: number): readonly Pair[] {
  const pairs = similarity.flatMap((row, first) =>
    row.slice(0, first).map((value, second) => ({ first: second, second: first, similarity: value })),
  );
  return pairs.toSorted((left, right) => right.similarity - left.similarity).slice(0, count);
}
