import { attend } from "../attention/attend.js";
import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import { mean } from "../ops/reduce.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits, Result } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type LengthsRule, lengthsRule } from "../shape/rules/per-head.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { fromNode, nodeOf, type Tensor } from "../tensor/tensor.js";

type Pooled<S extends Shape> = { shape: S } extends { shape: [...infer Leading, unknown, infer Width] }
  ? Fits<[...Leading, Width]>
  : Fits<Shape>;

/** The scores that lengths would belong to. */
type Scores<S extends Shape> = { shape: S } extends { shape: [...infer Leading, infer Length, unknown] }
  ? [...Leading, 1, 1, Length]
  : Shape;

/**
 * The mean of the rows of `x [.., length, width]`: `[.., width]`, one vector for a sequence. With `lengths`, an i32 for
 * each entry of the batch, of its first rows; those after them are padding, and don't reach the result. The mean of no
 * rows is zeros.
 *
 * @throws ShapeError `meanPool/batch`, `meanPool/rank`, `meanPool/dtype`
 */
export function meanPool<S extends Shape, D extends DType, L extends Shape = [], DL extends DType = "i32">(
  x: Arg<
    DTypeRule<"meanPool", "input", D, "f32", MinRankRule<"meanPool", "input", S, 2>>,
    Tensor<S, D>,
    "meanPool: input"
  >,
  lengths?: Arg<
    DTypeRule<"meanPool", "lengths", DL, "i32", LengthsRule<"meanPool", Scores<S>, L, Fits<L>>>,
    Tensor<L, DL>,
    "meanPool: lengths"
  >,
): Tensor<Result<Pooled<S>>>;
export function meanPool(x: Tensor, lengths?: Tensor<Shape, "i32">): Tensor {
  const [input, valid] = [nodeOf(x), lengths && nodeOf(lengths)];
  dtypeRule("meanPool", "input", input.dtype, "f32");
  minRankRule("meanPool", "input", input.shape, 2);
  if (lengths === undefined || valid === undefined) return mean(x, -2);
  const dims = mergeDims("meanPool", { input, lengths: valid });
  dtypeRule("meanPool", "lengths", valid.dtype, "i32");
  const [batch, [length = 1, width = 1]] = [input.shape.slice(0, -2), input.shape.slice(-2)];
  lengthsRule("meanPool", [...batch, 1, 1, length], valid.shape, dims);
  // A query to which all keys are alike attends to all of them alike: lengths mask the padding.
  const alike = (rows: Shape[number]): Tensor =>
    fromNode({ op: "fill", shape: [...batch, 1, rows, 1], dtype: "f32", dims, value: 0 });
  const rows: Node = { op: "reshape", shape: [...batch, 1, length, width], dtype: "f32", dims: input.dims, input };
  const { output } = attend(alike(1), alike(length), fromNode(rows), { lengths, scale: 1 });
  return fromNode({ op: "reshape", shape: [...batch, width], dtype: "f32", dims, input: nodeOf(output) });
}
