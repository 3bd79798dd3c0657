import type { AttentionMask } from "heddle/weights";
import type { Reference } from "../accuracy.js";

/** How much of a row of the scores' matrix a mask hides: nothing, some heads' share, or all of it. */
export type Hidden = "no" | "partly" | "wholly";

/** The sizes of the scores. */
export interface ScoreSizes {
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
}

/** For each `[batch, head, query]`: 1 where the mask leaves the query no key in that head. */
export function emptyRowsOf(mask: AttentionMask | undefined, sizes: ScoreSizes): Uint8Array {
  const { batch, heads, queries, keys } = sizes;
  const rows = new Uint8Array(batch * heads * queries);
  if (mask === undefined) return rows;
  const shape = [...Array<number>(4 - mask.shape.length).fill(1), ...mask.shape];
  const hides = mask.dtype === "bool" ? 0 : -Infinity;
  for (let row = 0; row < rows.length; row++) {
    const at = [Math.floor(row / queries / heads), Math.floor(row / queries) % heads, row % queries];
    let isEmpty = true;
    for (let key = 0; key < keys && isEmpty; key++) isEmpty = mask.data[offset(shape, [...at, key])] === hides;
    rows[row] = Number(isEmpty);
  }
  return rows;
}

/** Where an element lies; along axes of size 1 the only one counts. */
function offset(shape: readonly number[], indices: readonly number[]): number {
  return shape.reduce((sum, size, axis) => sum * size + (size === 1 ? 0 : (indices[axis] ?? 0)), 0);
}

/** {@link emptyRowsOf}, for each `[batch, head, query]`. */
export function hiddenPerHead(rows: Uint8Array): readonly Hidden[] {
  return Array.from(rows, (empty) => (empty === 1 ? "wholly" : "no"));
}

/** {@link emptyRowsOf}, for each `[batch, query]` over all heads. */
export function hiddenInAllHeads(rows: Uint8Array, { batch, heads, queries }: ScoreSizes): readonly Hidden[] {
  return Array.from({ length: batch * queries }, (_, row) => {
    const [entry, query] = [Math.floor(row / queries), row % queries];
    let count = 0;
    for (let head = 0; head < heads; head++) count += rows[(entry * heads + head) * queries + query] ?? 0;
    return count === 0 ? "no" : count === heads ? "wholly" : "partly";
  });
}

/** A reference whose NaN rows have what heddle's rule gives there, and how many they were. */
export interface Completed {
  readonly reference: Reference;
  readonly rows: number;
  /** Rows of NaN in which some heads see keys: PyTorch doesn't tell what those heads give. */
  readonly unknown: number;
}

/**
 * Where the mask leaves a query no key PyTorch gives NaN and heddle zeros: such rows become `row`. Others stay as they
 * are, so that a NaN without a reason is found.
 */
export function withoutEmptyRows(
  { shape, float32, float64 }: Reference,
  hidden: readonly Hidden[],
  row: Float32Array,
): Completed {
  const completed = { shape, float32: float32.slice(), float64: float64.slice() };
  let [rows, unknown] = [0, 0];
  for (const [index, how] of hidden.entries()) {
    const start = index * row.length;
    if (how === "no" || !float64.subarray(start, start + row.length).every(Number.isNaN)) continue;
    if (how === "partly") unknown++;
    else rows++;
    completed.float32.set(row, start);
    completed.float64.set(row, start);
  }
  return { reference: completed, rows, unknown };
}
