import type { DType } from "../graph/dtype.js";
import type { Node, PermuteNode, ReshapeNode } from "../graph/node.js";
import { mergeDims } from "../shape/bindings.js";
import type { Dim, DimBindings, Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { mergeHeadsRule, splitHeadsRule } from "../shape/rules/index.js";
import type { MergeHeadsRule, MinRankRule, SplitHeadsRule } from "../shape/rules/index.js";
import type { SizeChecked } from "../shape/size.js";
import { bindingsOf, toDim } from "../shape/variable.js";
import type { DimArgument, DimVariable } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * The heads in `x [.., length, d_model]` as an axis of their own: `[.., heads, length, d_model / heads]`. Head `h` has
 * the features from `h * d_model / heads` on.
 *
 * @throws ShapeError `splitHeads/heads` if `heads` doesn't divide d_model, `splitHeads/rank`,
 * `splitHeads/dim`
 */
export function splitHeads<S extends Shape, D extends DType, const Heads extends Dim>(
  x: Arg<MinRankRule<"splitHeads", "input", S, 2>, Tensor<S, D>, "splitHeads: input">,
  heads: SizeChecked<
    "splitHeads",
    Heads,
    Arg<SplitHeadsRule<S, Heads>, Heads | DimVariable<Heads & string>, "splitHeads: heads">
  >,
): Tensor<Result<SplitHeadsRule<S, Heads>>, D>;
export function splitHeads(x: Tensor<Shape, DType>, heads: DimArgument): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const dims = mergeDims("splitHeads", { input, heads: { dims: bindingsOf("splitHeads", [heads]) } });
  const shape = splitHeadsRule(input.shape, toDim("splitHeads", heads));
  return fromNode(exchangeHeads(reshapeTo(withHeadsExchanged(shape), input, dims)));
}

/**
 * The heads of `x [.., heads, length, width]` side by side again: `[.., length, heads * width]`. Undoes
 * {@link splitHeads}.
 *
 * @throws ShapeError `mergeHeads/rank`
 */
export function mergeHeads<S extends Shape, D extends DType>(
  x: Arg<MergeHeadsRule<S>, Tensor<S, D>, "mergeHeads: input">,
): Tensor<Result<MergeHeadsRule<S>>, D>;
export function mergeHeads(x: Tensor<Shape, DType>): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const shape = mergeHeadsRule(input.shape);
  return fromNode(reshapeTo(shape, exchangeHeads(input), input.dims));
}

/** Between `[.., heads, length, width]` and `[.., length, heads, width]`. */
function exchangeHeads(input: Node): PermuteNode {
  const axes = input.shape.map((_, axis) => axis);
  return {
    op: "permute",
    axes: withHeadsExchanged(axes),
    input,
    shape: withHeadsExchanged(input.shape),
    dtype: input.dtype,
    dims: input.dims,
  };
}

function withHeadsExchanged<T>(axes: readonly T[]): T[] {
  return [...axes.slice(0, -3), ...axes.slice(-2, -1), ...axes.slice(-3, -2), ...axes.slice(-1)];
}

function reshapeTo(shape: Shape, input: Node, dims: DimBindings): ReshapeNode {
  return { op: "reshape", input, shape, dtype: input.dtype, dims };
}
