import { mergeDims } from "../shape/bindings.js";
import type { Arg, Result } from "../shape/message.js";
import { concatRule, sameDTypesRule } from "../shape/rules/index.js";
import type { ConcatAxisRule, ConcatRule, SameDTypesRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AnyTensor, DTypesOf, ShapesOf } from "./tensor-list.js";

/**
 * Tensors one after the other along `axis`: `concat([cache, fresh], 1)`. They agree in dtype and in every other dim. A
 * negative axis counts from the end.
 *
 * @throws ShapeError `concat/shape`, `concat/rank`, `concat/axis`, `concat/dtype`, `concat/none`
 */
export function concat<const Tensors extends readonly AnyTensor[], const X extends number>(
  tensors: Arg<
    SameDTypesRule<"concat", DTypesOf<Tensors>, ConcatRule<ShapesOf<Tensors>, X>>,
    Tensors,
    "concat: tensor"
  >,
  axis: Arg<ConcatAxisRule<ShapesOf<Tensors>, X>, X, "concat: axis">,
): Tensor<Result<ConcatRule<ShapesOf<Tensors>, X>>, Tensors[number]["dtype"]>;
export function concat(tensors: readonly AnyTensor[], wantedAxis: number): AnyTensor {
  const inputs = tensors.map(nodeOf);
  const dtype = sameDTypesRule(
    "concat",
    inputs.map((input) => input.dtype),
  );
  const dims = mergeDims("concat", Object.fromEntries(inputs.map((input, i) => [`tensor ${i}`, input])));
  const { shape, axis } = concatRule(
    inputs.map((input) => input.shape),
    wantedAxis,
    dims,
  );
  return fromNode({ op: "concat", axis, inputs, shape, dtype, dims });
}
