import type { Shape } from "../shape/dim.js";
import type { Fits } from "../shape/message.js";
import type { DTypeRule } from "../shape/rules/dtype.js";
import type { ResidualRule } from "../shape/rules/feed-forward.js";
import type { NormalizeRule } from "../shape/rules/normalize.js";
import type { Tensor } from "../tensor/tensor.js";
import type { Activation, FeedForwardRule } from "./feed-forward.js";
import type { HeadWeights, LayerOptions, OptionsRule, WeightsRule } from "./multi-head-rule.js";
import type { AnyTensor, DTypeOf, ShapeOf } from "./projection.js";

/*
 * The rules of transformer blocks, put together from those of their parts, in the order in which a block that runs comes
 * to them. A message of a part names the part: `multiHeadAttention: wq does not fit query: ..`.
 */

/** The weights of a normalisation. */
export interface NormWeights {
  readonly weight: AnyTensor;
  readonly bias?: AnyTensor | undefined;
}

/** How a block is put together. */
export interface BlockOptions {
  /** How many heads the projections of an attention are split into. */
  readonly heads: number;
  /**
   * Whether each part sees a normalised input, `x + part(norm(x))`, or each sum is normalised, `norm(x + part(x))`. By
   * default pre (Xiong et al., On Layer Normalization in the Transformer Architecture, 2020).
   */
  readonly order?: "pre" | "post" | undefined;
  /** By default layerNorm; rmsNorm takes no bias. */
  readonly normalise?: "layerNorm" | "rmsNorm" | undefined;
  /** That of the normalisations. By default 1e-5. */
  readonly epsilon?: number | undefined;
  /** That of the feed-forward layer. */
  readonly activation?: Activation | undefined;
}

/** The options of a block's own, which its attention doesn't take. */
export type BlockOption = Exclude<keyof BlockOptions, "heads">;

/** What the rule of attention's options yields for those of a block, which returns its output alone. */
export type BlockOptionsRule<Op extends string, X extends Shape, W extends HeadWeights, O> = {
  name: "returns";
} extends {
  name: keyof O;
}
  ? `${Op}: a block returns its output alone: leave returns out`
  : {
        [Name in keyof O as Name extends BlockOption ? never : Name]: O[Name];
      } extends infer A extends LayerOptions
    ? OptionsRule<X, W, A>
    : never;

/** The weights of an attention, with their biases. */
export interface BlockAttentionWeights {
  readonly wq: AnyTensor;
  readonly bq?: AnyTensor | undefined;
  readonly wk: AnyTensor;
  readonly bk?: AnyTensor | undefined;
  readonly wv: AnyTensor;
  readonly bv?: AnyTensor | undefined;
  readonly wo: AnyTensor;
  readonly bo?: AnyTensor | undefined;
}

/** The weights of a feed-forward layer. */
export interface BlockFeedForwardWeights {
  readonly up: AnyTensor;
  readonly upBias?: AnyTensor | undefined;
  readonly gate?: AnyTensor | undefined;
  readonly gateBias?: AnyTensor | undefined;
  readonly down: AnyTensor;
  readonly downBias?: AnyTensor | undefined;
}

/** The tensor called `Name`; of unknown shape if it isn't given. */
type Given<W, Name extends string> = W extends { readonly [N in Name]: infer T extends AnyTensor } ? T : Tensor<Shape>;

/** `Next` if a normalisation fits `X [.., width]`, or the message. */
export type NormRule<Op extends string, X extends Shape, W extends NormWeights, O, Next> = {
  norm: NormName<O>;
  w: W;
} extends {
  norm: "rmsNorm";
  w: { readonly bias: AnyTensor };
}
  ? `${Op}: rmsNorm takes no bias`
  : DTypeRule<
      NormName<O>,
      "weight",
      DTypeOf<W["weight"]>,
      "f32",
      After<
        NormalizeRule<NormName<O>, "weight", X, ShapeOf<W["weight"]>>,
        DTypeRule<
          NormName<O>,
          "bias",
          DTypeOf<Given<W, "bias">>,
          "f32",
          After<NormalizeRule<NormName<O>, "bias", X, ShapeOf<Given<W, "bias">>>, Next>
        >
      >
    >;

type NormName<O> = O extends { readonly normalise: "rmsNorm" } ? "rmsNorm" : "layerNorm";

/** `Next` if an attention takes `X` and gives what can be added to it, or the message. */
export type AttentionPartRule<
  Op extends string,
  X extends Shape,
  W extends BlockAttentionWeights,
  O extends LayerOptions,
  Next,
> = After<
  WeightsRule<
    X,
    {
      wq: W["wq"];
      wk: W["wk"];
      wv: W["wv"];
      wo: W["wo"];
      bq: Given<W, "bq">;
      bk: Given<W, "bk">;
      bv: Given<W, "bv">;
      bo: Given<W, "bo">;
    },
    O
  >,
  ResidualRule<Op, X, "wo", ShapeOf<W["wo"]>, Next>
>;

/** `Next` if a feed-forward layer takes `X` and gives what can be added to it, or the message. */
export type FeedForwardPartRule<
  Op extends string,
  X extends Shape,
  W extends BlockFeedForwardWeights,
  Next,
> = FeedForwardRule<
  X,
  W["up"],
  W["down"],
  Given<W, "gate">,
  Given<W, "upBias">,
  Given<W, "downBias">,
  Given<W, "gateBias">,
  ResidualRule<Op, X, "down", ShapeOf<W["down"]>, Next>
>;

type After<Rule, Next> = Rule extends Fits<unknown> ? Next : Rule;
