import type { Node } from "../../src/graph/node.js";
import { add as addIndex, constant, constantValue, sub as subIndex } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, compare, indexValue, load, num } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { FEW_ROWS, isReadInRows, RowProduct } from "./few-rows.js";
import { nest, outerNames } from "./loops.js";
import type { Machine } from "./machine.js";
import { linearOperands, matmulOperands, type Operands } from "./operands.js";
import { call, type Defined, type Outline, type Scope } from "./procedures.js";
import { definePanelProduct, packRows } from "./tile.js";

/** What is done with each sum of a panel once its tile is through: `row` and `column` count from the block's top left. */
export type Finish = (row: Affine, column: Affine, sum: Expression) => void;

/**
 * Matrix products as GotoBLAS orders them (Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication,
 * 2008): a block of rows of the left operand is packed for the second-level cache, a panel of columns of the right one
 * for the first, and tiles run down the rows. Packing follows any layout, so transposed and split operands cost
 * nothing; bias and what is fused after the product are applied as the sums leave the tile.
 */
export function scheduleProduct(
  context: Context,
  step: Step,
  node: Extract<Node, { op: "linear" | "matmul" }>,
): Defined {
  const operands = node.op === "linear" ? linearOperands(node) : matmulOperands(node);
  const access = new StepAccess(context, step);
  const rows = extentOf(operands.rows);
  const product: Product = { machine: context.machine, operands, access, rows };
  const outline = {
    name: nameOf(node.op, operands),
    summary: summaryOf(node.op),
    rename: access.rename(operands.names),
  };
  const count = constantValue(rows);
  const mayBeFew = isReadInRows(context, operands, node.op) && (count ?? FEW_ROWS) <= FEW_ROWS;
  const oneRow = mayBeFew ? defineOneRow(context, product, outline) : undefined;
  const blocks = mayBeFew && count !== undefined ? undefined : new Blocks(context, operands);
  return context.procedures.define(outline, (b, scope) => {
    const byRow = (): void => {
      if (oneRow) eachRow(b, product, (indices) => call(b, scope, oneRow, indices));
    };
    const byBlock = (): void => {
      if (blocks) inBlocks(b, scope, product, blocks);
    };
    if (!oneRow || !blocks) (oneRow ? byRow : byBlock)();
    else b.if(compare("le", indexValue(rows), indexValue(constant(FEW_ROWS))), byRow, byBlock);
  });
}

/** A product, whose elements are read and stored through `access`. */
interface Product {
  readonly machine: Machine;
  readonly operands: Operands;
  readonly access: StepAccess;
  readonly rows: Affine;
}

/** What is done with the sums of the rows from `top` on: the bias and what is fused after the product are applied. */
function storing(
  b: ProcedureBuilder,
  scope: Scope,
  { operands, access }: Product,
  { outer, top }: { readonly outer: readonly Affine[]; readonly top: Affine },
): Finish {
  return (row, column, sum) => {
    const bias = operands.bias(column);
    const value = bias ? add(sum, access.read(b, scope, bias.node, bias.at)) : sum;
    access.store(b, scope, operands.result(outer, addIndex(top, row), column), value);
  };
}

function eachRow(b: ProcedureBuilder, { operands, rows }: Product, body: (indices: readonly Affine[]) => void): void {
  nest(b, operands.outer, outerNames(operands.outer), (outer) =>
    b.for("row", 0, rows, {}, (row) => body([...outer, row])),
  );
}

/** The procedure of one row by all columns. */
function defineOneRow(context: Context, product: Product, outline: Outline): Defined {
  const { operands, access } = product;
  const reader = new RowProduct(context, operands);
  const indices = [...outerNames(operands.outer), "row"];
  const summary = "One row of the result: each weight is read once, where it lies.";
  const own = { ...outline, name: `${outline.name}Row`, summary, indices };
  return context.procedures.define(own, (b, scope, ...given) => {
    const [outer, row] = [given.slice(0, -1), given.at(-1) ?? constant(0)];
    const store = storing(b, scope, product, { outer, top: row });
    reader.multiply(b, scope, access, { outer, row, finish: (column, sum) => store(constant(0), column, sum) });
  });
}

/** A block of rows after the other. */
function inBlocks(b: ProcedureBuilder, scope: Scope, product: Product, blocks: Blocks): void {
  const { machine, operands, access, rows } = product;
  const [columns, depth] = [extentOf(operands.columns), extentOf(operands.depth)];
  /** The products of `height` rows from `top` with all columns, over `summands` products from `from`. */
  const multiply = (
    outer: readonly Affine[],
    top: Affine,
    height: Affine,
    from: Affine,
    summands: Affine,
    finish: Finish,
  ): void => {
    b.block("Pack a block of rows.", () =>
      packRows(b, machine.tile.rows, { rows: height, depth: summands }, (row, k) => {
        const { node: left, at } = operands.left(outer, addIndex(top, row), addIndex(from, k));
        b.store(blocks.rows, [row, k], access.read(b, scope, left, at));
      }),
    );
    b.strip("column", 0, columns, machine.tile.columns, (column, wide) => {
      packRows(b, machine.tile.columns, { rows: wide, depth: summands }, (offset, k) => {
        const { node: right, at } = operands.right(outer, addIndex(column, offset), addIndex(from, k));
        b.store(blocks.panel, [offset, k], access.read(b, scope, right, at));
      });
      blocks.multiply(b, scope, height, wide, summands);
      b.for("row", 0, height, {}, (row) =>
        b.for("offset", 0, wide, { unroll: true }, (offset) =>
          finish(row, addIndex(column, offset), load(blocks.product, [row, offset])),
        ),
      );
    });
  };
  nest(b, operands.outer, outerNames(operands.outer), (outer) =>
    b.for("top", 0, rows, { step: blocks.height }, (top) => {
      const height = b.bind("height", [blocks.height, subIndex(rows, top)]);
      const store = storing(b, scope, product, { outer, top });
      if (!blocks.partial) {
        multiply(outer, top, height, constant(0), depth, store);
      } else {
        sumInParts(
          b,
          scope.use(blocks.partial),
          { height, columns, depth, chunk: blocks.chunk, store },
          (from, summands, finish) => multiply(outer, top, height, from, summands, finish),
        );
      }
    }),
  );
}

/** The blocks that a product works in, and the tiles that fit them. */
class Blocks {
  /** How many products a tile adds up at once. */
  readonly chunk: number;
  /** Rows in a block. */
  readonly height: number;
  readonly rows: Buffer;
  readonly panel: Buffer;
  readonly product: Buffer;
  /** Sums so far, where a sum is longer than a tile takes; undefined where it is not. */
  readonly partial: Buffer | undefined;
  readonly #context: Context;

  constructor(context: Context, operands: Operands) {
    const { machine, scratch } = context;
    const depth = constantValue(extentOf(operands.depth));
    const isWhole = depth !== undefined && depth <= machine.depth;
    this.#context = context;
    this.chunk = isWhole ? depth : machine.depth / 2;
    this.height = heightOf(machine, this.chunk);
    const [tall = 1] = machine.tile.rows;
    const [wide = 1] = machine.tile.columns;
    this.rows = scratch.block("rowBlock", machine.temporary, [this.height, this.chunk], tall);
    this.panel = scratch.block("panel", machine.temporary, [wide, this.chunk], wide);
    this.product = scratch.block("product", machine.temporary, [this.height, wide]);
    this.partial = isWhole
      ? undefined
      : context.temporaries.make("partialSums", machine, [this.height, extentOf(operands.columns)]);
  }

  /** The packed rows times `columns` columns of the panel. */
  multiply(b: ProcedureBuilder, scope: Scope, height: Affine, columns: number, summands: Affine): void {
    const { procedures, machine } = this.#context;
    const isOpen = constantValue(summands) === undefined;
    const blocks = { left: this.rows, right: this.panel, result: this.product };
    const callee = definePanelProduct(
      procedures,
      machine,
      { name: "multiply", depth: this.chunk, isOpen, ...blocks },
      columns,
    );
    call(b, scope, callee, isOpen ? [height, summands] : [height]);
  }
}

/** Rows whose block stays in the second-level cache, in whole tiles. */
export function heightOf(machine: Machine, chunk: number): number {
  const [tallest = 1] = machine.tile.rows;
  return Math.max(1, Math.floor(machine.blockElements / chunk / tallest)) * tallest;
}

/** A sum that is longer than a tile takes: parts are added up in a buffer of their own and stored at the end. */
export function sumInParts(
  b: ProcedureBuilder,
  partial: Buffer | Parameters<typeof load>[0],
  extent: {
    readonly height: Affine;
    readonly columns: Affine;
    readonly depth: Affine;
    readonly chunk: number;
    readonly store: Finish;
  },
  multiply: (from: Affine, summands: Affine, finish: Finish) => void,
): void {
  const each = (body: (row: Affine, column: Affine) => void): void =>
    b.for("row", 0, extent.height, {}, (row) => b.for("column", 0, extent.columns, {}, (column) => body(row, column)));
  each((row, column) => b.store(partial, [row, column], num(0)));
  b.for("from", 0, extent.depth, { step: extent.chunk }, (from) => {
    const summands = b.bind("summands", [extent.chunk, subIndex(extent.depth, from)]);
    multiply(from, summands, (row, column, sum) =>
      b.store(partial, [row, column], add(load(partial, [row, column]), sum)),
    );
  });
  each((row, column) => extent.store(row, column, load(partial, [row, column])));
}

/** What the procedure of a product is called: the operation and its constant sizes. */
export function nameOf(op: string, { depth, columns }: Operands): string {
  return `${op}${[depth, columns].filter((dim) => typeof dim === "number").join("x")}`;
}

/** What the procedure of a product does. */
export function summaryOf(op: "linear" | "matmul"): string {
  return op === "linear" ? "result = input weight^T + bias." : "result = left right.";
}
