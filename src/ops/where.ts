import type { DType } from "../graph/dtype.js";
import { mergeBindings } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule, type SameDTypeRule, sameDTypeRule } from "../shape/rules/dtype.js";
import { type ElementwiseRule, elementwiseRule } from "../shape/rules/elementwise.js";
import { type WhereRule, whereRule } from "../shape/rules/where.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

type Choices<A extends Shape, B extends Shape> = Result<ElementwiseRule<"where", A, B>>;

/**
 * `left` where the condition is true, `right` elsewhere; all three broadcast. A NaN on the side that isn't taken
 * doesn't reach the result.
 * @throws ShapeError if the shapes don't broadcast, the condition isn't bool, or the sides differ in dtype
 */
export function where<
  C extends Shape,
  A extends Shape,
  B extends Shape,
  Condition extends DType,
  D extends DType,
  E extends DType,
>(
  condition: Arg<DTypeRule<"where", "condition", Condition, "bool", WhereRule<C, Choices<A, B>>>, Tensor<C, Condition>>,
  left: Tensor<A, D>,
  right: Arg<SameDTypeRule<"where", D, E, ElementwiseRule<"where", A, B>>, Tensor<B, E>>,
): Tensor<Result<WhereRule<C, Choices<A, B>>>, D>;
export function where(
  condition: Tensor<Shape, DType>,
  left: Tensor<Shape, DType>,
  right: Tensor<Shape, DType>,
): Tensor<Shape, DType> {
  const [c, a, b] = [nodeOf(condition), nodeOf(left), nodeOf(right)];
  dtypeRule("where", "condition", c.dtype, "bool");
  sameDTypeRule("where", a.dtype, b.dtype);
  const dims = mergeBindings("where", c.dims, a.dims, b.dims);
  const shape = whereRule(c.shape, elementwiseRule("where", a.shape, b.shape, dims), dims);
  return fromNode({ op: "where", shape, dtype: a.dtype, dims, condition: c, left: a, right: b });
}
