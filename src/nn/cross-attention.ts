import type { Returned } from "../attention/returned.js";
import type { DType } from "../graph/dtype.js";
import { attend } from "../attention/attend.js";
import { checkOptions, optionNodes } from "../attention/check-options.js";
import type { AnyMask, AttentionOptions } from "../attention/options.js";
import { mergeHeads, splitHeads } from "../ops/heads.js";
import { linear } from "../ops/linear.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result, WholeArg } from "../shape/message.js";
import { attentionRule, scoresRule } from "../shape/rules/attention.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { memoryOutputRule } from "../shape/rules/projected-memory.js";
import { optionNamesRule } from "../shape/rules/option-names.js";
import { headsRule } from "../shape/rules/projected-heads.js";
import { projectionBiasRule, projectionRule } from "../shape/rules/projection.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import { checkParts } from "./check-parts.js";
import {
  type CrossAttentionWeights,
  crossOptionNames,
  type CrossOptionsRule,
  type CrossResult,
  type CrossWeightsRule,
  type MemoryFitsRule,
} from "./cross-attention-rule.js";
import type { LayerCache } from "./layer-cache.js";
import type { AnyTensor } from "./projection.js";

/** What {@link crossAttention} takes beside the tensors: attention's options, and the number of heads of the query. */
export interface CrossAttentionOptions<
  Mask = AnyTensor,
  Bias = AnyTensor,
  Lengths = AnyTensor,
  Sinks = AnyTensor,
  Offset = AnyTensor,
> extends Omit<AttentionOptions<Mask, Bias, Lengths, Sinks, readonly Returned[], Offset, Offset>, "returns"> {
  readonly heads: number;
}

type Op = "crossAttention";

/**
 * Attention of `query [.., queries, in]` to a memory that is projected already: `keys [.., kvHeads, keys, d]` and
 * `values [.., kvHeads, keys, d_v]`, as `projectMemory` gives them. The memory of a decoder stays the same while it writes
 * one token after the other, so its keys and values are computed once, not in each step.
 *
 * ```ts
 * const memory = projectMemory(encoded, { wk, bk, wv, bv }, 8);       // once
 * crossAttention(x, { wq, bq, wo, bo }, memory, { heads: 8 });        // in each step
 * ```
 * @throws ShapeError if a weight, the number of heads, the memory or the mask doesn't fit
 */
export function crossAttention<
  X extends Shape,
  D extends DType,
  const W extends CrossAttentionWeights,
  const O extends CrossAttentionOptions,
  K extends Shape = Shape,
  DK extends DType = "f32",
  V extends Shape = Shape,
  DV extends DType = "f32",
>(
  query: Arg<DTypeRule<Op, "query", D, "f32", MinRankRule<Op, "query", X, 2>>, Tensor<X, D>, "crossAttention: query">,
  weights: WholeArg<CrossWeightsRule<Op, X, W, V, O["heads"]>, W, CrossAttentionWeights, "crossAttention: weights">,
  memory: Arg<
    MemoryFitsRule<X, W, O["heads"], K, V, DK, DV>,
    LayerCache<Tensor<K, DK>, Tensor<V, DV>>,
    "crossAttention: memory"
  >,
  options: WholeArg<CrossOptionsRule<Op, X, W, K, O>, O, CrossAttentionOptions, "crossAttention: options">,
): Tensor<
  Result<
    CrossResult<
      X,
      W,
      CrossWeightsRule<Op, X, W, V, O["heads"]>,
      MemoryFitsRule<X, W, O["heads"], K, V, DK, DV>,
      CrossOptionsRule<Op, X, W, K, O>
    >
  >
>;
export function crossAttention(
  query: Tensor,
  weights: unknown,
  memory: LayerCache<Tensor, Tensor>,
  options: unknown,
): Tensor {
  checkWeights(weights);
  checkHeads(options);
  return attendProjected(query, weights, memory, options);
}

function checkWeights(weights: unknown): asserts weights is ProjectedQueryWeights {
  checkParts("crossAttention", weights, ["wq", "wo"]);
}

/** What the options hold besides is checked with the shapes. */
function checkHeads(options: unknown): asserts options is ProjectedOptions {
  if (typeof options === "object" && options !== null && "heads" in options && typeof options.heads === "number") {
    optionNamesRule("crossAttention", options, crossOptionNames);
    return;
  }
  throw new TypeError("crossAttention: options must be an object with the number of heads, such as { heads: 8 }");
}

/** The weights of query and result, of any shapes. */
export interface ProjectedQueryWeights {
  readonly wq: Tensor;
  readonly bq?: Tensor | undefined;
  readonly wo: Tensor;
  readonly bo?: Tensor | undefined;
}

/** The options, with tensors of any shapes. */
export type ProjectedOptions = CrossAttentionOptions<
  AnyMask,
  Tensor,
  Tensor<Shape, "i32">,
  Tensor,
  Tensor<Shape, "i32">
>;

/**
 * Attention to a projected memory of tensors that only the run time knows: `crossAttention` without its types.
 *
 * @throws ShapeError as crossAttention does
 */
export function attendProjected(
  query: Tensor,
  weights: ProjectedQueryWeights,
  { keys, values }: LayerCache<Tensor, Tensor>,
  { heads, ...options }: ProjectedOptions,
): Tensor {
  const op = "crossAttention";
  const [x, k, v] = [nodeOf(query), nodeOf(keys), nodeOf(values)];
  const [wq, bq] = [nodeOf(weights.wq), weights.bq && nodeOf(weights.bq)];
  const [wo, bo] = [nodeOf(weights.wo), weights.bo && nodeOf(weights.bo)];
  const given = optionNodes(options);
  const dims = mergeDims(op, { query: x, wq, bq, wo, bo, key: k, value: v, ...given });
  dtypeRule(op, "query", x.dtype, "f32");
  minRankRule(op, "query", x.shape, 2);
  projectionRule(op, "query", x.shape, "wq", wq, dims);
  if (bq !== undefined) projectionBiasRule(op, "wq", wq.shape, "bq", bq, dims);
  memoryOutputRule(op, v.shape, wo, heads, dims);
  if (bo !== undefined) projectionBiasRule(op, "wo", wo.shape, "bo", bo, dims);
  headsRule(op, "wq", wq.shape, heads);
  const projected = splitHeads(linear(query, weights.wq, weights.bq), heads);
  dtypeRule("attention", "key", k.dtype, "f32");
  scoresRule(projected.shape, k.shape, dims);
  dtypeRule("attention", "value", v.dtype, "f32");
  attentionRule(projected.shape, k.shape, v.shape, dims);
  const [queries = 1, length = 1] = [x.shape.at(-2), k.shape.at(-2)];
  checkOptions(op, [...x.shape.slice(0, -2), heads, queries, length], given, dims);
  const { output } = attend(projected, keys, values, options);
  return linear(mergeHeads(output), weights.wo, weights.bo);
}
