import type { Shape } from "../shape/dim.js";
import type { attentionOptionNames } from "../attention/option-names.js";
import type { Fits } from "../shape/message.js";
import type { KeyInputRule } from "../shape/rules/attended.js";
import type { ResidualRule } from "../shape/rules/feed-forward.js";
import type { DTypeRule } from "../shape/rules/dtype.js";
import type { OptionNamesRule } from "../shape/rules/option-names.js";
import type { MinRankRule } from "../shape/rules/rank.js";
import type {
  AttentionPartRule,
  BlockAttentionWeights,
  BlockFeedForwardWeights,
  BlockOptions,
  FeedForwardPartRule,
  NormRule,
  NormWeights,
} from "./block-rule.js";
import type {
  CrossAttentionWeights,
  CrossOptionsRule,
  CrossWeightsRule,
  MemoryFitsRule,
} from "./cross-attention-rule.js";
import type { LayerCache } from "./layer-cache.js";
import type { AnyLayerOptions } from "./multi-head-options.js";
import type { LayerOptions, OptionsRule } from "./multi-head-rule.js";
import type { AnyTensor, DTypeOf, ShapeOf } from "./projection.js";

/** The tensors of `decoderBlock`, part by part. A memory that is projected already needs no weights for it. */
export interface DecoderBlockWeights {
  readonly norm1: NormWeights;
  readonly attention: BlockAttentionWeights;
  readonly norm2: NormWeights;
  readonly cross: BlockAttentionWeights | CrossAttentionWeights;
  readonly norm3: NormWeights;
  readonly feedForward: BlockFeedForwardWeights;
}

/** What `decoderBlock` takes beside the tensors: the options of its first attention, which is causal by default. */
export type DecoderBlockOptions = BlockOptions & Omit<AnyLayerOptions, "heads" | "returns">;

/** The options of the second attention: which of the memory may be attended to. */
export type CrossOptions = Omit<AnyLayerOptions, "heads" | "kvHeads" | "key" | "value" | "rope" | "cache" | "returns">;

/** What is attended to: a tensor, or its keys and values as `projectMemory` gives them. */
export type Memory = AnyTensor | LayerCache;

type Op = "decoderBlock";

/** `[]` if the memory can be attended to, or the message. */
export type MemoryRule<
  X extends Shape,
  M extends Memory,
  W extends DecoderBlockWeights,
  Heads extends number,
> = M extends {
  readonly keys: infer K extends AnyTensor;
  readonly values: infer V extends AnyTensor;
}
  ? MemoryFitsRule<X, W["cross"], Heads, ShapeOf<K>, ShapeOf<V>, DTypeOf<K>, DTypeOf<V>>
  : M extends { readonly dtype: infer D extends string }
    ? DTypeRule<
        Op,
        "memory",
        D,
        "f32",
        After<MinRankRule<Op, "memory", ShapeOf<M>, 2>, KeyInputRule<"multiHeadAttention", X, ShapeOf<M>, D, Fits<[]>>>
      >
    : never;

/** `[]` if the options of the attention to the memory fit, or the message. */
export type CrossRule<
  X extends Shape,
  W extends DecoderBlockWeights,
  M extends Memory,
  Heads extends number,
  C,
> = OptionNamesRule<Op, keyof C, typeof attentionOptionNames, FittingCross<X, W, M, Heads, C>>;

type FittingCross<
  X extends Shape,
  W extends DecoderBlockWeights,
  M extends Memory,
  Heads extends number,
  C,
> = M extends {
  readonly keys: infer K extends AnyTensor;
}
  ? WithHeads<C, Heads> extends infer A extends { readonly heads: number }
    ? CrossOptionsRule<"crossAttention", X, W["cross"], ShapeOf<K>, A>
    : never
  : W["cross"] extends infer B extends BlockAttentionWeights
    ? WithHeads<C, Heads, M> extends infer A extends LayerOptions
      ? OptionsRule<X, B, A>
      : never
    : Fits<[]>;

type WithHeads<C, Heads extends number, Key = never> = {
  [Name in keyof C | "heads" | ([Key] extends [never] ? never : "key")]: Name extends "heads"
    ? Heads
    : Name extends "key"
      ? Key
      : Name extends keyof C
        ? C[Name]
        : never;
};

/** `X` if the weights fit it, the memory and each other, or the message. */
export type WeightsRule<
  X extends Shape,
  M extends Memory,
  W extends DecoderBlockWeights,
  O extends DecoderBlockOptions,
> = NormRule<
  Op,
  X,
  W["norm1"],
  O,
  AttentionPartRule<
    Op,
    X,
    W["attention"],
    O,
    NormRule<
      Op,
      X,
      W["norm2"],
      O,
      CrossPartRule<
        X,
        M,
        W["cross"],
        O["heads"],
        NormRule<Op, X, W["norm3"], O, FeedForwardPartRule<Op, X, W["feedForward"], Fits<X>>>
      >
    >
  >
>;

/** `Next` if the attention to the memory gives what can be added to `X`, or the message. */
type CrossPartRule<
  X extends Shape,
  M extends Memory,
  W extends CrossAttentionWeights,
  Heads extends number,
  Next,
> = M extends { readonly values: infer V extends AnyTensor }
  ? CrossWeightsRule<"crossAttention", X, W, ShapeOf<V>, Heads> extends infer Fitting
    ? Fitting extends Fits<unknown>
      ? ResidualRule<Op, X, "wo", ShapeOf<W["wo"]>, Next>
      : Fitting
    : never
  : W extends BlockAttentionWeights
    ? { heads: Heads; key: M } extends infer O extends LayerOptions
      ? AttentionPartRule<Op, X, W, O, Next>
      : never
    : `${Op}: the weights for the memory are missing: give cross wk and wv, or a memory of keys and values`;

type After<Rule, Next> = Rule extends Fits<unknown> ? Next : Rule;
