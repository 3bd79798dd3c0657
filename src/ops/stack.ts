import type { ReshapeNode } from "../graph/node.js";
import { mergeDims } from "../shape/bindings.js";
import type { Arg, Result } from "../shape/message.js";
import { sameDTypesRule, stackRule } from "../shape/rules/index.js";
import type { SameDTypesRule, StackAxisRule, StackRule } from "../shape/rules/index.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AnyTensor, DTypesOf, ShapesOf } from "./tensor-list.js";

/**
 * Tensors of one shape and dtype side by side along a new axis of the result: `stack([x, y], 0)` of two
 * `["seq", 512]` is `[2, "seq", 512]`. A negative axis counts from the end of the result: -1 makes it the last.
 *
 * @throws ShapeError `stack/shape`, `stack/rank`, `stack/axis`, `stack/dtype`, `stack/none`
 */
export function stack<const Tensors extends readonly AnyTensor[], const X extends number>(
  tensors: Arg<SameDTypesRule<"stack", DTypesOf<Tensors>, StackRule<ShapesOf<Tensors>, X>>, Tensors, "stack: tensor">,
  axis: Arg<StackAxisRule<ShapesOf<Tensors>, X>, X, "stack: axis">,
): Tensor<Result<StackRule<ShapesOf<Tensors>, X>>, Tensors[number]["dtype"]>;
export function stack(tensors: readonly AnyTensor[], wantedAxis: number): AnyTensor {
  const inputs = tensors.map(nodeOf);
  const dtype = sameDTypesRule(
    "stack",
    inputs.map((input) => input.dtype),
  );
  const dims = mergeDims("stack", Object.fromEntries(inputs.map((input, i) => [`tensor ${i}`, input])));
  const { shape, axis } = stackRule(
    inputs.map((input) => input.shape),
    wantedAxis,
    dims,
  );
  const layers = inputs.map((input): ReshapeNode => {
    return { op: "reshape", input, shape: input.shape.toSpliced(axis, 0, 1), dtype, dims: input.dims };
  });
  return fromNode({ op: "concat", axis, inputs: layers, shape, dtype, dims });
}
