import { mergeDims } from "../shape/bindings.js";
import type { OperandFault } from "../shape/einsum/fault.js";
import type { Fits, Result } from "../shape/message.js";
import { dtypeRule } from "../shape/rules/dtype.js";
import { einsumRule } from "../shape/rules/einsum.js";
import type { EinsumDTypeRule, EinsumRule } from "../shape/rules/einsum.js";
import type { Checked, Known } from "../shape/strict.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AnyTensor, DTypesOf, ShapesOf } from "./tensor-list.js";

type Rule<E extends string, Operands extends readonly AnyTensor[]> = {
  dtype: Operands[number]["dtype"];
} extends { dtype: "f32" }
  ? EinsumRule<E, ShapesOf<Operands>>
  : EinsumDTypeRule<DTypesOf<Operands>>;

/** The type of the equation: itself, or the message if it is at fault. */
type EquationArg<Verdict, E> = [Verdict] extends [Fits<unknown> | OperandFault<number, string>]
  ? Checked<[], E, "einsum: equation">
  : NoInfer<Verdict>;

/** The types of the operands: themselves, but for the one at fault, which has the message instead. */
type OperandArgs<Verdict, Operands extends readonly AnyTensor[]> =
  Verdict extends Fits<unknown>
    ? Known<Operands, ""> extends Operands
      ? Operands
      : { [I in keyof Operands]: Known<Operands[I], `einsum: operand ${I & string}`> }
    : Verdict extends OperandFault<infer Position, infer Message>
      ? { [I in keyof Operands]: I extends `${Position}` ? Message : Operands[I] }
      : Operands;

/**
 * The sum of products that an equation says, as numpy's einsum: `einsum("bhqd,bhkd->bhqk", q, k)`.
 *
 * A term for each operand names its axes by letters; axes of one name run together, and those that the output doesn't
 * name are summed over. A letter twice in a term takes the diagonal, and `...` stands for any number of axes, which
 * broadcast. Axes of size 1 stretch. Without `->` the output has the `...`, then the letters that stand once, upper
 * case first. Spaces mean nothing.
 *
 * @throws ShapeError `einsum/equation`, `einsum/operands` for another number of terms than operands, `einsum/output`
 * for an output label that is in no operand, stands twice, or a left out `...`, `einsum/rank`, `einsum/size` where
 * axes of one label don't fit, `einsum/dtype`
 * @example
 * einsum("ij->ji", x); // transposed
 * einsum("ii", x); // the trace
 * einsum("...d,de->...e", x, w); // the last axis times a matrix
 */
export function einsum<const E extends string, Operands extends readonly AnyTensor[]>(
  equation: EquationArg<Rule<E, Operands>, E>,
  ...operands: OperandArgs<Rule<E, Operands>, Operands>
): Tensor<Result<Rule<E, Operands>>>;
export function einsum(equation: string, ...operands: readonly AnyTensor[]): Tensor {
  const inputs = operands.map(nodeOf);
  for (const [position, { dtype }] of inputs.entries()) dtypeRule("einsum", `operand ${position}`, dtype, "f32");
  const dims = mergeDims("einsum", Object.fromEntries(inputs.map((input, i) => [`operand ${i}`, input])));
  const { shape, labels, output } = einsumRule(
    equation,
    inputs.map((input) => input.shape),
    dims,
  );
  return fromNode({ op: "einsum", inputs, labels, output, shape, dtype: "f32", dims });
}
