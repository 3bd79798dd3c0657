import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { dtypeRule, linearBiasRule, linearRule } from "../shape/rules/index.js";
import type { DTypeRule, LinearBiasRule, LinearRule, MinRankRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * `input [.., in]` times `weight [out, in]` transposed, plus `bias [out]`: `[.., out]`. The weight lies as PyTorch's
 * `nn.Linear` has it.
 *
 * @throws ShapeError `linear/weight`, `linear/bias`, `linear/rank`, `linear/dtype`
 */
export function linear<
  X extends Shape,
  W extends Shape,
  B extends Shape,
  D extends DType,
  E extends DType,
  F extends DType,
>(
  input: Arg<
    DTypeRule<"linear", "input", D, "f32", MinRankRule<"linear", "input", X, 1>>,
    Tensor<X, D>,
    "linear: input"
  >,
  weight: Arg<DTypeRule<"linear", "weight", E, "f32", LinearRule<X, W>>, Tensor<W, E>, "linear: weight">,
  bias?: Arg<DTypeRule<"linear", "bias", F, "f32", LinearBiasRule<W, B>>, Tensor<B, F>, "linear: bias">,
): Tensor<Result<LinearRule<X, W>>>;
export function linear(input: Tensor<Shape, DType>, weight: Tensor<Shape, DType>, bias?: Tensor<Shape, DType>): Tensor {
  const x = nodeOf(input);
  const w = nodeOf(weight);
  const b = bias && nodeOf(bias);
  dtypeRule("linear", "input", x.dtype, "f32");
  dtypeRule("linear", "weight", w.dtype, "f32");
  const dims = mergeDims("linear", { input: x, weight: w, bias: b });
  const shape = linearRule(x.shape, w.shape, dims);
  if (b) {
    dtypeRule("linear", "bias", b.dtype, "f32");
    linearBiasRule(w.shape, b.shape, dims);
  }
  return fromNode({ op: "linear", input: x, weight: w, bias: b, shape, dtype: "f32", dims });
}
