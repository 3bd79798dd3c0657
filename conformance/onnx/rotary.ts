import { embedding, reshape, splitHeads, mergeHeads } from "heddle";
import type { Tensor } from "heddle";
import { rotate } from "heddle/attention";
import { Contradiction } from "../torch/refusals.js";
import { numberOf } from "./attributes.js";
import type { Operands, Operator } from "./operator.js";
import { floats, isInteger } from "./tensors.js";

/** RotaryEmbedding, whose angles come as tables of cosines and sines. */
export const rotaryEmbedding: Operator = {
  inputs: ["X", "cos_cache", "sin_cache", "position_ids"],
  outputs: ["Y"],
  attributes: ["interleaved", "num_heads", "rotary_embedding_dim"],
  compute: (operands, attributes) => {
    const x = floats(operands, "X");
    const isMerged = x.shape.length === 3;
    const heads = isMerged ? splitHeads(x, numberOf(attributes, "num_heads", 0)) : x;
    const interleaved = numberOf(attributes, "interleaved", 0) === 1;
    const turned = rotate(heads, angles(operands, "cos_cache"), angles(operands, "sin_cache"), { interleaved });
    return { Y: isMerged ? mergeHeads(turned) : turned };
  },
};

/** `[batch, 1, length, pairs]`: the heads of an entry have the same angles. */
function angles(operands: Operands, name: string): Tensor {
  const cache = floats(operands, name);
  const ids = operands["position_ids"];
  if (ids !== undefined && !isInteger(ids)) throw new Contradiction("position_ids holds no whole numbers");
  const ofRows = ids ? embedding(cache, ids) : cache;
  return reshape(ofRows, ofRows.shape.toSpliced(1, 0, 1));
}
