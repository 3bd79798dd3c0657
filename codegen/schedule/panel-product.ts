import type { Node } from "../../src/graph/node.js";
import {
  add as addIndex,
  coefficientOf,
  constant,
  constantValue,
  sub as subIndex,
  times,
  variable,
} from "../ir/affine.js";
import type { LoopOptions, ProcedureBuilder } from "../ir/builder.js";
import { add, load } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { nest, outerNames } from "./loops.js";
import { linearOperands, matmulOperands, type Operands } from "./operands.js";
import { multiplyRow, widthOfRow } from "./panel-row.js";
import { shared } from "./parallel.js";
import {
  clear,
  finishElements,
  groupOf,
  multiplyPanel,
  multiplyPanels,
  packPanel,
  type PanelProduct,
  panelWidth,
} from "./panels.js";
import type { Defined, Scope } from "./procedures.js";
import { type Finish, heightOf, nameOf, sumInParts, summaryOf } from "./product.js";

/**
 * A matrix product with vectors, in the order of Goto and van de Geijn: a block of rows, then groups of panels of columns.
 * Weights lie in panels from the start and rows are read where they are stored; what can't be read that way is packed on
 * the way, one panel at a time, whose tiles run down the rows.
 */
export function schedulePanelProduct(
  context: Context,
  step: Step,
  node: Extract<Node, { op: "linear" | "matmul" }>,
): Defined {
  const operands = node.op === "linear" ? linearOperands(node) : matmulOperands(node);
  const access = new StepAccess(context, step);
  const blocks = new PanelBlocks(context, access, operands, node.op === "linear" ? node.weight : undefined);
  const [rows, columns, depth] = [operands.rows, operands.columns, operands.depth].map(extentOf);
  if (!rows || !columns || !depth) throw new Error("a product has three extents");
  const rename = new Map(access.rename(operands.names));
  if (blocks.packed) rename.set(blocks.packed, "panels");
  const outline = { name: nameOf(node.op, operands), summary: summaryOf(node.op), rename };
  return context.procedures.define(outline, (b, scope) => {
    blocks.start(b, scope);
    nest(b, operands.outer, outerNames(operands.outer), (outer) =>
      b.for("top", 0, rows, { step: blocks.height }, (top) => {
        const height = b.bind("height", [blocks.height, subIndex(rows, top)]);
        const range = { outer, top, height };
        const store: Finish = (row, column, sum) => {
          const bias = operands.bias(column);
          const value = bias ? add(sum, access.read(b, scope, bias.node, bias.at)) : sum;
          access.store(b, scope, operands.result(outer, addIndex(top, row), column), value);
        };
        if (!blocks.partial) {
          blocks.multiply(b, scope, range, { from: constant(0), summands: depth }, store);
          return;
        }
        sumInParts(
          b,
          scope.use(blocks.partial),
          { height, columns, depth, chunk: blocks.chunk, store },
          (from, summands, finish) => blocks.multiply(b, scope, range, { from, summands }, finish),
        );
      }),
    );
  });
}

/** A block of rows: indices of the axes around it, its first row and how many there are. */
interface RowRange {
  readonly outer: readonly Affine[];
  readonly top: Affine;
  readonly height: Affine;
}

/** The summands of a product that are added up at once. */
interface SumRange {
  readonly from: Affine;
  readonly summands: Affine;
}

/** The blocks that a product works in. */
class PanelBlocks {
  /** How many products a tile adds up at once. */
  readonly chunk: number;
  /** Rows in a block. */
  readonly height: number;
  /** The panels of a weight; undefined where the right operand is packed on the way. */
  readonly packed: Buffer | undefined;
  /** Sums so far, where a sum is longer than a tile takes; undefined where it is not. */
  readonly partial: Buffer | undefined;
  readonly #context: Context;
  readonly #access: StepAccess;
  readonly #operands: Operands;
  /** The packed rows; undefined where they are read where they lie. */
  readonly #rows: Buffer | undefined;
  readonly #panel: Buffer;
  readonly #sums: Buffer;

  constructor(context: Context, access: StepAccess, operands: Operands, weight: Node | undefined) {
    const { machine, scratch, weights } = context;
    const depth = constantValue(extentOf(operands.depth));
    const isWhole = depth !== undefined && depth <= machine.depth;
    const [tallest = 1] = machine.tile.rows;
    const width = panelWidth(machine);
    this.#context = context;
    this.#access = access;
    this.#operands = operands;
    this.chunk = isWhole ? depth : machine.depth / 2;
    this.height = heightOf(machine, this.chunk);
    // One row has panels of its own, as wide as it takes them.
    const packedWidth = operands.rows === 1 ? widthOfRow(machine) : width;
    this.packed = weight && isWhole ? weights.panelsOf(weight, packedWidth) : undefined;
    this.partial = isWhole
      ? undefined
      : context.temporaries.make("partialSums", machine, [this.height, extentOf(operands.columns)]);
    this.#rows = isReadable(context, operands)
      ? undefined
      : scratch.block("rowBlock", machine.temporary, [this.height, this.chunk]);
    this.#panel = scratch.block("panel", machine.temporary, [this.chunk, width]);
    this.#sums = scratch.block("sums", machine.temporary, [tallest, width]);
  }

  /** What is done once, before the first block. */
  start(b: ProcedureBuilder, scope: Scope): void {
    const columns = constantValue(extentOf(this.#operands.columns));
    const isFull = columns !== undefined && columns % panelWidth(this.#context.machine) === 0;
    if (!this.packed && !isFull) b.block("Columns past the last one are zeros.", () => clear(b, scope, this.#panel));
  }

  /** The products of a block of rows with all columns, over `summands` products from `from`. */
  multiply(b: ProcedureBuilder, scope: Scope, range: RowRange, sum: SumRange, finish: Finish): void {
    const { machine } = this.#context;
    const columns = extentOf(this.#operands.columns);
    const width = panelWidth(machine);
    this.#packRows(b, scope, range, sum);
    if (this.packed && this.#operands.rows === 1) {
      this.#rowByRow(b, scope, range, this.packed, finish);
    } else if (this.packed) {
      this.#inGroups(b, scope, range, this.packed, finish);
    } else {
      b.for("first", 0, columns, { step: width, ...this.#sharing(range, 1) }, (first) =>
        this.#panelOf(b, scope, range, sum, first, finish),
      );
    }
  }

  /** The rows times a packed weight: full panels, and by itself the last one, if it isn't. */
  #inGroups(b: ProcedureBuilder, scope: Scope, range: RowRange, packed: Buffer, finish: Finish): void {
    const { machine } = this.#context;
    const width = panelWidth(machine);
    const columns = constantValue(extentOf(this.#operands.columns)) ?? 0;
    const [full, rest] = [Math.floor(columns / width), columns % width];
    const multiply = (panel: Affine, wide: number): PanelProduct => {
      const right: PanelProduct["right"] = (k, offset) => load(scope.use(packed), [panel, k, offset], machine.lanes);
      const panelOf = { first: times(panel, width), wide: constant(wide), right };
      return this.#product(b, scope, range, { from: constant(0), summands: constant(this.chunk) }, panelOf, finish);
    };
    if (full > 0) {
      const group = groupOf(machine, full, this.chunk);
      b.for("firstPanel", 0, full, { step: group, ...this.#sharing(range, group) }, (from) =>
        multiplyPanels(b, machine, range.height, { from, to: [full, addIndex(from, group)] }, (panel) =>
          multiply(panel, width),
        ),
      );
    }
    if (rest === 0) return;
    // One panel: threads share its rows.
    const [tallest = 1] = machine.tile.rows;
    const some = ROWS_OF_LAST * tallest;
    const sharing = this.partial ? {} : shared(machine, some * this.chunk * width);
    b.for("firstRow", 0, range.height, { step: some, ...sharing }, (from) =>
      multiplyPanel(b, machine, { from, to: [range.height, addIndex(from, some)] }, multiply(constant(full), rest)),
    );
  }

  /** The rows times a panel of the right operand, which is packed first. */
  #panelOf(b: ProcedureBuilder, scope: Scope, range: RowRange, sum: SumRange, first: Affine, finish: Finish): void {
    const { machine } = this.#context;
    const wide = this.#wide(b, first);
    packPanel(b, machine, { columns: wide, depth: sum.summands }, (offset, k) => {
      const { node, at } = this.#operands.right(range.outer, addIndex(first, offset), addIndex(sum.from, k));
      b.store(this.#panel, [k, offset], this.#access.read(b, scope, node, at));
    });
    const right: PanelProduct["right"] = (k, offset) => load(this.#panel, [k, offset], machine.lanes);
    const rows = { from: constant(0), to: range.height };
    multiplyPanel(b, machine, rows, this.#product(b, scope, range, sum, { first, wide, right }, finish));
  }

  /** How many columns the panel that starts at column `first` has. */
  #wide(b: ProcedureBuilder, first: Affine): Affine {
    const width = panelWidth(this.#context.machine);
    const columns = extentOf(this.#operands.columns);
    const isFull = (constantValue(columns) ?? 1) % width === 0;
    return isFull ? constant(width) : b.bind("wide", [width, subIndex(columns, first)]);
  }

  #product(
    b: ProcedureBuilder,
    scope: Scope,
    range: RowRange,
    { from, summands }: SumRange,
    panel: { readonly first: Affine; readonly wide: Affine; readonly right: PanelProduct["right"] },
    finish: Finish,
  ): PanelProduct {
    const { first, wide, right } = panel;
    return {
      depth: summands,
      left: (row, k) => this.#left(b, scope, range, row, this.#rows ? k : addIndex(from, k)),
      right,
      finish: (row, sums) =>
        finishElements(b, this.#context.machine, { block: this.#sums, columns: wide }, sums, (i, offset, value) =>
          finish(addIndex(row, i), addIndex(first, offset), value),
        ),
    };
  }

  /** Threads share the panels. Not where the sums in parts, which stand around them, are all threads' own affair. */
  #sharing({ height }: RowRange, panels: number): LoopOptions {
    const { machine } = this.#context;
    return this.partial ? {} : shared(machine, times(height, this.chunk * panelWidth(machine) * panels));
  }

  /** One row after the other times a packed weight. */
  #rowByRow(b: ProcedureBuilder, scope: Scope, range: RowRange, packed: Buffer, finish: Finish): void {
    const { machine, scratch } = this.#context;
    const block = scratch.block("rowSums", machine.temporary, [1, widthOfRow(machine)]);
    b.for("row", 0, range.height, {}, (row) =>
      multiplyRow(b, machine, {
        columns: constantValue(extentOf(this.#operands.columns)) ?? 0,
        depth: constant(this.chunk),
        left: (k) => this.#left(b, scope, range, row, k),
        right: (panel, k, offset) => load(scope.use(packed), [panel, k, offset], machine.lanes),
        finish: (first, taken, sums) =>
          finishElements(b, machine, { block, columns: taken }, [sums], (_, offset, value) =>
            finish(row, addIndex(first, offset), value),
          ),
      }),
    );
  }

  /** An element of the left operand: `row` counts from the top of the block. */
  #left(b: ProcedureBuilder, scope: Scope, range: RowRange, row: Affine, k: Affine): Expression {
    if (this.#rows) return load(this.#rows, [row, k]);
    const { node, at } = this.#operands.left(range.outer, addIndex(range.top, row), k);
    return this.#access.read(b, scope, node, at);
  }

  #packRows(
    b: ProcedureBuilder,
    scope: Scope,
    { outer, top, height }: RowRange,
    { from, summands }: { readonly from: Affine; readonly summands: Affine },
  ): void {
    const rows = this.#rows;
    if (!rows) return;
    b.block("Pack a block of rows.", () =>
      b.for("row", 0, height, {}, (row) =>
        b.for("k", 0, summands, {}, (k) => {
          const { node, at } = this.#operands.left(outer, addIndex(top, row), addIndex(from, k));
          b.store(rows, [row, k], this.#access.read(b, scope, node, at));
        }),
      ),
    );
  }
}

/** How many tiles a thread takes of a panel that isn't full. */
const ROWS_OF_LAST = 8;

/** Whether the left operand is stored, the summands of a row side by side. */
function isReadable({ plan, machine }: Context, operands: Operands): boolean {
  const { node, at } = operands.left(
    operands.outer.map(() => constant(0)),
    constant(0),
    variable("k"),
  );
  const placement = plan.placementOf(node);
  const last = placement?.at(at).at(-1);
  return placement?.buffer.element === machine.temporary && last !== undefined && coefficientOf(last, "k") === 1;
}
