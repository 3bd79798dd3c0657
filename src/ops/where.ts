import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import type { Known } from "../shape/strict.js";
import { dtypeRule, type SameDTypeRule, sameDTypeRule } from "../shape/rules/dtype.js";
import { type ChoicesRule, choicesRule, type WhereRule, whereRule } from "../shape/rules/where.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/**
 * `whenTrue` where the condition is true, `otherwise` elsewhere; all three broadcast. A NaN on the side that isn't taken
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
  condition: Arg<WhereRule<C, A, B, Condition>, Tensor<C, Condition>, "where: condition">,
  whenTrue: Known<Tensor<A, D>, "where: whenTrue">,
  otherwise: Arg<
    SameDTypeRule<"where", D, E, ChoicesRule<A, B>, "whenTrue", "otherwise">,
    Tensor<B, E>,
    "where: otherwise"
  >,
): Tensor<Result<WhereRule<C, A, B, Condition>>, D>;
export function where(
  condition: Tensor<Shape, DType>,
  whenTrue: Tensor<Shape, DType>,
  otherwise: Tensor<Shape, DType>,
): Tensor<Shape, DType> {
  const [c, a, b] = [nodeOf(condition), nodeOf(whenTrue), nodeOf(otherwise)];
  dtypeRule("where", "condition", c.dtype, "bool");
  sameDTypeRule("where", a.dtype, b.dtype, "whenTrue", "otherwise");
  const dims = mergeDims("where", { condition: c, whenTrue: a, otherwise: b });
  const shape = whereRule(c.shape, choicesRule(a.shape, b.shape, dims), dims);
  return fromNode({ op: "where", shape, dtype: a.dtype, dims, condition: c, left: a, right: b });
}
