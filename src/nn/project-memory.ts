import type { DType } from "../graph/dtype.js";
import { splitHeads } from "../ops/heads.js";
import { linear } from "../ops/linear.js";
import { mergeDims } from "../shape/bindings.js";
import type { Shape } from "../shape/dim.js";
import type { Arg, Result, WholeArg } from "../shape/message.js";
import { type DTypeRule, dtypeRule } from "../shape/rules/dtype.js";
import { headsRule } from "../shape/rules/projected-heads.js";
import { projectionBiasRule, projectionRule } from "../shape/rules/projection.js";
import { type MinRankRule, minRankRule } from "../shape/rules/rank.js";
import { nodeOf, type Tensor } from "../tensor/tensor.js";
import { checkParts } from "./check-parts.js";
import type { MemoryWeights, ProjectedHeads, ProjectMemoryRule } from "./cross-attention-rule.js";
import type { LayerCache } from "./layer-cache.js";
import type { ShapeOf } from "./projection.js";

type Op = "projectMemory";

/**
 * The keys and values of a memory `[.., length, in]`, projected and split into heads, `[.., heads, length, d]`: what
 * `crossAttention` and the second attention of `decoderBlock` take, so that they are computed once and not in each step.
 *
 * @param heads how many heads of keys and values there are
 * @throws ShapeError if a weight doesn't fit, or the heads don't divide what it gives
 */
export function projectMemory<
  M extends Shape,
  D extends DType,
  const W extends MemoryWeights,
  const Heads extends number,
>(
  memory: Arg<
    DTypeRule<Op, "memory", D, "f32", MinRankRule<Op, "memory", M, 2>>,
    Tensor<M, D>,
    "projectMemory: memory"
  >,
  weights: WholeArg<ProjectMemoryRule<Op, M, W, Heads>, W, MemoryWeights, "projectMemory: weights">,
  heads: Heads,
): LayerCache<
  Tensor<Result<ProjectedHeads<M, ShapeOf<W["wk"]>, Heads>>>,
  Tensor<Result<ProjectedHeads<M, ShapeOf<W["wv"]>, Heads>>>
>;
export function projectMemory(memory: Tensor, weights: unknown, heads: number): LayerCache<Tensor, Tensor> {
  const op = "projectMemory";
  checkWeights(weights);
  const { wk, bk, wv, bv } = weights;
  const input = nodeOf(memory);
  const nodes = { wk: nodeOf(wk), bk: bk && nodeOf(bk), wv: nodeOf(wv), bv: bv && nodeOf(bv) };
  const dims = mergeDims(op, { memory: input, ...nodes });
  dtypeRule(op, "memory", input.dtype, "f32");
  minRankRule(op, "memory", input.shape, 2);
  for (const [name, weight, bias] of [["k", nodes.wk, nodes.bk] as const, ["v", nodes.wv, nodes.bv] as const]) {
    projectionRule(op, "memory", input.shape, `w${name}`, weight, dims);
    if (bias !== undefined) projectionBiasRule(op, `w${name}`, weight.shape, `b${name}`, bias, dims);
  }
  headsRule(op, "wk", nodes.wk.shape, heads);
  headsRule(op, "wv", nodes.wv.shape, heads);
  return { keys: splitHeads(linear(memory, wk, bk), heads), values: splitHeads(linear(memory, wv, bv), heads) };
}

function checkWeights(weights: unknown): asserts weights is Weights {
  checkParts("projectMemory", weights, ["wk", "wv"]);
}

interface Weights {
  readonly wk: Tensor;
  readonly bk?: Tensor | undefined;
  readonly wv: Tensor;
  readonly bv?: Tensor | undefined;
}
