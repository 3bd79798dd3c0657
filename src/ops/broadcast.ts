import type { DType } from "../graph/dtype.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Fits, Arg, Result } from "../shape/message.js";
import { broadcastToRule } from "../shape/rules/index.js";
import type { BroadcastToRule } from "../shape/rules/index.js";
import type { SizesChecked } from "../shape/size.js";
import { bindingsOf, toShape } from "../shape/variable.js";
import type { DimArgument, DimsOf } from "../shape/variable.js";
import { fromNode, nodeOf } from "../tensor/tensor.js";
import type { Tensor } from "../tensor/tensor.js";

/**
 * The elements of `x`, repeated to `shape` as numpy broadcasts: `broadcastTo(bias, [seq, 512])`. The shapes are aligned
 * at the last axis; an axis of size 1 and a missing one in front repeat what is there.
 *
 * @throws ShapeError `broadcastTo/broadcast`, `broadcastTo/rank` if `x` doesn't broadcast to `shape`, `broadcastTo/dim`
 */
export function broadcastTo<S extends Shape, D extends DType, const Wanted extends readonly DimArgument[]>(
  x: Arg<Fits<[]>, Tensor<S, D>, "broadcastTo: input">,
  shape: SizesChecked<
    "broadcastTo",
    DimsOf<Wanted>,
    Arg<BroadcastToRule<S, DimsOf<Wanted>>, Wanted, "broadcastTo: shape">
  >,
): Tensor<Result<BroadcastToRule<S, DimsOf<Wanted>>>, D>;
export function broadcastTo(x: Tensor<Shape, DType>, argument: readonly DimArgument[]): Tensor<Shape, DType> {
  const input = nodeOf(x);
  const wanted = toShape("broadcastTo", argument);
  const dims = mergeDims("broadcastTo", { input, shape: { dims: bindingsOf("broadcastTo", argument) } });
  const shape = broadcastToRule(input.shape, wanted, dims);
  return fromNode({ op: "broadcast", input, shape, dtype: input.dtype, dims });
}
