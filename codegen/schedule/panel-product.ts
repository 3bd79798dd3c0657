import type { Node } from "../../src/graph/node.js";
import { add as addIndex, constant, constantValue, sub as subIndex, times } from "../ir/affine.js";
import { add, load, num } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { nest, outerNames } from "./loops.js";
import { linearOperands, matmulOperands } from "./operands.js";
import { clear, columnsFrom, definePanel, packPanel, panelWidth } from "./panels.js";
import { call, type Defined } from "./procedures.js";

type ProductNode = Extract<Node, { op: "linear" | "matmul" }>;

/**
 * A matrix product with vectors, in the order of Goto and van de Geijn: a block of rows, then a panel of columns after
 * the other, whose tiles run down the rows. Weights lie in panels from the start; other operands are packed on the way.
 */
export function schedulePanelProduct(context: Context, step: Step, node: ProductNode): Defined {
  const { machine, procedures, scratch, temporaries, weights } = context;
  const operands = node.op === "linear" ? linearOperands(node) : matmulOperands(node);
  const access = new StepAccess(context, step);
  const [rows, columns, depth] = [operands.rows, operands.columns, operands.depth].map(extentOf);
  if (!rows || !columns || !depth) throw new Error("a product has three extents");
  const whole = constantValue(depth);
  const isWhole = whole !== undefined && whole <= machine.depth;
  const chunk = isWhole ? whole : machine.depth / 2;
  const [tallest = 1] = machine.tile.rows;
  const width = panelWidth(machine);
  const height = Math.max(1, Math.floor(machine.blockElements / chunk / tallest)) * tallest;
  const packed = node.op === "linear" && isWhole ? weights.panelsOf(node.weight) : undefined;
  const blocks = {
    left: scratch.block("rowBlock", machine.temporary, [height, chunk]),
    right: packed ?? scratch.block("panel", machine.temporary, [1, chunk, width]),
    result: scratch.block("product", machine.temporary, [height, width]),
  };
  const partial = isWhole ? undefined : temporaries.make("partialSums", machine, [height, columns]);
  const sizes = [operands.depth, operands.columns].filter((dim) => typeof dim === "number").join("x");
  const outline = {
    name: `${node.op}${sizes}`,
    summary: node.op === "linear" ? "result = input weight^T + bias." : "result = left right.",
    rename: access.rename(operands.names),
  };
  return procedures.define(outline, (b, scope) => {
    if (!packed) b.block("Columns past the last one are zeros.", () => clear(b, scope, blocks.right));
    const product = definePanel(procedures, machine, {
      name: "multiply",
      depth: isWhole ? chunk : undefined,
      isNarrow: true,
      ...blocks,
    });

    type Finish = (row: Affine, column: Affine, sum: Expression) => void;
    const multiply = (
      outer: readonly Affine[],
      top: Affine,
      taken: Affine,
      from: Affine,
      summands: Affine,
      finish: Finish,
    ) => {
      b.block("Pack a block of rows.", () =>
        b.for("row", 0, taken, {}, (row) =>
          b.for("k", 0, summands, {}, (k) => {
            const { node: left, at } = operands.left(outer, addIndex(top, row), addIndex(from, k));
            b.store(blocks.left, [row, k], access.read(b, scope, left, at));
          }),
        ),
      );
      const eachPanel = (panel: Affine, first: Affine): void => {
        const rest = packed ? columnsFrom(machine, columns, panel) : subIndex(columns, first);
        const isFull = (constantValue(columns) ?? 1) % width === 0;
        const wide = isFull ? constant(width) : b.bind("wide", [width, rest]);
        if (!packed) {
          packPanel(b, machine, { columns: wide, depth: summands }, (offset, k) => {
            const { node: right, at } = operands.right(outer, addIndex(first, offset), addIndex(from, k));
            b.store(blocks.right, [0, k, offset], access.read(b, scope, right, at));
          });
        }
        call(b, scope, product, [taken, packed ? panel : 0, ...(isWhole ? [] : [summands])]);
        b.for("row", 0, taken, {}, (row) =>
          b.for("offset", 0, wide, { unroll: isFull }, (offset) =>
            finish(row, addIndex(first, offset), load(blocks.result, [row, offset])),
          ),
        );
      };
      if (packed) b.for("panel", 0, packed.extents[0] ?? 0, {}, (panel) => eachPanel(panel, times(panel, width)));
      else b.for("first", 0, columns, { step: width }, (first) => eachPanel(constant(0), first));
    };

    nest(b, operands.outer, outerNames(operands.outer), (outer) =>
      b.for("top", 0, rows, { step: height }, (top) => {
        const taken = b.bind("height", [height, subIndex(rows, top)]);
        const store: Finish = (row, column, sum) => {
          const bias = operands.bias(column);
          const value = bias ? add(sum, access.read(b, scope, bias.node, bias.at)) : sum;
          access.store(b, scope, operands.result(outer, addIndex(top, row), column), value);
        };
        if (!partial) return multiply(outer, top, taken, constant(0), depth, store);
        const sums = scope.use(partial);
        const each = (body: (row: Affine, column: Affine) => void): void =>
          b.for("row", 0, taken, {}, (row) => b.for("column", 0, columns, {}, (column) => body(row, column)));
        each((row, column) => b.store(sums, [row, column], num(0)));
        b.for("from", 0, depth, { step: chunk }, (from) => {
          const summands = b.bind("summands", [chunk, subIndex(depth, from)]);
          multiply(outer, top, taken, from, summands, (row, column, sum) =>
            b.store(sums, [row, column], add(load(sums, [row, column]), sum)),
          );
        });
        each((row, column) => store(row, column, load(sums, [row, column])));
      }),
    );
  });
}
