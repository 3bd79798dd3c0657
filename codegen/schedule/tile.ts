import { add as addIndex, type AffineLike } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, load, mul, num } from "../ir/expressions.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import type { Machine } from "./machine.js";
import type { Defined, Procedures } from "./procedures.js";

/** A small product kept in registers: some rows of one block times some rows of another, summed over `depth`. */
export interface Tile {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** A number, or an index that the caller gives. */
  readonly depth: number | "depth";
  /** `[rows, depth]`. */
  readonly left: Buffer;
  /** `[columns, depth]`: a column's summands follow each other, as a row's do. */
  readonly right: Buffer;
  /** `[rows, columns]`. */
  readonly result: Buffer;
}

/**
 * The procedure of a tile, for the row and the column where it starts: unrolled over its rows and columns, looped over
 * the sum. Functions of this size are what a just-in-time compiler keeps wholly in registers.
 */
export function defineTile(procedures: Procedures, tile: Tile): Defined {
  const { rows, columns, depth, left, right, result } = tile;
  const name = `${tile.name}${rows}x${columns}${depth === "depth" ? "" : `x${depth}`}`;
  const summary = `${rows} x ${columns} sums of ${depth === "depth" ? "`depth`" : depth} products, kept in registers.`;
  const indices = depth === "depth" ? ["row", "column", "depth"] : ["row", "column"];
  return procedures.define({ name, summary, indices }, (b, _scope, row, column, given) => {
    const sums = count(rows).map((i) => count(columns).map((j) => b.var(`sum${i}_${j}`, num(0))));
    b.for("k", 0, depth === "depth" ? (given ?? 0) : depth, {}, (k) => {
      const columnValues = count(columns).map((j) => b.let(`right${j}`, load(right, [beside(column, j), k])));
      for (const [i, rowSums] of sums.entries()) {
        const rowValue = b.let(`left${i}`, load(left, [beside(row, i), k]));
        for (const [j, sum] of rowSums.entries()) {
          const columnValue = columnValues[j];
          if (columnValue) b.assign(sum, add(sum, mul(rowValue, columnValue)));
        }
      }
    });
    for (const [i, rowSums] of sums.entries()) {
      for (const [j, sum] of rowSums.entries()) b.store(result, [beside(row, i), beside(column, j)], sum);
    }
  });
}

/** Runs tiles over all rows and columns: columns outside, so that those of one tile stay in first-level cache. */
export function overTiles(
  b: ProcedureBuilder,
  machine: Machine,
  extent: { readonly rows: AffineLike; readonly columns: AffineLike },
  tile: (rows: number, columns: number, row: Affine, column: Affine) => void,
): void {
  b.strip("column", 0, extent.columns, machine.tile.columns, (column, wide) =>
    b.strip("row", 0, extent.rows, machine.tile.rows, (row, tall) => tile(tall, wide, row, column)),
  );
}

/** Fills a block that tiles read `banks` rows of at a time: `write` stores one element of a row. */
export function packRows(
  b: ProcedureBuilder,
  widths: readonly number[],
  extent: { readonly rows: AffineLike; readonly depth: AffineLike },
  write: (row: Affine, k: Affine) => void,
): void {
  b.strip("row", 0, extent.rows, widths, (row, tall) =>
    b.for("k", 0, extent.depth, {}, (k) => {
      for (const i of count(tall)) write(addIndex(row, i), k);
    }),
  );
}

function count(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function beside(index: Affine | undefined, i: number): Affine {
  return addIndex(index ?? 0, i);
}
