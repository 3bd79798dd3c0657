import type { DType } from "../graph/dtype.js";
import { attend } from "../attention/attend.js";
import { checkOptions, optionNodes, type TensorOptions } from "../attention/check-options.js";
import type { AnyMask, AttentionOptions } from "../attention/options.js";
import { mergeHeads, splitHeads } from "../ops/heads.js";
import { linear } from "../ops/linear.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import { type Arg, type Result, ShapeError } from "../shape/message.js";
import { keyInputRule, valueInputRule } from "../shape/rules/attended.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { headsRule, outputWeightRule } from "../shape/rules/projected-heads.js";
import { projectionBiasRule } from "../shape/rules/projection.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import type { LayerOutput, LayerReturned, LayerRule, OptionsRule, WeightsRule } from "./multi-head-rule.js";
import { type AnyTensor, projectionsRule } from "./projection.js";
import type { SelfAttentionWeights } from "./self-attention.js";

/** The tensors of {@link multiHeadAttention}: weights `[out, in]`, biases `[out]`, which may be left out. */
export interface MultiHeadAttentionWeights<WQ, WK, WV, WO, BQ, BK, BV, BO> extends SelfAttentionWeights<
  WQ,
  WK,
  WV,
  BQ,
  BK,
  BV
> {
  readonly wo: WO;
  readonly bo?: BO | undefined;
}

/** What {@link multiHeadAttention} takes beside the query and the weights. */
export interface MultiHeadAttentionOptions<
  H,
  Key,
  Value,
  Mask,
  Bias = AnyTensor,
  Lengths = AnyTensor,
  Sinks = AnyTensor,
> extends Omit<AttentionOptions<Mask, Bias, Lengths, Sinks>, "returns"> {
  /** How many heads the projections are split into. */
  readonly heads: H;
  /** What is attended to, `[.., keys, in]`. By default the query. */
  readonly key?: Key | undefined;
  /** What is gathered, `[.., keys, in]`. By default the key. */
  readonly value?: Value | undefined;
  /** What else to give, as in `attention`, and `"headOutputs"`: what each head gives, `[.., heads, queries, d_v]`. */
  readonly returns?: readonly LayerReturned[] | undefined;
}

/**
 * Attention with several heads (Vaswani et al., 2017, section 3.2.2): query, key and value are projected, split into
 * heads, attended, merged, and projected to the result `[.., queries, out]`.
 *
 * `wq` and `wk` project to the same width, `wv` to that or another; the number of heads divides both. Key and value may
 * be of other widths than the query, as each weight takes its own input. A mask broadcasts to
 * `[.., heads, queries, keys]`. A mask or score function that is written in place names the type of its argument, as in
 * `({ q, k }: ScorePosition) => k.le(q)`.
 *
 * ```ts
 * multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 8, causal: true });
 * multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 8, key: memory });   // cross-attention
 * ```
 * @throws ShapeError if a weight, the number of heads or the mask doesn't fit
 */
export function multiHeadAttention<
  XQ extends Shape,
  DQ extends DType,
  WQ extends AnyTensor,
  WK extends AnyTensor,
  WV extends AnyTensor,
  WO extends AnyTensor,
  const O extends MultiHeadAttentionOptions<number, AnyTensor, AnyTensor, AnyTensor>,
  BQ extends AnyTensor = Tensor<Shape>,
  BK extends AnyTensor = Tensor<Shape>,
  BV extends AnyTensor = Tensor<Shape>,
  BO extends AnyTensor = Tensor<Shape>,
>(
  query: Arg<
    DTypeRule<"multiHeadAttention", "query", DQ, "f32", MinRankRule<"multiHeadAttention", "query", XQ, 2>>,
    Tensor<XQ, DQ>,
    "multiHeadAttention: query"
  >,
  weights: Arg<
    WeightsRule<XQ, { wq: WQ; wk: WK; wv: WV; wo: WO; bq: BQ; bk: BK; bv: BV; bo: BO }, O>,
    MultiHeadAttentionWeights<WQ, WK, WV, WO, BQ, BK, BV, BO>,
    "multiHeadAttention: weights"
  >,
  options: Arg<OptionsRule<XQ, WQ, O>, O, "multiHeadAttention: options">,
): LayerOutput<
  Result<
    LayerRule<
      XQ,
      WO,
      WeightsRule<XQ, { wq: WQ; wk: WK; wv: WV; wo: WO; bq: BQ; bk: BK; bv: BV; bo: BO }, O>,
      OptionsRule<XQ, WQ, O>
    >
  >,
  XQ,
  WV,
  O
>;
export function multiHeadAttention(
  query: Tensor,
  weights: Weights,
  options: unknown,
): Tensor | Readonly<Record<string, Tensor>> {
  checkNames(options);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = weights;
  const { heads, key = query, value = key, returns = [], ...rest } = options;
  check(weights, heads, { query, key, value }, rest);
  const q = splitHeads(linear(query, wq, bq), heads);
  const k = splitHeads(linear(key, wk, bk), heads);
  const v = splitHeads(linear(value, wv, bv), heads);
  const { output: headOutputs, ...others } = attend(q, k, v, {
    ...rest,
    returns: returns.filter((name) => name !== "headOutputs"),
  });
  const output = linear(mergeHeads(headOutputs), wo, bo);
  if (returns.length === 0) return output;
  return { output, ...others, ...(returns.includes("headOutputs") && { headOutputs }) };
}

type Weights = MultiHeadAttentionWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;

const optionNames = [
  "heads",
  "key",
  "value",
  "mask",
  "bias",
  "causal",
  "window",
  "lengths",
  "scale",
  "softcap",
  "score",
  "sinks",
  "precision",
  "returns",
];

/** Checks the names alone: what the options hold is checked with the shapes. */
function checkNames(
  options: unknown,
): asserts options is MultiHeadAttentionOptions<number, Tensor, Tensor, AnyMask, Tensor, Tensor<Shape, "i32">, Tensor> {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`multiHeadAttention: options must be an object with the number of heads: got ${options}`);
  }
  const other = Object.keys(options).find((name) => !optionNames.includes(name));
  if (other === undefined) return;
  const names = `${optionNames.slice(0, -1).join(", ")} or ${optionNames.at(-1)}`;
  throw new ShapeError("multiHeadAttention/option", `multiHeadAttention: ${other} is no option (use ${names})`);
}

/** What the parts would refuse too, but in words that name this layer's arguments. */
function check(
  { wq, bq, wk, bk, wv, bv, wo: woTensor, bo: boTensor }: Weights,
  heads: number,
  inputs: Readonly<Record<"query" | "key" | "value", Tensor>>,
  options: TensorOptions,
): void {
  const op = "multiHeadAttention";
  const [query, key, value] = [nodeOf(inputs.query), nodeOf(inputs.key), nodeOf(inputs.value)];
  const weights = { wq: nodeOf(wq), wk: nodeOf(wk), wv: nodeOf(wv) };
  const biases = { bq: bq && nodeOf(bq), bk: bk && nodeOf(bk), bv: bv && nodeOf(bv) };
  const [wo, bo, given] = [nodeOf(woTensor), boTensor && nodeOf(boTensor), optionNodes(options)];
  const dims = mergeDims(op, { query, ...weights, ...biases, wo, bo, key, value, ...given });

  dtypeRule(op, "query", query.dtype, "f32");
  minRankRule(op, "query", query.shape, 2);
  const projected = {
    q: { name: "query", shape: query.shape },
    k: { name: "key", shape: key.shape },
    v: { name: "value", shape: value.shape },
  };
  projectionsRule(op, projected, { ...weights, ...biases }, dims);
  headsRule(op, "wq", weights.wq.shape, heads);
  headsRule(op, "wv", weights.wv.shape, heads);
  outputWeightRule(op, weights.wv.shape, wo, dims);
  if (bo !== undefined) projectionBiasRule(op, "wo", wo.shape, "bo", bo, dims);

  keyInputRule(op, query.shape, key, dims);
  valueInputRule(op, key.shape, value, dims);
  const [queries = 1, keys = 1] = [query.shape.at(-2), key.shape.at(-2)];
  checkOptions(op, [...query.shape.slice(0, -2), heads, queries, keys], given, dims);
}
