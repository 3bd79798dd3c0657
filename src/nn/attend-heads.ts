import { attend } from "../attention/attend.js";
import { checkOptions, optionNodes } from "../attention/check-options.js";
import type { AnyMask } from "../attention/options.js";
import { rope, type RopeOptions } from "../attention/rope.js";
import { append } from "../ops/append.js";
import { mergeHeads, splitHeads } from "../ops/heads.js";
import { linear } from "../ops/linear.js";
import { mergeDims, sizeOf } from "../shape/bindings.js";
import type { Dim, Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { addDims } from "../shape/polynomial.js";
import { keyInputRule, valueInputRule } from "../shape/rules/attended.js";
import { dtypeRule } from "../shape/rules/dtype.js";
import { groupedOutputRule, groupsRule } from "../shape/rules/grouped-heads.js";
import { keptRule } from "../shape/rules/layer-cache.js";
import { optionNamesRule } from "../shape/rules/option-names.js";
import { headsRule, outputWeightRule } from "../shape/rules/projected-heads.js";
import { projectionBiasRule } from "../shape/rules/projection.js";
import { minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import { checkParts } from "./check-parts.js";
import type { LayerCache } from "./layer-cache.js";
import {
  layerOptionNames,
  type MultiHeadAttentionOptions,
  type MultiHeadAttentionWeights,
} from "./multi-head-options.js";
import { projectionsRule } from "./projection.js";

/** A result of the layer, and what is to be kept for the next call. */
export interface HeadsResult {
  /** The output alone. */
  readonly output: Tensor;
  /** The output, or a record of it and what was asked for. */
  readonly out: Attended;
  readonly cache: LayerCache<Tensor, Tensor> | undefined;
}

/**
 * Multi-head attention of tensors that only the run time knows: `multiHeadAttention` without its types.
 *
 * @returns its result, and with a cache what is to be kept
 * @throws ShapeError as multiHeadAttention does
 * @throws TypeError if a weight is missing
 */
export function attendHeads(query: Tensor, weights: HeadsWeights, options: HeadsOptions): HeadsResult {
  checkParts("multiHeadAttention", weights, ["wq", "wk", "wv", "wo"]);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = weights;
  const { heads, kvHeads, key = query, value = key, returns = [], cache, rope: turns, ...rest } = options;
  check(weights, options, { query, key, value });
  const offset = cache === undefined ? 0 : lengthOf(cache.keys);
  const turned = (x: Tensor): Tensor => (turns === undefined ? x : rope(x, { offset, ...turns }));
  const q = turned(splitHeads(linear(query, wq, bq), heads));
  const newKeys = turned(splitHeads(linear(key, wk, bk), kvHeads ?? heads));
  const newValues = splitHeads(linear(value, wv, bv), kvHeads ?? heads);
  const keys = cache === undefined ? newKeys : append(cache.keys, newKeys);
  const values = cache === undefined ? newValues : append(cache.values, newValues);
  const { output: headOutputs, ...others } = attend(q, keys, values, {
    causal: cache !== undefined,
    ...rest,
    returns: returns.filter((name) => name !== "headOutputs"),
  });
  const output = linear(mergeHeads(headOutputs), wo, bo);
  const asked = { output, ...others, ...(returns.includes("headOutputs") && { headOutputs }) };
  const out = returns.length === 0 ? output : asked;
  return { output, out, cache: cache && { keys, values } };
}

/** What the layer gives: its output, or a record of it and what was asked for. */
export type Attended = Tensor | Readonly<Record<string, Tensor>>;

/** How long keys `[.., length, d]` are: a number, unless only a run of a program says it. */
function lengthOf(keys: Tensor): Dim {
  const { shape, dims } = nodeOf(keys);
  const length = shape.at(-2) ?? 0;
  return sizeOf(length, dims) ?? length;
}

/** The weights of all four projections, of any shapes. */
export type HeadsWeights = MultiHeadAttentionWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;

/** The options, with tensors of any shapes. */
export type HeadsOptions = MultiHeadAttentionOptions<
  number,
  Tensor,
  Tensor,
  AnyMask,
  Tensor,
  Tensor<Shape, "i32">,
  Tensor,
  LayerCache<Tensor, Tensor>,
  RopeOptions,
  Tensor<Shape, "i32">
>;

/**
 * Checks the names and that there are heads: what else the options hold is checked with the shapes.
 *
 * @throws ShapeError `multiHeadAttention/option` for a name that isn't there
 * @throws TypeError if there are no options, or no number of heads
 */
export function checkLayerOptions(options: unknown): asserts options is HeadsOptions {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`multiHeadAttention: options must be an object with the number of heads: got ${options}`);
  }
  optionNamesRule("multiHeadAttention", options, layerOptionNames);
  const { heads }: { readonly heads?: unknown } = options;
  if (typeof heads === "number") return;
  throw new TypeError(`multiHeadAttention: the options have no number of heads: give { heads: 8 } for 8`);
}

/** What the parts would refuse too, but in words that name this layer's arguments. */
function check(
  { wq, bq, wk, bk, wv, bv, wo: woTensor, bo: boTensor }: HeadsWeights,
  { heads, kvHeads, cache, rope: turns, key: other, ...options }: HeadsOptions,
  inputs: Readonly<Record<"query" | "key" | "value", Tensor>>,
): void {
  const op = "multiHeadAttention";
  const [query, key, value] = [nodeOf(inputs.query), nodeOf(inputs.key), nodeOf(inputs.value)];
  const weights = { wq: nodeOf(wq), wk: nodeOf(wk), wv: nodeOf(wv) };
  const biases = { bq: bq && nodeOf(bq), bk: bk && nodeOf(bk), bv: bv && nodeOf(bv) };
  const [wo, bo, given] = [nodeOf(woTensor), boTensor && nodeOf(boTensor), optionNodes(options)];
  const kept = cache && { keys: nodeOf(cache.keys), values: nodeOf(cache.values) };
  const dims = mergeDims(op, { query, ...weights, ...biases, wo, bo, key, value, ...kept, ...given });
  const grouped = kvHeads === undefined ? undefined : { q: heads, k: kvHeads };

  dtypeRule(op, "query", query.dtype, "f32");
  minRankRule(op, "query", query.shape, 2);
  const projected = {
    q: { name: "query", shape: query.shape },
    k: { name: "key", shape: key.shape },
    v: { name: "value", shape: value.shape },
  };
  projectionsRule(op, projected, { ...weights, ...biases }, dims, grouped);
  headsRule(op, "wq", weights.wq.shape, heads);
  headsRule(op, "wv", weights.wv.shape, kvHeads ?? heads);
  if (grouped === undefined) outputWeightRule(op, weights.wv.shape, wo, dims);
  else groupedOutputRule(op, weights.wv.shape, wo, grouped, dims);
  if (bo !== undefined) projectionBiasRule(op, "wo", wo.shape, "bo", bo, dims);

  if (grouped !== undefined) groupsRule(op, grouped);
  if ((cache !== undefined || turns !== undefined) && other !== undefined) {
    const message = "cache and rope are for attention of the query to itself: leave key out";
    throw new ShapeError(`${op}/option`, `${op}: ${message}`);
  }
  if (kept !== undefined) {
    const split = { input: query.shape, heads: kvHeads ?? heads, past: kept.keys.shape };
    keptRule(op, "cache.keys", { ...split, weight: weights.wq.shape, split: heads }, kept.keys, dims);
    keptRule(op, "cache.values", { ...split, weight: weights.wv.shape, split: split.heads }, kept.values, dims);
  }
  keyInputRule(op, query.shape, key, dims);
  valueInputRule(op, key.shape, value, dims);
  const [queries = 1, own = 1] = [query.shape.at(-2), key.shape.at(-2)];
  const keys = kept === undefined ? own : addDims(kept.keys.shape.at(-2) ?? 0, own);
  checkOptions(op, [...query.shape.slice(0, -2), heads, queries, keys], given, dims);
}
