import type { DType } from "../graph/dtype.js";
import { type AxisRule, axisRule } from "../shape/axis.js";
import type { Shape } from "../shape/dim.js";
import type { Arg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/**
 * `exp(x) / sum(exp(x))` along `axis`, which is the last unless it is given; -1 is the last, -2 the one before it.
 *
 * Large values don't overflow: the greatest is subtracted first. Elements of -Infinity give 0; a line that holds
 * nothing else gives NaN, as in PyTorch. (`attention` gives zeros for a query whose keys are all masked.)
 * @throws ShapeError if there is no such axis, or `x` isn't f32 of rank 1 or more
 */
export function softmax<S extends Shape, D extends DType, const X extends number = -1>(
  x: Arg<
    DTypeRule<"softmax", "input", D, "f32", MinRankRule<"softmax", "input", S, 1>>,
    Tensor<S, D>,
    "softmax: input"
  >,
  axis?: Arg<AxisRule<"softmax", S, X>, X, "softmax: axis">,
): Tensor<S>;
export function softmax(x: Tensor<Shape, DType>, axis = -1): Tensor {
  const input = nodeOf(x);
  dtypeRule("softmax", "input", input.dtype, "f32");
  minRankRule("softmax", "input", input.shape, 1);
  const { shape, dims } = input;
  return fromNode({ op: "softmax", shape, dtype: "f32", dims, axis: axisRule("softmax", shape, axis), input });
}
