import { add as addIndex, type AffineLike, constant } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, load, mul, num } from "../ir/expressions.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import type { Machine } from "./machine.js";
import { call, type Defined, type Procedures } from "./procedures.js";

/** A product of two packed blocks: `result[row, column] = sum over k of left[row, k] * right[column, k]`. */
export interface BlockProduct {
  readonly name: string;
  /** How many products a sum has, or, where a call says how many, how many at most. */
  readonly depth: number;
  readonly isOpen: boolean;
  /** `[rows, depth]`. */
  readonly left: Buffer;
  /** `[columns, depth]`: a column's summands follow each other, as a row's do. */
  readonly right: Buffer;
  /** `[rows, columns]`. */
  readonly result: Buffer;
}

/**
 * The procedure of a product of blocks, for so many rows and columns (and so many products, where `depth` is open): it
 * covers them with tiles, columns outside, so that those of one tile stay in first-level cache.
 */
export function defineBlockProduct(procedures: Procedures, machine: Machine, product: BlockProduct): Defined {
  const outline = { name: nameOf(product), summary: "Covers `rows` rows and `columns` columns with tiles." };
  const indices = ["rows", "columns", ...openDepth(product)];
  return procedures.define({ ...outline, indices }, (b, scope, rows, columns, ...depth) =>
    b.strip("column", 0, columns ?? 0, machine.tile.columns, (column, wide) =>
      b.strip("row", 0, rows ?? 0, machine.tile.rows, (row, tall) =>
        call(b, scope, defineTile(procedures, machine, product, tall, wide), [row, column, ...depth]),
      ),
    ),
  );
}

/** {@link defineBlockProduct} for a block of exactly the columns of one tile: the tiles know where it starts. */
export function definePanelProduct(
  procedures: Procedures,
  machine: Machine,
  product: BlockProduct,
  columns: number,
): Defined {
  const outline = { name: `${nameOf(product)}Panel${columns}`, summary: "Covers `rows` rows of a panel with tiles." };
  const indices = ["rows", ...openDepth(product)];
  return procedures.define({ ...outline, indices }, (b, scope, rows, ...depth) =>
    b.strip("row", 0, rows ?? 0, machine.tile.rows, (row, tall) =>
      call(b, scope, defineTile(procedures, machine, product, tall, columns, 0), [row, ...depth]),
    ),
  );
}

/** The procedure of one tile, for the row where it starts, and the column unless that is `start`. */
function defineTile(
  procedures: Procedures,
  machine: Machine,
  product: BlockProduct,
  height: number,
  width: number,
  start?: number,
): Defined {
  const { depth, isOpen } = product;
  const outline = {
    name: `${product.name}${height}x${width}${isOpen ? "" : `x${depth}`}`,
    summary: `${height} x ${width} sums of ${isOpen ? "`depth`" : depth} products, kept in registers.`,
    indices: ["row", ...(start === undefined ? ["column"] : []), ...openDepth(product)],
  };
  return procedures.define(outline, (b, _scope, row, ...others) => {
    const column = start === undefined ? others[0] : constant(start);
    const end = isOpen ? others.at(-1) : constant(depth);
    if (!row || !column || !end) throw new Error("a tile is called with the indices of its outline");
    const stretch = Math.ceil(depth / machine.tile.stretches);
    writeSums(b, product, { rows: height, columns: width, end, stretch }, row, column);
  });
}

function nameOf({ name, depth, isOpen }: BlockProduct): string {
  return isOpen ? name : `${name}${depth}`;
}

function openDepth({ isOpen }: BlockProduct): readonly string[] {
  return isOpen ? ["depth"] : [];
}

/** The sums of a tile: unrolled over rows and columns, looped over the products, a stretch of them after the other. */
function writeSums(
  b: ProcedureBuilder,
  { left, right, result, depth }: BlockProduct,
  size: { readonly rows: number; readonly columns: number; readonly end: Affine; readonly stretch: number },
  row: Affine,
  column: Affine,
): void {
  const sums = count(size.rows).map((i) => count(size.columns).map((j) => b.var(`sum${i}_${j}`, num(0))));
  for (let from = 0; from < depth; from += size.stretch) {
    b.for("k", from, [Math.min(from + size.stretch, depth), size.end], {}, (k) => {
      const columnValues = count(size.columns).map((j) => b.let(`right${j}`, load(right, [addIndex(column, j), k])));
      for (const [i, rowSums] of sums.entries()) {
        const rowValue = b.let(`left${i}`, load(left, [addIndex(row, i), k]));
        for (const [j, sum] of rowSums.entries()) {
          const columnValue = columnValues[j];
          if (columnValue) b.assign(sum, add(sum, mul(rowValue, columnValue)));
        }
      }
    });
  }
  for (const [i, rowSums] of sums.entries()) {
    for (const [j, sum] of rowSums.entries()) b.store(result, [addIndex(row, i), addIndex(column, j)], sum);
  }
}

/** Fills a block that tiles read: `write` stores one element of a row. Rows are taken as tiles take them. */
export function packRows(
  b: ProcedureBuilder,
  heights: readonly number[],
  extent: { readonly rows: AffineLike; readonly depth: AffineLike },
  write: (row: Affine, k: Affine) => void,
): void {
  b.strip("row", 0, extent.rows, heights, (row, tall) =>
    b.for("k", 0, extent.depth, {}, (k) => {
      for (const i of count(tall)) write(addIndex(row, i), k);
    }),
  );
}

function count(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}
