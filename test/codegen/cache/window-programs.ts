import { append, attention, linear, mergeHeads, program, splitHeads } from "heddle";
import { alibi, rope } from "heddle/attention";
import { encoderBlock } from "heddle/nn";
import { type CachedProgram, latent } from "./programs.js";

const params = { wq: [8, 8], wk: [8, 8], wv: [8, 8] } as const;

/** Causal attention with a window of so many positions, of which the cache holds no more than it needs. */
export const windowed = (left: number, held: number | undefined = left) =>
  program({
    name: `windowed${left}`,
    params,
    inputs: { x: ["seq", 8] },
    cache: { keys: [2, "past", 4], values: [2, "past", 4] },
    window: held,
    body: ({ x, keys, values, wq, wk, wv }) => {
      const k = append(keys, splitHeads(linear(x, wk), 2));
      const v = append(values, splitHeads(linear(x, wv), 2));
      const attended = attention(splitHeads(linear(x, wq), 2), k, v, { causal: true, window: { left } });
      return { out: mergeHeads(attended), cache: { keys: k, values: v } };
    },
  });

/** Rotary positions and ALiBi, which count all positions, and fewer heads of keys than of queries. */
export const turned = program({
  name: "turned",
  params: { wq: [16, 8], wk: [8, 8], wv: [8, 8] },
  inputs: { x: ["seq", 8] },
  cache: { keys: [2, "past", 4], values: [2, "past", 4] },
  window: 9,
  body: ({ x, keys, values, wq, wk, wv }) => {
    const turn = { offset: "past", interleaved: true } as const;
    const k = append(keys, rope(splitHeads(linear(x, wk), 2), turn));
    const v = append(values, splitHeads(linear(x, wv), 2));
    const options = { causal: true, window: { left: 6 }, softcap: 20, score: alibi(4) } as const;
    const attended = attention(rope(splitHeads(linear(x, wq), 4), turn), k, v, options);
    return { out: mergeHeads(attended), cache: { keys: k, values: v } };
  },
});

/** Two layers, one token a call. */
export const layers = program({
  name: "layers",
  params: { w: [8, 8], half: [4, 8], weight: [8], up: [12, 8], down: [8, 12] },
  inputs: { x: [1, 8] },
  cache: { keys0: [1, "past", 4], values0: [1, "past", 4], keys1: [1, "past", 4], values1: [1, "past", 4] },
  window: 5,
  body: ({ x, keys0, values0, keys1, values1, w, half, weight, up, down }) => {
    const [norm, attentionWeights] = [{ weight }, { wq: w, wk: half, wv: half, wo: w }];
    const weights = { norm1: norm, attention: attentionWeights, norm2: norm, feedForward: { up, gate: up, down } };
    const options = { heads: 2, kvHeads: 1, normalise: "rmsNorm", rope: {}, window: { left: 5 } } as const;
    const first = encoderBlock(x, weights, { ...options, cache: { keys: keys0, values: values0 } });
    const { out, cache } = encoderBlock(first.out, weights, { ...options, cache: { keys: keys1, values: values1 } });
    const kept = { keys0: first.cache.keys, values0: first.cache.values, keys1: cache.keys, values1: cache.values };
    return { out, cache: kept };
  },
});

/** Every program here that is generated. */
export const windowPrograms: readonly (CachedProgram & { readonly window: number | undefined })[] = [
  windowed(8),
  turned,
  { ...latent, window: 6 },
  layers,
];
