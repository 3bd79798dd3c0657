import type { DType } from "../graph/dtype.js";
import type { Node, ReshapeNode } from "../graph/node.js";
import { mergeBindings } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { sameDTypesRule, stackedRule } from "../shape/rules/index.js";
import type { SameDTypesRule, StackedRule } from "../shape/rules/index.js";
import { nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AnyTensor, DTypesOf, ShapesOf } from "./tensor-list.js";

/*
 * Operations with patterns take a tensor, or a list of tensors that are stacked on a new first axis. The compiler infers
 * `S` and `D` from a tensor, or `Items` from a list. What it doesn't infer has its default: `never` and `NoList`.
 */

/** What `Items` is where a tensor is given. A list without tensors is `[]`, whose length is known. */
export type NoList = never[];

type IsTensor<Items extends readonly unknown[]> = Items extends readonly never[]
  ? number extends Items["length"]
    ? true
    : false
  : false;

/** The type of the input: a tensor or a list of tensors, or what `Rule` says is wrong with it. */
export type InputArgument<
  Op extends string,
  Rule,
  S extends Shape,
  D extends DType,
  Items extends readonly AnyTensor[],
> =
  IsTensor<Items> extends true
    ? Arg<Rule, Tensor<S, D>, `${Op}: input`>
    : Arg<Rule, readonly [...Items], `${Op}: input`>;

/**
 * `Next`, or the message if the tensors of a list don't fit together. It doesn't mention the shape of a tensor: the
 * compiler would infer that from a list then.
 */
export type InputRule<Op extends string, Items extends readonly AnyTensor[], Next = Fits<[]>> =
  IsTensor<Items> extends true
    ? Next
    : SameDTypesRule<Op, DTypesOf<Items>, Both<Next, StackedRule<Op, ShapesOf<Items>>>>;

type Both<First, Second> = First extends Fits<unknown> ? Second : First;

/** The shape of the input. */
export type InputShape<Op extends string, S extends Shape, Items extends readonly AnyTensor[]> =
  IsTensor<Items> extends true ? S : Result<StackedRule<Op, ShapesOf<Items>>>;

/** The dtype of the input. */
export type InputDType<D extends DType, Items extends readonly AnyTensor[]> =
  IsTensor<Items> extends true ? D : Items[number]["dtype"];

/**
 * The node of a tensor, or of the tensors of a list side by side along a new first axis.
 *
 * @throws ShapeError `op/none`, `op/dtype`, `op/shape`, `op/rank` if the tensors of a list don't fit together
 */
export function inputNode(op: string, x: AnyTensor | readonly AnyTensor[]): Node {
  if (!isList(x)) return nodeOf(x);
  const inputs = x.map(nodeOf);
  const dtype = sameDTypesRule(
    op,
    inputs.map((input) => input.dtype),
  );
  const dims = mergeBindings(op, ...inputs.map((input) => input.dims));
  const shape = stackedRule(
    op,
    inputs.map((input) => input.shape),
    dims,
  );
  const layers = inputs.map((input): ReshapeNode => {
    return { op: "reshape", input, shape: [1, ...input.shape], dtype, dims: input.dims };
  });
  return { op: "concat", axis: 0, inputs: layers, shape, dtype, dims };
}

function isList(x: AnyTensor | readonly AnyTensor[]): x is readonly AnyTensor[] {
  return Array.isArray(x);
}
