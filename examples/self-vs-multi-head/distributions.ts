/** One head's attention: for each token, a query, its weights over all tokens, which sum to 1. */
export type Distributions = readonly (readonly number[])[];

/** The distributions in `data`, `[heads, length, length]` in row-major order. */
export function distributionsOf(data: Float32Array, length: number): readonly Distributions[] {
  const rows = Array.from({ length: data.length / length }, (_, row) =>
    Array.from(data.subarray(row * length, (row + 1) * length)),
  );
  return Array.from({ length: rows.length / length }, (_, head) => rows.slice(head * length, (head + 1) * length));
}

/** The token that one token looks at most, by its place, and the weight. */
export interface Favourite {
  readonly token: number;
  readonly weight: number;
}

/** What the token at `query` looks at most. */
export function favouriteOf(distributions: Distributions, query: number): Favourite {
  const row = distributions[query] ?? [];
  const weight = Math.max(...row);
  return { token: row.indexOf(weight), weight };
}

/** The token whose heads disagree the most: they have the most different favourites. The first of several. */
export function mostDivided(heads: readonly Distributions[]): number {
  const queries = heads[0]?.map((_, query) => new Set(heads.map((head) => favouriteOf(head, query).token)).size) ?? [];
  return queries.indexOf(Math.max(...queries));
}
