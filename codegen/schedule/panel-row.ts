import { constant, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, mul, num, splat } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { Machine } from "./machine.js";
import { count, panelWidth } from "./panels.js";
import { shared } from "./parallel.js";

/** What one row multiplies, and what becomes of its sums. */
export interface RowProduct {
  /** How many columns the panels hold. */
  readonly columns: number;
  /** How many products a sum has. */
  readonly depth: Affine;
  /** An element of the row. */
  left(k: Affine): Expression;
  /** A vector of a panel, as wide as {@link widthOfRow}, that starts `offset` columns from its left. */
  right(panel: Affine, k: Affine, offset: number): Expression;
  /** Takes the sums of `taken` columns from `first` on, as vectors; behind the last column they mean nothing. */
  finish(first: Affine, taken: Affine, sums: readonly Expression[]): void;
}

/** The columns of a panel that one row is multiplied by. */
export function widthOfRow(machine: Machine): number {
  return panelWidth(machine) * machine.tile.panelsOfRow;
}

/**
 * One row times panels, each element of which is read once: memory sets the pace, and one stream is the fastest to read.
 * Panels are wider than those of tiles, so that there are sums enough not to wait for each other, and an element of the
 * row is put into all lanes less often. Every sum is taken in the order of k, as in the tiles of several rows.
 */
export function multiplyRow(b: ProcedureBuilder, machine: Machine, product: RowProduct): void {
  const width = widthOfRow(machine);
  const [full, rest] = [Math.floor(product.columns / width), product.columns % width];
  const sharing = shared(machine, times(product.depth, width));
  const multiply = (from: number, to: number, taken: number): void => {
    if (from < to) b.for("panel", from, to, sharing, (panel) => multiplyOne(b, machine, product, panel, taken));
  };
  multiply(0, full, width);
  // The last one by itself, if it isn't full: so how many columns it has is known.
  if (rest > 0) multiply(full, full + 1, rest);
}

/** The row times one panel, of which there are `taken` columns. */
function multiplyOne(b: ProcedureBuilder, machine: Machine, product: RowProduct, panel: Affine, taken: number): void {
  const { lanes } = machine;
  const width = widthOfRow(machine);
  const offsets = count(width / lanes).map((j) => j * lanes);
  const sums = offsets.map((offset) => ({ offset, sum: b.var(`sum${offset / lanes}`, num(0, lanes)) }));
  b.for("k", 0, product.depth, {}, (k) => {
    const left = b.let("left", splat(product.left(k), lanes));
    for (const { offset, sum } of sums) b.assign(sum, add(sum, mul(left, product.right(panel, k, offset))));
  });
  product.finish(
    times(panel, width),
    constant(taken),
    sums.map(({ sum }) => sum),
  );
}
