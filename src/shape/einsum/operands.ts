import type { DimBindings, Shape } from "../dim.js";
import type { ExactDims } from "./exact.js";
import { clashError, operandError } from "./fault.js";
import type { ExplainClash, ExplainOperand } from "./fault.js";
import { merge } from "./merge.js";
import type { Merge } from "./merge.js";
import { bindOperand } from "./operand.js";
import type { BindOperand, OperandAxes } from "./operand.js";
import type { OutputShape } from "./output.js";

/**
 * The shape of the output, or what is wrong with it or an operand. `Done` are the shapes and dims by label of the operands so far, `Axes`
 * what they have together.
 */
export type Operands<
  E extends string,
  Terms,
  Texts,
  Output extends unknown[],
  Shapes extends unknown[][],
  Axes = {},
  Done extends unknown[] = [],
> = [Terms, Texts, Shapes] extends [
  [infer Term extends string[], ...infer Terms2],
  [infer Text extends string, ...infer Texts2],
  [infer S extends unknown[], ...infer Shapes2 extends unknown[][]],
]
  ? Bind<Term, Text, S> extends [infer Own]
    ? MergeNext<Term, Axes, Own, Done> extends [infer Merged]
      ? Operands<E, Terms2, Texts2, Output, Shapes2, Merged, [...Done, [S, Own]]>
      : ExplainClash<Term, S, Bind<Term, Text, S>, Done>
    : ExplainOperand<Bind<Term, Text, S>, Term, S, Done["length"]>
  : OutputShape<Output, Axes, E>;

/** {@link BindOperand}, the short way where that goes. */
type Bind<Term extends string[], Text extends string, S extends unknown[]> = "..." extends Term[number]
  ? BindOperand<Term, S>
  : [keyof ExactDims<Text, S>] extends [Term[number]]
    ? [ExactDims<Text, S>]
    : BindOperand<Term, S>;

/** The first operand has nothing to merge with. */
type MergeNext<Term extends unknown[], Axes, Own, Done extends unknown[]> = Done extends []
  ? [Own]
  : Merge<Term, Axes, Own>;

/**
 * The dims of all operands by label.
 *
 * @throws ShapeError `einsum/rank`, `einsum/size`
 */
export function bindOperands(
  terms: readonly (readonly string[])[],
  shapes: readonly Readonly<Shape>[],
  sizes: DimBindings,
): OperandAxes {
  const done: OperandAxes[] = [];
  let axes: OperandAxes = { dims: new Map(), ellipsis: undefined };
  for (const [position, term] of terms.entries()) {
    const shape = shapes[position] ?? [];
    const own = bindOperand(term, shape, sizes);
    if (own === "rank" || "label" in own) throw operandError(own, term, shape, position);
    const merged = merge(term, axes, own, sizes);
    if ("clash" in merged) throw clashError(term, own, done, shapes, sizes);
    done.push(own);
    axes = merged;
  }
  return axes;
}
