import { add as addIndex, constantValue } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, load, mul, num } from "../ir/expressions.js";
import type { Affine, Buffer, Expression } from "../ir/nodes.js";
import { extentOf } from "../plan/extents.js";
import type { Context, StepAccess } from "./context.js";
import type { Operands } from "./operands.js";
import type { Scope } from "./procedures.js";

/** Up to as many rows, packing the right operand takes longer than reading it once more for each of them. */
export const FEW_ROWS = 4;

/** How many columns are multiplied side by side, so that their sums don't wait for each other. */
const WIDTHS = [8, 1];

/** Whether {@link multiplyRow} is for this product: its right operand lies in memory, the summands of a sum in a row. */
export function isReadInRows({ plan, machine }: Context, { right, depth }: Operands, op: "linear" | "matmul"): boolean {
  const isStored =
    plan.placementOf(right([], { constant: 0, terms: [] }, { constant: 0, terms: [] }).node) !== undefined;
  return machine.lanes === 1 && op === "linear" && isStored && constantValue(extentOf(depth)) !== undefined;
}

/** One row of the left operand by all columns of the right one, each element of which is read once, where it lies. */
export class RowProduct {
  readonly #operands: Operands;
  readonly #depth: number;
  /** The row: what is computed of it is computed once. */
  readonly #row: Buffer;

  constructor(context: Context, operands: Operands) {
    const { scratch, machine } = context;
    this.#operands = operands;
    this.#depth = constantValue(extentOf(operands.depth)) ?? 0;
    this.#row = scratch.block("row", machine.temporary, [this.#depth]);
  }

  /** Multiplies row `row` and gives each sum to `finish`. */
  multiply(
    b: ProcedureBuilder,
    scope: Scope,
    access: StepAccess,
    {
      outer,
      row,
      finish,
    }: {
      readonly outer: readonly Affine[];
      readonly row: Affine;
      readonly finish: (column: Affine, sum: Expression) => void;
    },
  ): void {
    const { left, right, columns } = this.#operands;
    b.for("k", 0, this.#depth, {}, (k) => {
      const { node, at } = left(outer, row, k);
      b.store(this.#row, [k], access.read(b, scope, node, at));
    });
    b.strip("column", 0, extentOf(columns), WIDTHS, (column, wide) => {
      const sums = Array.from({ length: wide }, (_, i) => b.var(`sum${i}`, num(0)));
      b.for("k", 0, this.#depth, {}, (k) => {
        const element = b.let("element", load(this.#row, [k]));
        for (const [i, sum] of sums.entries()) {
          const { node, at } = right(outer, addIndex(column, i), k);
          b.assign(sum, add(sum, mul(element, access.read(b, scope, node, at))));
        }
      });
      for (const [i, sum] of sums.entries()) finish(addIndex(column, i), sum);
    });
  }
}
