import type { DType } from "../graph/dtype.js";
import type { Node } from "../graph/node.js";
import type { DimBindings, Shape } from "../shape/dim.js";
import { dtypeRule, maskDTypeRule } from "../shape/rules/dtype.js";
import { maskRule } from "../shape/rules/mask.js";
import { lengthsRule, sinksRule } from "../shape/rules/per-head.js";
import { isTensor, nodeOf, type Tensor } from "../tensor/tensor.js";
import type { CausalOptions } from "./masks/causal.js";
import type { WindowOptions } from "./masks/window.js";
import type { MaskFunction } from "./score-function.js";

/** The options that are tensors. */
export interface TensorOptions {
  readonly mask?: Tensor<Shape, DType> | MaskFunction | undefined;
  readonly bias?: Tensor<Shape, DType> | undefined;
  readonly lengths?: Tensor<Shape, DType> | undefined;
  readonly sinks?: Tensor<Shape, DType> | undefined;
  readonly causal?: boolean | CausalOptions<Tensor<Shape, DType>> | undefined;
  readonly window?: WindowOptions<Tensor<Shape, DType>> | undefined;
}

/** The nodes of the options that are tensors. */
export type OptionNodes = Readonly<Record<keyof TensorOptions, Node | undefined>>;

/** The nodes of the options that are tensors. */
export function optionNodes({ mask, bias, lengths, sinks, causal, window }: TensorOptions): OptionNodes {
  return {
    mask: mask === undefined || typeof mask === "function" ? undefined : nodeOf(mask),
    bias: bias && nodeOf(bias),
    lengths: lengths && nodeOf(lengths),
    sinks: sinks && nodeOf(sinks),
    causal: offsetNode(causal),
    window: offsetNode(window),
  };
}

/** The node of an offset that is a tensor. */
function offsetNode(option: TensorOptions["causal" | "window"]): Node | undefined {
  const offset = typeof option === "object" ? option.offset : undefined;
  return typeof offset === "object" && isTensor(offset) ? nodeOf(offset) : undefined;
}

/**
 * Checks that the tensors in options fit scores `[.., heads, queries, keys]`.
 *
 * @throws ShapeError `op/dtype`, `op/mask`, `op/bias`, `op/batch`, `op/sinks`
 */
export function checkOptions(
  op: string,
  scores: Readonly<Shape>,
  { mask, bias, lengths, sinks, causal, window }: OptionNodes,
  dims: DimBindings,
): void {
  if (mask !== undefined) {
    maskDTypeRule(op, mask.dtype);
    maskRule(op, scores, mask.shape, dims);
  }
  if (bias !== undefined) {
    dtypeRule(op, "bias", bias.dtype, "f32");
    maskRule(op, scores, bias.shape, dims, "bias");
  }
  if (lengths !== undefined) {
    dtypeRule(op, "lengths", lengths.dtype, "i32");
    lengthsRule(op, scores, lengths.shape, dims);
  }
  if (sinks !== undefined) {
    dtypeRule(op, "sinks", sinks.dtype, "f32");
    sinksRule(op, scores, sinks.shape, dims);
  }
  for (const offset of [causal, window]) {
    if (offset === undefined) continue;
    dtypeRule(op, "offset", offset.dtype, "i32");
    lengthsRule(op, scores, offset.shape, dims, "offsets");
  }
}
