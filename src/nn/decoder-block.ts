import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Fits } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import { type AnyBlockOptions, checkBlockOptions, checkParts, type Norm, withResidual } from "./block-parts.js";
import type {
  AttentionPartRule,
  BlockAttentionWeights,
  BlockFeedForwardWeights,
  BlockOption,
  BlockOptions,
  BlockOptionsRule,
  FeedForwardPartRule,
  NormRule,
  NormWeights,
} from "./block-rule.js";
import { feedForward, type FeedForwardWeights } from "./feed-forward.js";
import { multiHeadAttention, type MultiHeadAttentionWeights } from "./multi-head-attention.js";
import type { LayerOptions, OptionsRule } from "./multi-head-rule.js";
import type { AnyTensor } from "./projection.js";

/** The tensors of {@link decoderBlock}, part by part. */
export interface DecoderBlockWeights {
  readonly norm1: NormWeights;
  readonly attention: BlockAttentionWeights;
  readonly norm2: NormWeights;
  readonly cross: BlockAttentionWeights;
  readonly norm3: NormWeights;
  readonly feedForward: BlockFeedForwardWeights;
}

/** What {@link decoderBlock} takes beside the tensors: the options of its first attention, which is causal by default. */
export type DecoderBlockOptions = BlockOptions & LayerOptions;

/** The options of the second attention: which of the memory may be attended to. */
export type CrossOptions = Omit<LayerOptions, "heads" | "key" | "value" | "returns">;

type Op = "decoderBlock";

/** What the rule of attention's options yields for those of the attention to a memory of shape `M`. */
type CrossRule<X extends Shape, WQ extends AnyTensor, M extends Shape, Heads extends number, C> = {
  [Name in keyof C | "heads" | "key"]: Name extends "heads"
    ? Heads
    : Name extends "key"
      ? Tensor<M>
      : Name extends keyof C
        ? C[Name]
        : never;
} extends infer A extends LayerOptions
  ? OptionsRule<X, WQ, A>
  : never;

/** `X` if the weights fit it, the memory and each other, or the message. */
type WeightsRule<
  X extends Shape,
  M extends Shape,
  W extends DecoderBlockWeights,
  O extends DecoderBlockOptions,
> = NormRule<
  X,
  W["norm1"],
  O,
  AttentionPartRule<
    Op,
    X,
    W["attention"],
    O,
    NormRule<
      X,
      W["norm2"],
      O,
      AttentionPartRule<
        Op,
        X,
        W["cross"],
        { heads: O["heads"]; key: Tensor<M> },
        NormRule<X, W["norm3"], O, FeedForwardPartRule<Op, X, W["feedForward"], Fits<X>>>
      >
    >
  >
>;

/**
 * A block of a transformer's decoder: causal attention of `x [.., length, width]` to itself, attention to `memory`
 * `[.., keys, in]`, then a feed-forward layer, each with a residual connection and a normalisation (Vaswani et al., 2017,
 * section 3.1).
 *
 * @param cross which of the memory may be attended to: a mask, lengths and so on
 * @throws ShapeError as its parts do, and `decoderBlock/residual`
 */
export function decoderBlock<
  X extends Shape,
  D extends DType,
  M extends Shape,
  DM extends DType,
  const W extends DecoderBlockWeights,
  const O extends DecoderBlockOptions,
  const C extends CrossOptions = {},
>(
  x: Arg<DTypeRule<Op, "input", D, "f32", MinRankRule<Op, "input", X, 2>>, Tensor<X, D>, "decoderBlock: input">,
  memory: Arg<
    DTypeRule<Op, "memory", DM, "f32", MinRankRule<Op, "memory", M, 2>>,
    Tensor<M, DM>,
    "decoderBlock: memory"
  >,
  weights: Arg<WeightsRule<X, M, W, O>, W, "decoderBlock: weights">,
  options: Arg<BlockOptionsRule<X, W["attention"]["wq"], O>, O, "decoderBlock: options">,
  cross?: Arg<CrossRule<X, W["cross"]["wq"], M, O["heads"], C>, C, "decoderBlock: cross">,
): Tensor<X>;
export function decoderBlock(
  x: Tensor,
  memory: Tensor,
  weights: unknown,
  options: unknown,
  cross: unknown = {},
): Tensor {
  const [input, key] = [nodeOf(x), nodeOf(memory)];
  checkBlockOptions("decoderBlock", options);
  checkWeights(weights);
  dtypeRule("decoderBlock", "input", input.dtype, "f32");
  minRankRule("decoderBlock", "input", input.shape, 2);
  dtypeRule("decoderBlock", "memory", key.dtype, "f32");
  minRankRule("decoderBlock", "memory", key.shape, 2);
  const { order: _order, normalise: _normalise, epsilon: _epsilon, activation, ...attentionOptions } = options;
  const attended = withResidual(
    "decoderBlock",
    x,
    weights.norm1,
    {
      compute: (normal) => multiHeadAttention(normal, weights.attention, { causal: true, ...attentionOptions }),
      name: "wo",
      weight: weights.attention.wo,
    },
    options,
  );
  const informed = withResidual(
    "decoderBlock",
    attended,
    weights.norm2,
    {
      compute: (normal) =>
        multiHeadAttention(normal, weights.cross, { ...crossOptions(cross), heads: options.heads, key: memory }),
      name: "wo",
      weight: weights.cross.wo,
    },
    options,
  );
  return withResidual(
    "decoderBlock",
    informed,
    weights.norm3,
    {
      compute: (normal) => feedForward(normal, weights.feedForward, { activation }),
      name: "down",
      weight: weights.feedForward.down,
    },
    options,
  );
}

type Attention = MultiHeadAttentionWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;

interface Weights {
  readonly norm1: Norm;
  readonly attention: Attention;
  readonly norm2: Norm;
  readonly cross: Attention;
  readonly norm3: Norm;
  readonly feedForward: FeedForwardWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;
}

function checkWeights(weights: unknown): asserts weights is Weights {
  checkParts("decoderBlock", weights, ["norm1", "attention", "norm2", "cross", "norm3", "feedForward"]);
}

/** The options of the attention to the memory. Their tensors are checked by it. */
function crossOptions(cross: unknown): Omit<AnyBlockOptions, BlockOption | "heads" | "key" | "value"> {
  if (typeof cross === "object" && cross !== null) return cross;
  throw new TypeError(`decoderBlock: the options of the attention to the memory are no object: got ${String(cross)}`);
}
