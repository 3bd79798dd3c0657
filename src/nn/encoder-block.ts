import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits, WholeArg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import type { HeadsWeights } from "./attend-heads.js";
import { checkParts } from "./check-parts.js";
import {
  attendWithResidual,
  attentionOptions,
  type BlockResult,
  blockResult,
  checkBlockOptions,
  type Norm,
  withResidual,
} from "./block-parts.js";
import type {
  AttentionPartRule,
  BlockAttentionWeights,
  BlockFeedForwardWeights,
  BlockOptions,
  BlockOptionsRule,
  FeedForwardPartRule,
  NormRule,
  NormWeights,
} from "./block-rule.js";
import { feedForward, type FeedForwardWeights } from "./feed-forward.js";
import type { WithCache } from "./layer-cache.js";
import type { AnyLayerOptions } from "./multi-head-options.js";

/** The tensors of {@link encoderBlock}, part by part. */
export interface EncoderBlockWeights {
  readonly norm1: NormWeights;
  readonly attention: BlockAttentionWeights;
  readonly norm2: NormWeights;
  readonly feedForward: BlockFeedForwardWeights;
}

/** What {@link encoderBlock} takes beside the input and the weights: the options of its attention are among them. */
export type EncoderBlockOptions = BlockOptions & Omit<AnyLayerOptions, "heads" | "returns">;

type Op = "encoderBlock";

/** `X` if the weights fit it and each other, or the message. */
type WeightsRule<X extends Shape, W extends EncoderBlockWeights, O extends EncoderBlockOptions> = NormRule<
  Op,
  X,
  W["norm1"],
  O,
  AttentionPartRule<
    Op,
    X,
    W["attention"],
    O,
    NormRule<Op, X, W["norm2"], O, FeedForwardPartRule<Op, X, W["feedForward"], Fits<X>>>
  >
>;

/**
 * A block of a transformer's encoder: attention of `x [.., length, width]` to itself, then a feed-forward layer, each with
 * a residual connection and a normalisation (Vaswani et al., 2017, section 3.1). With `causal: true`,
 * `normalise: "rmsNorm"` and a gate in the feed-forward layer it is the block of a decoder without cross-attention. With a
 * cache, whose keys and values its attention keeps, it is causal and gives `{ out, cache }`.
 *
 * ```ts
 * encoderBlock(x, { norm1, attention: { wq, wk, wv, wo }, norm2, feedForward: { up, down } }, { heads: 8 });
 * encoderBlock(x, { norm1, attention: { wq, wk, wv, wo }, norm2, feedForward: { up, gate, down } }, {
 *   heads: 8, kvHeads: 4, normalise: "rmsNorm", rope: { interleaved: true }, cache: { keys, values },
 * });
 * ```
 * @throws ShapeError as its parts do, and `encoderBlock/residual`
 */
export function encoderBlock<
  X extends Shape,
  D extends DType,
  const W extends EncoderBlockWeights,
  const O extends EncoderBlockOptions,
>(
  x: Arg<DTypeRule<Op, "input", D, "f32", MinRankRule<Op, "input", X, 2>>, Tensor<X, D>, "encoderBlock: input">,
  weights: WholeArg<WeightsRule<X, W, O>, W, EncoderBlockWeights, "encoderBlock: weights">,
  options: WholeArg<BlockOptionsRule<Op, X, W["attention"], O>, O, EncoderBlockOptions, "encoderBlock: options">,
): WithCache<Tensor<X>, X, O>;
export function encoderBlock(x: Tensor, weights: unknown, options: unknown): BlockResult {
  const input = nodeOf(x);
  checkBlockOptions("encoderBlock", options);
  checkWeights(weights);
  dtypeRule("encoderBlock", "input", input.dtype, "f32");
  minRankRule("encoderBlock", "input", input.shape, 2);
  const attention = { norm: weights.norm1, weights: weights.attention, options: attentionOptions(options) };
  const { out: attended, cache } = attendWithResidual("encoderBlock", x, attention, options);
  const out = withResidual(
    "encoderBlock",
    attended,
    weights.norm2,
    {
      compute: (normal) => feedForward(normal, weights.feedForward, { activation: options.activation }),
      name: "down",
      weight: weights.feedForward.down,
    },
    options,
  );
  return blockResult(out, cache);
}

interface Weights {
  readonly norm1: Norm;
  readonly attention: HeadsWeights;
  readonly norm2: Norm;
  readonly feedForward: FeedForwardWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;
}

function checkWeights(weights: unknown): asserts weights is Weights {
  checkParts("encoderBlock", weights, ["norm1", "attention", "norm2", "feedForward"]);
}
