import { attention, cast, concat, full, mergeHeads, splitHeads, sub } from "heddle";
import type { Shape, Tensor } from "heddle";
import type { AttentionOptions, Returned } from "heddle/attention";
import type { Fields } from "../torch/fields.js";
import { Contradiction, Unsupported } from "../torch/refusals.js";
import { numberOf } from "./attributes.js";
import type { Operands, Operator } from "./operator.js";
import { floats, isBool, isFloat, isInteger } from "./tensors.js";

/** Attention as of opset 25. */
export const attentionOperator: Operator = {
  inputs: ["Q", "K", "V", "attn_mask", "past_key", "past_value", "nonpad_kv_seqlen"],
  outputs: ["Y", "present_key", "present_value", "qk_matmul_output"],
  attributes: [
    "is_causal",
    "kv_num_heads",
    "left_window_size",
    "q_num_heads",
    "qk_matmul_output_mode",
    "right_window_size",
    "scale",
    "softcap",
    "softmax_precision",
  ],
  compute: (operands, attributes) => {
    const query = headsOf(floats(operands, "Q"), attributes, "q_num_heads");
    const key = withPast(operands, "past_key", headsOf(floats(operands, "K"), attributes, "kv_num_heads"));
    const value = withPast(operands, "past_value", headsOf(floats(operands, "V"), attributes, "kv_num_heads"));
    const scores = scoresOf(attributes);
    const cap = numberOf(attributes, "softcap", 0);
    const precision = precisionOf(attributes);
    const results = attention(query, key, value, {
      mask: maskOf(operands, key),
      ...hidingOf(operands, attributes, query),
      ...(cap > 0 && { softcap: cap }),
      ...(attributes.value("scale") !== undefined && { scale: numberOf(attributes, "scale", 0) }),
      ...(precision && { precision }),
      returns: [scores],
    });
    return {
      Y: floats(operands, "Q").shape.length === 3 ? mergeHeads(results.output) : results.output,
      present_key: key,
      present_value: value,
      qk_matmul_output: results[scores],
    };
  },
};

/** `[batch, length, heads * d]` with its heads as an axis, `[batch, heads, length, d]` as it is. */
function headsOf(tensor: Tensor, attributes: Fields, name: string): Tensor {
  return tensor.shape.length === 3 ? splitHeads(tensor, numberOf(attributes, name, 0)) : tensor;
}

function withPast(operands: Operands, name: string, present: Tensor): Tensor {
  return operands[name] === undefined ? present : concat([floats(operands, name), present], 2);
}

/** The mask, with what it lacks of keys as not attended. */
function maskOf({ attn_mask: mask }: Operands, key: Tensor): Tensor<Shape, "bool" | "f32"> | undefined {
  if (mask === undefined) return undefined;
  const missing = Number(key.shape.at(-2)) - Number(mask.shape.at(-1));
  const shape = [...mask.shape.slice(0, -1), missing];
  if (isFloat(mask)) return missing > 0 ? concat([mask, full(shape, -Infinity)], -1) : mask;
  if (!isBool(mask)) throw new Unsupported(`a mask of ${mask.dtype} is not known here`);
  return missing > 0 ? concat([mask, full(shape, false, "bool")], -1) : mask;
}

/**
 * What hides keys beside the mask. The first query stands after the past; with lengths, the last one stands at the last
 * key that is no padding.
 */
function hidingOf(
  operands: Operands,
  attributes: Fields,
  query: Tensor,
): Pick<AttentionOptions, "causal" | "window" | "lengths"> {
  const valid = operands["nonpad_kv_seqlen"];
  if (valid !== undefined && !isInteger(valid)) throw new Contradiction("nonpad_kv_seqlen holds no whole numbers");
  const past = Number(operands["past_key"]?.shape.at(-2) ?? 0);
  const offset = valid ? cast(sub(cast(valid, "f32"), Number(query.shape.at(-2))), "i32") : past;
  const [left, right] = [sideOf(attributes, "left_window_size"), sideOf(attributes, "right_window_size")];
  return {
    ...(numberOf(attributes, "is_causal", 0) === 1 && { causal: { offset } }),
    ...((left < Infinity || right < Infinity) && { window: { left, right, offset } }),
    ...(valid && { lengths: valid }),
  };
}

/** -1 is no limit. */
function sideOf(attributes: Fields, name: string): number {
  const size = numberOf(attributes, name, -1);
  return size < 0 ? Infinity : size;
}

const modes: readonly Returned[] = ["rawScores", "modifiedScores", "maskedScores", "probabilities"];

function scoresOf(attributes: Fields): Returned {
  const mode = numberOf(attributes, "qk_matmul_output_mode", 0);
  const returned = modes[mode];
  if (returned === undefined) throw new Contradiction(`there is no qk_matmul_output_mode ${mode}`);
  return returned;
}

/** ONNX's numbers of the types that a softmax can be computed in. */
const precisions: ReadonlyMap<number, NonNullable<AttentionOptions["precision"]>> = new Map([
  [1, "f32"],
  [10, "f16"],
  [11, "f64"],
  [16, "bf16"],
]);

function precisionOf(attributes: Fields): AttentionOptions["precision"] {
  const type = numberOf(attributes, "softmax_precision", undefined);
  if (type === undefined) return undefined;
  const precision = precisions.get(type);
  if (precision === undefined) throw new Contradiction(`a softmax can't be computed in type ${type}`);
  return precision;
}
