import { add as addIndex, constant, constantValue, sub as subIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, indexValue, load, mul, num, splat } from "../ir/expressions.js";
import type { Affine, Buffer } from "../ir/nodes.js";
import type { Machine } from "./machine.js";
import { call, type Defined, type Procedures, type Scope } from "./procedures.js";

/**
 * A product with vectors: `result[row, column] = sum over k of left[row, k] * right[column, k]`. The right operand is
 * in panels: the columns of one tile lie side by side for each k, the last panel filled up, so that every tile is whole.
 */
export interface PanelProduct {
  readonly name: string;
  /** How many products a sum has; undefined where a call says it. */
  readonly depth: number | undefined;
  /** `[rows, depth]`. */
  readonly left: Buffer;
  /** `[panels, depth, columns of a tile]`. */
  readonly right: Buffer;
  /** `[rows, columns]`, whole tiles; one panel wide where `isNarrow`. */
  readonly result: Buffer;
  readonly isNarrow: boolean;
}

/** The columns of a panel. */
export function panelWidth(machine: Machine): number {
  return machine.tile.columns[0] ?? 1;
}

/** How many panels hold so many columns. */
export function panelCount(machine: Machine, columns: number): number {
  return Math.ceil(columns / panelWidth(machine));
}

/** The procedure of one panel: `rows` rows times panel number `panel`, in tiles. */
export function definePanel(procedures: Procedures, machine: Machine, product: PanelProduct): Defined {
  const outline = {
    name: nameOf(product),
    summary: "Covers `rows` rows of a panel with tiles.",
    indices: ["rows", "panel", ...openDepth(product)],
    rename: new Map([[product.right, "right"]]),
  };
  return procedures.define(outline, (b, scope, rows, panel, ...depth) =>
    b.strip("row", 0, rows ?? 0, machine.tile.rows, (row, tall) =>
      call(b, scope, defineTile(procedures, machine, product, tall), [row, panel ?? 0, ...depth]),
    ),
  );
}

/** {@link definePanel} for all panels that hold the first `columns` columns. */
export function definePanels(procedures: Procedures, machine: Machine, product: PanelProduct, panels: number): Defined {
  const outline = {
    name: `${nameOf(product)}All`,
    summary: "Covers `rows` rows and `columns` columns with tiles, a panel after the other.",
    indices: ["rows", "columns", ...openDepth(product)],
  };
  const width = panelWidth(machine);
  return procedures.define(outline, (b, scope, rows, columns, ...depth) =>
    b.for("panel", 0, panels, {}, (panel) => {
      const multiply = () => call(b, scope, definePanel(procedures, machine, product), [rows ?? 0, panel, ...depth]);
      b.if(compare("lt", indexValue(times(panel, width)), indexValue(columns ?? 0)), multiply);
    }),
  );
}

function defineTile(procedures: Procedures, machine: Machine, product: PanelProduct, height: number): Defined {
  const { depth, left, right, result, isNarrow } = product;
  const width = panelWidth(machine);
  const { lanes } = machine;
  const outline = {
    name: `${nameOf(product)}${height}x${width}`,
    summary: `${height} x ${width} sums of ${depth ?? "`depth`"} products, kept in registers.`,
    indices: ["row", "panel", ...openDepth(product)],
    rename: new Map([[right, "right"]]),
  };
  return procedures.define(outline, (b, scope, row = constant(0), panel = constant(0), end = constant(depth ?? 0)) => {
    const vectors = count(width / lanes);
    const rows = count(height);
    const sums = rows.map((i) => vectors.map((j) => b.var(`sum${i}_${j}`, num(0, lanes))));
    b.for("k", 0, end, {}, (k) => {
      const columns = vectors.map((j) => b.let(`right${j}`, load(scope.use(right), [panel, k, j * lanes], lanes)));
      for (const [i, rowSums] of sums.entries()) {
        const value = b.let(`left${i}`, splat(load(scope.use(left), [addIndex(row, i), k]), lanes));
        for (const [j, sum] of rowSums.entries()) {
          const column = columns[j];
          if (column) b.assign(sum, add(sum, mul(value, column)));
        }
      }
    });
    for (const [i, rowSums] of sums.entries()) {
      for (const [j, sum] of rowSums.entries()) {
        const column = isNarrow ? constant(j * lanes) : addIndex(times(panel, width), j * lanes);
        b.store(scope.use(result), [addIndex(row, i), column], sum);
      }
    }
  });
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

/** Zeros in all of a block, so that panels which are not full hold numbers. */
export function clear(b: ProcedureBuilder, scope: Scope, block: Buffer): void {
  const store = (at: readonly Affine[]): void => {
    const extent = block.extents[at.length];
    if (!extent) return b.store(scope.use(block), at, num(0));
    b.for(`axis${at.length}`, 0, extent, {}, (index) => store([...at, index]));
  };
  store([]);
}

/** The columns from panel number `panel` on. */
export function columnsFrom(machine: Machine, columns: Affine, panel: Affine): Affine {
  return subIndex(columns, times(panel, panelWidth(machine)));
}

function nameOf({ name, depth }: PanelProduct): string {
  return depth === undefined ? name : `${name}${depth}`;
}

function openDepth({ depth }: PanelProduct): readonly string[] {
  return depth === undefined ? ["depth"] : [];
}

function count(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}
