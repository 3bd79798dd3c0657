import { attentionOptionNames } from "../attention/option-names.js";
import type { AttentionOptions } from "../attention/options.js";
import type { Returned } from "../attention/returned.js";
import type { RopeOptions } from "../attention/rope.js";
import type { LayerCache } from "./layer-cache.js";
import type { LayerReturned } from "./multi-head-rule.js";
import type { AnyTensor } from "./projection.js";
import type { SelfAttentionWeights } from "./self-attention.js";

/** The tensors of `multiHeadAttention`: weights `[out, in]`, biases `[out]`, which may be left out. */
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

/** The options with tensors of any shapes and dtypes. */
export type AnyLayerOptions = MultiHeadAttentionOptions<number, AnyTensor, AnyTensor, AnyTensor>;

/** What `multiHeadAttention` takes beside the query and the weights. */
export interface MultiHeadAttentionOptions<
  H,
  Key,
  Value,
  Mask,
  Bias = AnyTensor,
  Lengths = AnyTensor,
  Sinks = AnyTensor,
  Cache = LayerCache,
  Rope = RopeOptions<number, AnyTensor>,
  Offset = AnyTensor,
> extends Omit<AttentionOptions<Mask, Bias, Lengths, Sinks, readonly Returned[], Offset, Offset>, "returns"> {
  /** How many heads the projections are split into. */
  readonly heads: H;
  /** How many of them keys and values have, each of which serves several of the query. By default as many as the query. */
  readonly kvHeads?: number | undefined;
  /** What is attended to, `[.., keys, in]`. By default the query. */
  readonly key?: Key | undefined;
  /** What is gathered, `[.., keys, in]`. By default the key. */
  readonly value?: Value | undefined;
  /**
   * Turns queries and keys by their positions, see `rope`. With a cache the offset is the length of the past, unless one
   * or positions are given. Not with a key.
   */
  readonly rope?: Rope | undefined;
  /**
   * Keys and values of earlier positions, `[.., kvHeads, past, d]`: the new ones are appended, and the result is
   * `{ out, cache }` with what is to be kept for the next call. Attention is then causal unless `causal` says otherwise.
   * Not with a key.
   */
  readonly cache?: Cache | undefined;
  /** What else to give, as in `attention`, and `"headOutputs"`: what each head gives, `[.., heads, queries, d_v]`. */
  readonly returns?: readonly LayerReturned[] | undefined;
}

/** The names of the options, as messages list them. */
export const layerOptionNames = [
  "heads",
  "kvHeads",
  "key",
  "value",
  ...attentionOptionNames,
  "rope",
  "cache",
  "returns",
] as const;
