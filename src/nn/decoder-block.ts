import { attentionOptionNames } from "../attention/option-names.js";
import type { DType } from "../graph/dtype.js";
import type { Shape } from "../shape/dim.js";
import { type Arg, ShapeError, type WholeArg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { optionNamesRule } from "../shape/rules/option-names.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { isTensor, nodeOf, type Tensor } from "../tensor/tensor.js";
import { attendHeads, checkLayerOptions, type HeadsOptions, type HeadsWeights } from "./attend-heads.js";
import { checkParts } from "./check-parts.js";
import {
  type AnyBlockOptions,
  attendWithResidual,
  attentionOptions,
  type BlockResult,
  blockResult,
  checkBlockOptions,
  type Norm,
  withResidual,
} from "./block-parts.js";
import type { BlockOption, BlockOptionsRule } from "./block-rule.js";
import { attendProjected, type ProjectedOptions, type ProjectedQueryWeights } from "./cross-attention.js";
import type {
  CrossOptions,
  CrossRule,
  DecoderBlockOptions,
  DecoderBlockWeights,
  Memory,
  MemoryRule,
  WeightsRule,
} from "./decoder-block-rule.js";
import { feedForward, type FeedForwardWeights } from "./feed-forward.js";
import type { LayerCache, WithCache } from "./layer-cache.js";

type Op = "decoderBlock";

/**
 * A block of a transformer's decoder: causal attention of `x [.., length, width]` to itself, attention to `memory`
 * `[.., keys, in]`, then a feed-forward layer, each with a residual connection and a normalisation (Vaswani et al., 2017,
 * section 3.1). With a cache for the first attention it gives `{ out, cache }`. A memory that is the same in many steps is
 * projected once, by `projectMemory`: then its keys and values stand in its place, and `cross` has `wq` and `wo` alone.
 *
 * @param cross which of the memory may be attended to: a mask, lengths and so on
 * @throws ShapeError as its parts do, and `decoderBlock/residual`
 */
export function decoderBlock<
  X extends Shape,
  D extends DType,
  const M extends Memory,
  const W extends DecoderBlockWeights,
  const O extends DecoderBlockOptions,
  const C extends CrossOptions = CrossOptions,
>(
  x: Arg<DTypeRule<Op, "input", D, "f32", MinRankRule<Op, "input", X, 2>>, Tensor<X, D>, "decoderBlock: input">,
  memory: WholeArg<MemoryRule<X, M, W, O["heads"]>, M, Memory, "decoderBlock: memory">,
  weights: WholeArg<WeightsRule<X, M, W, O>, W, DecoderBlockWeights, "decoderBlock: weights">,
  options: WholeArg<BlockOptionsRule<Op, X, W["attention"], O>, O, DecoderBlockOptions, "decoderBlock: options">,
  cross?: WholeArg<CrossRule<X, W, M, O["heads"], C>, C, CrossOptions, "decoderBlock: cross">,
): WithCache<Tensor<X>, X, O>;
export function decoderBlock(
  x: Tensor,
  memory: unknown,
  weights: unknown,
  options: unknown,
  cross: unknown = {},
): BlockResult {
  const input = nodeOf(x);
  checkBlockOptions("decoderBlock", options);
  checkWeights(weights);
  dtypeRule("decoderBlock", "input", input.dtype, "f32");
  minRankRule("decoderBlock", "input", input.shape, 2);
  checkMemory(memory);
  const own = {
    norm: weights.norm1,
    weights: weights.attention,
    options: { causal: true, ...attentionOptions(options) },
  };
  const { out: attended, cache } = attendWithResidual("decoderBlock", x, own, options);
  const informed = withResidual(
    "decoderBlock",
    attended,
    weights.norm2,
    {
      compute: (normal) =>
        attendToMemory(normal, weights.cross, memory, { ...crossOptions(cross), heads: options.heads }),
      name: "wo",
      weight: weights.cross.wo,
    },
    options,
  );
  const out = withResidual(
    "decoderBlock",
    informed,
    weights.norm3,
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
  readonly cross: HeadsWeights | ProjectedQueryWeights;
  readonly norm3: Norm;
  readonly feedForward: FeedForwardWeights<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;
}

function checkWeights(weights: unknown): asserts weights is Weights {
  checkParts("decoderBlock", weights, ["norm1", "attention", "norm2", "cross", "norm3", "feedForward"]);
}

/** Checks a memory that is a tensor. What keys and values are is checked with the weights. */
function checkMemory(memory: unknown): asserts memory is Tensor | LayerCache<Tensor, Tensor> {
  if (typeof memory === "object" && memory !== null && "keys" in memory && "values" in memory) return;
  if (typeof memory !== "object" || memory === null || !isTensor(memory))
    throw new TypeError("decoderBlock: the memory is a tensor, or { keys, values }");
  const { dtype, shape } = nodeOf(memory);
  dtypeRule("decoderBlock", "memory", dtype, "f32");
  minRankRule("decoderBlock", "memory", shape, 2);
}

function attendToMemory(
  x: Tensor,
  weights: HeadsWeights | ProjectedQueryWeights,
  memory: Tensor | LayerCache<Tensor, Tensor>,
  options: ProjectedOptions,
): Tensor {
  if (!isTensor(memory)) return attendProjected(x, weights, memory, options);
  if ("wk" in weights) return attendHeads(x, weights, checked({ ...options, key: memory })).output;
  const message = "the weights for the memory are missing: give cross wk and wv, or a memory of keys and values";
  throw new ShapeError("decoderBlock/weight", `decoderBlock: ${message}`);
}

function checked(options: HeadsOptions): HeadsOptions {
  checkLayerOptions(options);
  return options;
}

/** The options of the attention to the memory, their names checked. What they hold is checked by it. */
function crossOptions(
  cross: unknown,
): Omit<AnyBlockOptions, BlockOption | "heads" | "kvHeads" | "key" | "value" | "rope" | "cache"> {
  if (typeof cross === "object" && cross !== null) {
    optionNamesRule("decoderBlock", cross, attentionOptionNames);
    return cross;
  }
  throw new TypeError(`decoderBlock: the options of the attention to the memory are no object: got ${String(cross)}`);
}
