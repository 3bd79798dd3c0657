import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result, WholeArg } from "../shape/message.js";
import type { DTypeRule } from "../shape/rules/dtype.js";
import type { MinRankRule } from "../shape/rules/rank.js";
import type { Tensor } from "../tensor/tensor.js";
import { type Attended, attendHeads, checkLayerOptions, type HeadsWeights } from "./attend-heads.js";
import type { LayerCache } from "./layer-cache.js";
import type { AnyLayerOptions, MultiHeadAttentionWeights } from "./multi-head-options.js";
import type { LayerOutput, LayerRule, OptionsRule, WeightsRule } from "./multi-head-rule.js";
import type { AnyTensor } from "./projection.js";

/**
 * Attention with several heads (Vaswani et al., 2017, section 3.2.2): query, key and value are projected, split into
 * heads, attended, merged, and projected to the result `[.., queries, out]`.
 *
 * `wq` and `wk` project to the same width, `wv` to that or another; the number of heads divides both. Key and value may
 * be of other widths than the query, as each weight takes its own input. With `kvHeads` each head of keys and values serves
 * several of the query, and `wk` and `wv` give fewer heads. A mask broadcasts to
 * `[.., heads, queries, keys]`.
 *
 * ```ts
 * multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 8, causal: true });
 * multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 8, key: memory });   // cross-attention
 *
 * // Decoding, in a program with this cache: what is new attends to itself and to all that was kept.
 * multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 8, kvHeads: 4, rope: {}, cache: { keys, values } });
 * // { out, cache: { keys, values } }
 * ```
 * @throws ShapeError if a weight, the number of heads or the mask doesn't fit
 */
export function multiHeadAttention<
  XQ extends Shape,
  DQ extends DType,
  const O extends AnyLayerOptions,
  WQ extends AnyTensor = Tensor<Shape>,
  WK extends AnyTensor = Tensor<Shape>,
  WV extends AnyTensor = Tensor<Shape>,
  WO extends AnyTensor = Tensor<Shape>,
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
  options: WholeArg<OptionsRule<XQ, { wq: WQ; wv: WV }, O>, O, AnyLayerOptions, "multiHeadAttention: options">,
): LayerOutput<
  Result<
    LayerRule<
      XQ,
      WO,
      WeightsRule<XQ, { wq: WQ; wk: WK; wv: WV; wo: WO; bq: BQ; bk: BK; bv: BV; bo: BO }, O>,
      OptionsRule<XQ, { wq: WQ; wv: WV }, O>
    >
  >,
  XQ,
  WV,
  O
>;
export function multiHeadAttention(
  query: Tensor,
  weights: HeadsWeights,
  options: unknown,
): Attended | { readonly out: Attended; readonly cache: LayerCache<Tensor, Tensor> } {
  checkLayerOptions(options);
  const { out, cache } = attendHeads(query, weights, options);
  return cache === undefined ? out : { out, cache };
}
