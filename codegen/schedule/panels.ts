import { add as addIndex, constant, constantValue, sub as subIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, load, mul, num, splat } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import type { Machine } from "./machine.js";
import type { Scope } from "./procedures.js";

/*
 * A product with vectors is made of tiles: some rows of the left operand times a panel, the columns of one tile side by
 * side for each k. The last panel of a matrix is filled up, so that every tile is whole.
 */

/** The columns of a panel. */
export function panelWidth(machine: Machine): number {
  return machine.tile.columns[0] ?? 1;
}

/** How many panels hold so many columns. */
export function panelCount(machine: Machine, columns: number): number {
  return Math.ceil(columns / panelWidth(machine));
}

/** What the tiles of one panel multiply, and what becomes of their sums. */
export interface PanelProduct {
  /** How many products a sum has. */
  readonly depth: Affine;
  /** An element of the left operand. */
  left(row: Affine, k: Affine): Expression;
  /** A vector of the panel that starts `offset` columns from its left. */
  right(k: Affine, offset: number): Expression;
  /** Takes the sums of `height` rows from `row` on; `sums` are vectors, first all of a row. */
  finish(row: Affine, sums: readonly (readonly Expression[])[]): void;
}

/** Covers `rows` rows of a panel with tiles. */
export function multiplyPanel(b: ProcedureBuilder, machine: Machine, rows: Affine, product: PanelProduct): void {
  b.strip("row", 0, rows, machine.tile.rows, (row, height) => multiplyTile(b, machine, product, row, height));
}

/**
 * The sums of one tile stay in registers. Where they are so few that each waits for itself, products with even and odd k
 * are added up apart, if their number is known to be even: in another order, and so with another rounding.
 */
function multiplyTile(b: ProcedureBuilder, machine: Machine, product: PanelProduct, row: Affine, height: number): void {
  const { lanes } = machine;
  const offsets = count(panelWidth(machine) / lanes).map((j) => j * lanes);
  const [tallest = 1] = machine.tile.rows;
  const canSplit = 2 * height <= tallest && (constantValue(product.depth) ?? 1) % 2 === 0;
  const chains = count(canSplit ? 2 : 1).map((chain) =>
    count(height).map((i) => offsets.map((_, j) => b.var(`sum${chain === 0 ? "" : "Odd"}${i}_${j}`, num(0, lanes)))),
  );
  b.for("k", 0, product.depth, { step: chains.length }, (first) => {
    for (const chain of chains.keys()) {
      const k = addIndex(first, chain);
      const columns = offsets.map((offset, j) => b.let(`right${j}`, product.right(k, offset)));
      for (const [i, sums] of (chains[chain] ?? []).entries()) {
        const left = b.let(`left${i}`, splat(product.left(addIndex(row, i), k), lanes));
        for (const [j, right] of columns.entries()) {
          const sum = sums[j];
          if (sum) b.assign(sum, add(sum, mul(left, right)));
        }
      }
    }
  });
  const [even = [], odd] = chains;
  product.finish(row, odd ? even.map((sums, i) => sums.map((sum, j) => add(sum, odd[i]?.[j] ?? sum))) : even);
}

/** A tile's sums, which `finishElements` takes one by one. */
export interface SumBlock {
  /** `[rows of a tile, columns of a panel]`. */
  readonly block: Buffer;
  /** How many of the panel's columns there are. */
  readonly columns: Affine;
}

/**
 * Does `store` for each element of a tile. The sums go through a block on their way, which `forwardStores` takes out
 * again where the panel is full.
 */
export function finishElements(
  b: ProcedureBuilder,
  machine: Machine,
  { block, columns }: SumBlock,
  sums: readonly (readonly Expression[])[],
  store: (row: number, offset: Affine, sum: Expression) => void,
): void {
  for (const [i, row] of sums.entries()) {
    for (const [j, sum] of row.entries())
      b.store(block, [i, j * machine.lanes], sum.kind === "name" ? sum : b.let("sum", sum));
  }
  const isFull = constantValue(columns) !== undefined;
  for (const i of sums.keys()) {
    b.for("offset", 0, columns, { unroll: isFull }, (offset) => store(i, offset, load(block, [i, offset])));
  }
}

/** Zeros in all of a block, so that panels which are not full hold numbers. */
export function clear(b: ProcedureBuilder, scope: Scope, block: Buffer): void {
  const store = (at: readonly Affine[]): void => {
    const extent = block.extents[at.length];
    if (!extent) return b.store(scope.use(block), at, num(0));
    b.for(`axis${at.length}`, 0, extent, {}, (index) => store([...at, index]));
  };
  store([]);
}

/** Fills a panel: `write` stores column `offset` of it for one k; columns past the last one are left as they are. */
export function packPanel(
  b: ProcedureBuilder,
  machine: Machine,
  extent: { readonly columns: Affine; readonly depth: Affine },
  write: (offset: Affine, k: Affine) => void,
): void {
  const width = panelWidth(machine);
  const pack = (first: Affine, taken: number): void =>
    b.for("k", 0, extent.depth, {}, (k) => {
      for (const i of count(taken)) write(addIndex(first, i), k);
    });
  const columns = constantValue(extent.columns);
  if (columns !== undefined && columns >= width) pack(constant(0), width);
  else b.strip("column", 0, [width, extent.columns], [width, 1], pack);
}

/** The columns from panel number `panel` on. */
export function columnsFrom(machine: Machine, columns: Affine, panel: Affine): Affine {
  return subIndex(columns, times(panel, panelWidth(machine)));
}

/** 0, 1, .. up to, but without, `n`. */
export function count(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}
