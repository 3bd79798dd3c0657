import type { DType } from "../graph/dtype.js";
import { attention, type AttentionOptions, type MaskArgument } from "../attention/attention.js";
import { mergeHeads, splitHeads } from "../ops/heads.js";
import { linear } from "../ops/linear.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import type { LinearBiasRule, LinearRule } from "../shape/rules/linear.js";
import type { Tensor } from "../tensor/tensor.js";
import type { Heads, HeadsArgument, KeyRule, OutputRule, ScoresOf, ValueHeadsRule } from "./projection.js";
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
export interface MultiHeadAttentionOptions<H, Key, Value, Mask> extends AttentionOptions<Mask> {
  /** How many heads the projections are split into. */
  readonly heads: H;
  /** What is attended to, `[.., keys, in]`. By default the query. */
  readonly key?: Key | undefined;
  /** What is gathered, `[.., keys, in]`. By default the key. */
  readonly value?: Value | undefined;
}

/**
 * Attention with several heads (Vaswani et al., 2017, section 3.2.2): query, key and value are projected, split into
 * heads, attended, merged, and projected to the result `[.., queries, out]`.
 *
 * `wq` and `wk` project to the same width, `wv` to that or another; the number of heads divides both. Key and value may
 * be of other widths than the query, as each weight takes its own input. A mask broadcasts to
 * `[.., heads, queries, keys]`.
 *
 * ```ts
 * multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 8, causal: true });
 * multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 8, key: memory });   // cross-attention
 * ```
 * @throws ShapeError if a weight, the number of heads or the mask doesn't fit
 */
export function multiHeadAttention<
  XQ extends Shape,
  WQ extends Shape,
  WK extends Shape,
  WV extends Shape,
  WO extends Shape,
  BQ extends Shape,
  BK extends Shape,
  BV extends Shape,
  BO extends Shape,
  const H extends number,
  M extends Shape,
  DM extends DType,
  XK extends Shape = XQ,
  XV extends Shape = XK,
>(
  query: Tensor<XQ>,
  weights: MultiHeadAttentionWeights<
    Arg<LinearRule<XQ, WQ>, Tensor<WQ>>,
    Arg<KeyRule<XQ, WQ, XK, WK>, Tensor<WK>>,
    Arg<ValueHeadsRule<XQ, WQ, XK, WK, XV, WV, H>, Tensor<WV>>,
    Arg<OutputRule<Heads<XQ, WQ, H>, Heads<XK, WK, H>, Heads<XV, WV, H>, WO>, Tensor<WO>>,
    Arg<LinearBiasRule<WQ, BQ>, Tensor<BQ>>,
    Arg<LinearBiasRule<WK, BK>, Tensor<BK>>,
    Arg<LinearBiasRule<WV, BV>, Tensor<BV>>,
    Arg<LinearBiasRule<WO, BO>, Tensor<BO>>
  >,
  options: MultiHeadAttentionOptions<
    HeadsArgument<XQ, WQ, H>,
    Tensor<XK>,
    Tensor<XV>,
    MaskArgument<Result<ScoresOf<Heads<XQ, WQ, H>, Heads<XK, WK, H>>>, M, DM>
  >,
): Tensor<Result<OutputRule<Heads<XQ, WQ, H>, Heads<XK, WK, H>, Heads<XV, WV, H>, WO>>>;
export function multiHeadAttention(
  query: Tensor,
  weights: MultiHeadAttentionWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>,
  options: MultiHeadAttentionOptions<number, Tensor, Tensor, Tensor<Shape, "bool" | "f32">>,
): Tensor {
  const { wq, bq, wk, bk, wv, bv, wo, bo } = weights;
  const { heads, key = query, value = key, ...rest } = options;
  const q = splitHeads(linear(query, wq, bq), heads);
  const k = splitHeads(linear(key, wk, bk), heads);
  const v = splitHeads(linear(value, wv, bv), heads);
  return linear(mergeHeads(attention(q, k, v, rest)), wo, bo);
}
