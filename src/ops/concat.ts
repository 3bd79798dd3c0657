import type { DType } from "../graph/dtype.js";
import { mergeBindings } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { concatRule, sameDTypesRule } from "../shape/rules/index.js";
import type { ConcatRule, SameDTypesRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

type AnyTensor = Tensor<Shape, DType>;
type ShapesOf<Tensors extends readonly AnyTensor[]> = {
  -readonly [I in keyof Tensors]: Tensors[I] extends Tensor<infer S, DType> ? S : Shape;
};
type DTypesOf<Tensors extends readonly AnyTensor[]> = { -readonly [I in keyof Tensors]: Tensors[I]["dtype"] };

/**
 * Tensors one after the other along `axis`: `concat([cache, fresh], 1)`. They agree in dtype and in every other dim. A
 * negative axis counts from the end.
 *
 * @throws ShapeError `concat/shape`, `concat/rank`, `concat/axis`, `concat/dtype`, `concat/none`
 */
export function concat<const Tensors extends readonly AnyTensor[], const X extends number>(
  tensors: Arg<SameDTypesRule<"concat", DTypesOf<Tensors>, ConcatRule<ShapesOf<Tensors>, X>>, Tensors>,
  axis: X,
): Tensor<Result<ConcatRule<ShapesOf<Tensors>, X>>, Tensors[number]["dtype"]>;
export function concat(tensors: readonly AnyTensor[], wantedAxis: number): AnyTensor {
  const inputs = tensors.map(nodeOf);
  const dtype = sameDTypesRule(
    "concat",
    inputs.map((input) => input.dtype),
  );
  const dims = mergeBindings("concat", ...inputs.map((input) => input.dims));
  const { shape, axis } = concatRule(
    inputs.map((input) => input.shape),
    wantedAxis,
    dims,
  );
  return fromNode({ op: "concat", axis, inputs, shape, dtype, dims });
}
