import { add as addIndex, constant, sub as subIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, mul, num, splat } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import type { Machine } from "./machine.js";
import { count, panelCount, panelWidth } from "./panels.js";
import { shared } from "./parallel.js";

/** How many panels a thread takes at least. */
const GROUP = 8;

/** What one row multiplies, and what becomes of its sums. */
export interface RowProduct {
  /** How many columns the panels hold. */
  readonly columns: number;
  /** How many products a sum has. */
  readonly depth: Affine;
  /** An element of the row. */
  left(k: Affine): Expression;
  /** A vector of a panel that starts `offset` columns from its left. */
  right(panel: Affine, k: Affine, offset: number): Expression;
  /** Takes the sums of `taken` columns from `first` on, as vectors; behind the last column they mean nothing. */
  finish(first: Affine, taken: Affine, sums: readonly Expression[]): void;
}

/**
 * One row times panels, each element of which is read once: memory sets the pace. Two panels are taken at a time. Four
 * sums wait less for each other than two, and an element of the row is put into all lanes half as often. More doesn't
 * help: V8 puts the loads of a pass before its sums, so that more of them spill, and streams from more places are slower.
 * Every sum is taken in the order of k, as in the tiles of several rows.
 */
export function multiplyRow(b: ProcedureBuilder, machine: Machine, product: RowProduct): void {
  const { lanes } = machine;
  const { panelsOfRow } = machine.tile;
  const width = panelWidth(machine);
  const isFull = product.columns % width === 0;
  const take = (panel: Affine, panels: number): void => {
    const places = count((panels * width) / lanes).map((j) => j * lanes);
    const sums = places.map((_, j) => b.var(`sum${j}`, num(0, lanes)));
    b.for("k", 0, product.depth, {}, (k) => {
      const left = b.let("left", splat(product.left(k), lanes));
      for (const [j, sum] of sums.entries()) {
        const place = places[j] ?? 0;
        const right = product.right(addIndex(panel, Math.floor(place / width)), k, place % width);
        b.assign(sum, add(sum, mul(left, right)));
      }
    });
    const first = times(panel, width);
    const rest = subIndex(constant(product.columns), first);
    product.finish(first, isFull ? constant(panels * width) : b.bind("taken", [panels * width, rest]), sums);
  };
  const widths = panelsOfRow > 1 ? [panelsOfRow, 1] : [1];
  const panels = panelCount(machine, product.columns);
  const isWhole = panels % GROUP === 0 && GROUP % panelsOfRow === 0;
  // Threads share groups of panels.
  const work = times(product.depth, GROUP * width);
  b.for("firstPanel", 0, panels, { step: GROUP, ...shared(machine, work) }, (firstPanel) => {
    const end = addIndex(firstPanel, GROUP);
    if (isWhole) b.for("panel", firstPanel, end, { step: panelsOfRow }, (panel) => take(panel, panelsOfRow));
    else b.strip("panel", firstPanel, [panels, end], widths, take);
  });
}
