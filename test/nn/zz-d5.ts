import { dim, zeros, type Tensor } from "heddle";
import type { Arg } from "../../src/shape/message.js";
import type { LayerCache } from "../../src/nn/layer-cache.js";
import type { CrossAttentionOptions } from "../../src/nn/cross-attention.js";
import type { DType } from "../../src/graph/dtype.js";
import type { Shape } from "../../src/shape/dim.js";
import type { CrossAttentionWeights, CrossWeightsRule, CrossOptionsRule, MemoryFitsRule } from "../../src/nn/cross-attention-rule.js";
const seq = dim("seq", 3);
const x = zeros([seq, 12]), w = zeros([12, 12]);
declare const memory: { keys: Tensor<[4, "mem", 3]>, values: Tensor<[4, "mem", 5]> };
declare function f<
  X extends Shape,
  D extends DType,
  const W extends CrossAttentionWeights,
  K extends Shape,
  DK extends DType,
  V extends Shape,
  DV extends DType,
  const O extends CrossAttentionOptions,
>(
  query: Tensor<X, D>,
  weights: Arg<CrossWeightsRule<"crossAttention", X, W, V, O["heads"]>, W, "crossAttention: weights">,
  memory: Arg<
    MemoryFitsRule<X, W, O["heads"], K, V, DK, DV>,
    LayerCache<Tensor<K, DK>, Tensor<V, DV>>,
    "crossAttention: memory"
  >,
  options: Arg<CrossOptionsRule<"crossAttention", X, W, K, O>, O, "crossAttention: options">,
): [X, W, K, DK, V, DV, O, 
      CrossWeightsRule<"crossAttention", X, W, V, O["heads"]>,
      MemoryFitsRule<X, W, O["heads"], K, V, DK, DV>,
      CrossOptionsRule<"crossAttention", X, W, K, O>];
export const zz1: number = f(x, { wq: w, wo: zeros([12, 20]) }, memory, { heads: 4 });
