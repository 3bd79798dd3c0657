import { add as addIndex, type BoundLike, constant, constantValue, sub as subIndex, times } from "../ir/affine.js";
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

/** Covers these rows of a panel with tiles. */
export function multiplyPanel(
  b: ProcedureBuilder,
  machine: Machine,
  rows: { readonly from: Affine; readonly to: BoundLike },
  product: PanelProduct,
): void {
  b.strip("row", rows.from, rows.to, machine.tile.rows, (row, height) =>
    multiplyTile(b, machine, product, row, height),
  );
}

/**
 * Covers `rows` rows of a group of panels with tiles: all panels for the rows of one tile, then the next rows. The rows
 * stay in the first-level cache, and the panels come from the second level in one stream, which the processor sees
 * coming. One panel at a time for all rows would make it fetch a panel, stop, and fetch again.
 */
export function multiplyPanels(
  b: ProcedureBuilder,
  machine: Machine,
  rows: Affine,
  group: { readonly from: Affine; readonly to: BoundLike },
  product: (panel: Affine) => PanelProduct,
): void {
  b.strip("row", 0, rows, machine.tile.rows, (row, height) =>
    b.for("panel", group.from, group.to, {}, (panel) => multiplyTile(b, machine, product(panel), row, height)),
  );
}

/**
 * How many of `panels` panels, each of `depth` rows, make a group that stays in the second-level cache. Groups are about
 * equal, and about a multiple of {@link SHARES} in number, so that threads get as much each.
 */
export function groupOf(machine: Machine, panels: number, depth: number): number {
  const most = Math.max(1, Math.floor(machine.blockElements / (depth * panelWidth(machine))));
  const groups = Math.ceil(panels / most / SHARES) * SHARES;
  return Math.ceil(panels / groups);
}
const SHARES = 8;

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
  eachSummand(b, product.depth, height === tallest ? machine.tile.summands : chains.length, (k, step) => {
    const columns = offsets.map((offset, j) => b.let(`right${j}`, product.right(k, offset)));
    for (const [i, sums] of (chains[step % chains.length] ?? []).entries()) {
      const left = b.let(`left${i}`, splat(product.left(addIndex(row, i), k), lanes));
      for (const [j, right] of columns.entries()) {
        const sum = sums[j];
        if (sum) b.assign(sum, add(sum, mul(left, right)));
      }
    }
  });
  const [even = [], odd] = chains;
  product.finish(row, odd ? even.map((sums, i) => sums.map((sum, j) => add(sum, odd[i]?.[j] ?? sum))) : even);
}

/**
 * Passes through the summands of a tile, `wanted` in each, and what is left over one by one. `body` gets each summand and
 * its number in the pass.
 */
function eachSummand(
  b: ProcedureBuilder,
  depth: Affine,
  wanted: number,
  body: (k: Affine, step: number) => void,
): void {
  const pass = (first: Affine, steps: number): void => {
    for (const step of count(steps)) body(addIndex(first, step), step);
  };
  const isWhole = wanted === 1 || (constantValue(depth) ?? 1) % wanted === 0;
  if (isWhole) b.for("k", 0, depth, { step: wanted }, (k) => pass(k, wanted));
  else b.strip("k", 0, depth, [wanted, 1], pass);
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

/**
 * Zeros in all of a block, so that panels which are not full hold numbers; in the part of it before `end` along its first
 * axis where that is given.
 */
export function clear(b: ProcedureBuilder, scope: Scope, block: Buffer, end: readonly Affine[] = []): void {
  const store = (at: readonly Affine[]): void => {
    const extent = block.extents[at.length];
    if (!extent) return b.store(scope.use(block), at, num(0));
    const bound = at.length === 0 ? [extent, ...end] : extent;
    b.for(`axis${at.length}`, 0, bound, {}, (index) => store([...at, index]));
  };
  store([]);
}

/**
 * Fills a panel of `width` columns: `write` stores column `offset` of it for one k; columns past the last one are left as
 * they are.
 */
export function packPanel(
  b: ProcedureBuilder,
  machine: Machine,
  extent: { readonly columns: Affine; readonly depth: Affine },
  write: (offset: Affine, k: Affine) => void,
  width = panelWidth(machine),
): void {
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
