import {
  add,
  append,
  attention,
  embedding,
  linear,
  mergeHeads,
  perLayer,
  program,
  splitHeads,
  throughLayers,
} from "heddle";
import { rope } from "heddle/attention";
import { feedForward, rmsNorm } from "heddle/nn";

/**
 * A small llama: d_model 64, 8 query heads over 4 key and value heads of 8, SwiGLU of 172, 5 layers, a vocabulary of 512
 * whose embeddings are also what turns the last state into logits. A call takes the tokens that are new, all of a prompt
 * or one, and gives the logits of what comes after each.
 */
export const llama = program({
  name: "llama",
  params: {
    embeddings: [512, 64],
    ...perLayer(5, {
      attentionNorm: [64],
      wq: [64, 64],
      wk: [32, 64],
      wv: [32, 64],
      wo: [64, 64],
      feedForwardNorm: [64],
      gate: [172, 64],
      up: [172, 64],
      down: [64, 172],
    }),
    norm: [64],
  },
  inputs: { ids: { shape: ["seq"], dtype: "i32" } },
  cache: perLayer(5, { keys: [4, "past", 8], values: [4, "past", 8] }),
  body: ({ ids, embeddings, norm, ...layers }) => {
    const turned = { interleaved: true, offset: "past" } as const;
    const { out, cache } = throughLayers(embedding(embeddings, ids), layers, (x, layer) => {
      const h = rmsNorm(x, layer.attentionNorm);
      const query = rope(splitHeads(linear(h, layer.wq), 8), turned);
      const keys = append(layer.keys, rope(splitHeads(linear(h, layer.wk), 4), turned));
      const values = append(layer.values, splitHeads(linear(h, layer.wv), 4));
      const attended = attention(query, keys, values, { causal: true });
      const y = add(x, linear(mergeHeads(attended), layer.wo));
      const { gate, up, down } = layer;
      return {
        out: add(y, feedForward(rmsNorm(y, layer.feedForwardNorm), { gate, up, down })),
        cache: { keys, values },
      };
    });
    return { out: linear(rmsNorm(out, norm), embeddings), cache };
  },
});
