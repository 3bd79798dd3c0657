import type { DType } from "../graph/dtype.js";
import { attention, type AttentionOptions, type MaskArgument } from "../attention/attention.js";
import { linear } from "../ops/linear.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result } from "../shape/message.js";
import type { LinearBiasRule, LinearRule } from "../shape/rules/linear.js";
import type { Tensor } from "../tensor/tensor.js";
import type { AttentionOf, KeyRule, Projection, ScoresOf, ValueRule } from "./projection.js";

/** The tensors of {@link selfAttention}: weights `[out, in]`, biases `[out]`, which may be left out. */
export interface SelfAttentionWeights<WQ, WK, WV, BQ, BK, BV> {
  readonly wq: WQ;
  readonly bq?: BQ | undefined;
  readonly wk: WK;
  readonly bk?: BK | undefined;
  readonly wv: WV;
  readonly bv?: BV | undefined;
}

/**
 * Attention with one head in which query, key and value are projections of the same `x [.., length, in]`: the result
 * is `[.., length, d_v]`.
 *
 * ```ts
 * selfAttention(x, { wq, wk, wv }, { causal: true });   // wq, wk [d, in], wv [d_v, in]
 * ```
 * @throws ShapeError if a weight or the mask doesn't fit
 */
export function selfAttention<
  X extends Shape,
  WQ extends Shape,
  WK extends Shape,
  WV extends Shape,
  BQ extends Shape,
  BK extends Shape,
  BV extends Shape,
  M extends Shape,
  DM extends DType,
>(
  x: Tensor<X>,
  weights: SelfAttentionWeights<
    Arg<LinearRule<X, WQ>, Tensor<WQ>>,
    Arg<KeyRule<X, WQ, X, WK>, Tensor<WK>>,
    Arg<ValueRule<X, WQ, X, WK, X, WV>, Tensor<WV>>,
    Arg<LinearBiasRule<WQ, BQ>, Tensor<BQ>>,
    Arg<LinearBiasRule<WK, BK>, Tensor<BK>>,
    Arg<LinearBiasRule<WV, BV>, Tensor<BV>>
  >,
  options?: AttentionOptions<MaskArgument<Result<ScoresOf<Projection<X, WQ>, Projection<X, WK>>>, M, DM>>,
): Tensor<Result<AttentionOf<Projection<X, WQ>, Projection<X, WK>, Projection<X, WV>>>>;
export function selfAttention(
  x: Tensor,
  { wq, bq, wk, bk, wv, bv }: SelfAttentionWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>,
  options: AttentionOptions = {},
): Tensor {
  return attention(linear(x, wq, bq), linear(x, wk, bk), linear(x, wv, bv), options);
}
