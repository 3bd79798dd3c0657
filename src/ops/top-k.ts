import type { DType } from "../graph/dtype.js";
import type { Node, TopKNode } from "../graph/node.js";
import { sizeOf } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { notEmptyRule, type ReduceRule, reduceRule } from "../shape/rules/reduce.js";
import { type TopKRule, topKRule, type WithinLast } from "../shape/rules/top-k.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

/** The greatest elements along the last axis, and where they are. A record, which the body of a program may return. */
export type TopK<S extends Shape> = {
  readonly values: Tensor<S>;
  readonly indices: Tensor<S, "i32">;
};

/**
 * The `k` greatest elements along the last axis, the greatest first, and their positions there: of `x ["seq", 100]`,
 * `topK(x, 5)` is `{ values, indices }`, each `["seq", 5]`. Of equal elements the one with the lower position comes first.
 * NaN counts as greater than every number, as in PyTorch.
 *
 * Where the length of the axis is a name it is checked when its size is known.
 * @throws ShapeError `topK/count` if `k` is no positive integer, or more than the axis has, `topK/rank` if there is no
 * axis, `topK/dtype` unless `x` is f32
 */
export function topK<S extends Shape, D extends DType, const K extends number>(
  x: Arg<DTypeRule<"topK", "input", D, "f32", MinRankRule<"topK", "input", S, 1>>, Tensor<S, D>, "topK: input">,
  k: WithinLast<S, K, Arg<TopKRule<S, K>, K, "topK: k">>,
): TopK<Result<TopKRule<S, K>>>;
export function topK(x: Tensor<Shape, DType>, k: number): TopK<Shape> {
  const input = nodeOf(x);
  dtypeRule("topK", "input", input.dtype, "f32");
  minRankRule("topK", "input", input.shape, 1);
  const shape = topKRule(input.shape, k, input.dims);
  const { dims } = input;
  return {
    values: fromNode<Shape, "f32">({ op: "topK", result: "values", input, shape, dtype: "f32", dims }),
    indices: fromNode<Shape, "i32">({ op: "topK", result: "indices", input, shape, dtype: "i32", dims }),
  };
}

/**
 * The position of the greatest element along `axis`, which is the last unless it is given: of `x ["seq", 100]`,
 * `argMax(x)` is an i32 `["seq"]`. Of equal elements it is the first; NaN counts as greater than every number.
 * A negative axis counts from the end.
 * @throws ShapeError `argMax/axis`, `argMax/dtype` unless `x` is f32, `argMax/rank` if there is no axis, `argMax/empty` if
 * there are no elements
 */
export function argMax<S extends Shape, D extends DType, const X extends number = -1>(
  x: Arg<DTypeRule<"argMax", "input", D, "f32", MinRankRule<"argMax", "input", S, 1>>, Tensor<S, D>, "argMax: input">,
  axis?: Arg<ReduceRule<"argMax", S, X, false>, X, "argMax: axis">,
): Tensor<Result<ReduceRule<"argMax", S, X, false>>, "i32">;
export function argMax(x: Tensor<Shape, DType>, wantedAxis = -1): Tensor<Shape, "i32"> {
  const input = nodeOf(x);
  dtypeRule("argMax", "input", input.dtype, "f32");
  minRankRule("argMax", "input", input.shape, 1);
  const { shape, axes } = reduceRule("argMax", input.shape, wantedAxis, false);
  const { dims } = input;
  notEmptyRule(
    "argMax",
    input.shape,
    axes,
    input.shape.map((dim) => sizeOf(dim, dims)),
  );
  const lines = withLast(input, axes[0] ?? 0);
  const greatest: TopKNode = { op: "topK", result: "indices", input: lines, shape: [...shape, 1], dtype: "i32", dims };
  return fromNode({ op: "reshape", input: greatest, shape, dtype: "i32", dims });
}

/** `input` with `axis` as its last. */
function withLast(input: Node, axis: number): Node {
  const last = input.shape.length - 1;
  if (axis === last) return input;
  const axes = [...[...input.shape.keys()].toSpliced(axis, 1), axis];
  const shape = axes.map((from) => input.shape[from] ?? 1);
  return { op: "permute", axes, input, shape, dtype: input.dtype, dims: input.dims };
}
