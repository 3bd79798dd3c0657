import { add, dim, tensor } from "heddle";
import type { Tensor } from "heddle";
import { bindParams } from "heddle/weights";
import { useLiteLayer0Attention, useLiteLayer1Attention } from "./attention.js";
import { embed, feedForward, head, layer0Norm, layer0Residual, layer1Norm } from "./layers.js";
import { config } from "./model.js";
import type { UseLiteModel, Weights } from "./model.js";
import { createTokenizer } from "./tokenizer.js";

/** The attention of each layer: from its normalised input, `[seq, 256]` and `[seq, 512]`, to `[seq, 512]`. */
export type LayerAttention = readonly [
  layer0: (x: Tensor<["seq", 256]>) => Tensor<["seq", 512]>,
  layer1: (x: Tensor<["seq", 512]>) => Tensor<["seq", 512]>,
];

/** What a sentence goes through, in this order, some of it in each layer. */
export type Stage =
  | "tokenise"
  | "embed"
  | "normalise"
  | "attention0"
  | "residual"
  | "attention1"
  | "feedForward"
  | "pool";

/** Runs a stage's work, and may take its time. */
export type Measure = <T>(stage: Stage, work: () => T) => T;

/** What {@link createEncoder} takes beside the model. */
export interface EncoderOptions {
  /** What computes the attention: generated kernels, say. By default the reference evaluator does. */
  readonly attend?: LayerAttention;
  /** Is told when a sentence is cut. By default `console.warn`. */
  readonly warn?: (message: string) => void;
  /** Runs each stage. By default it is just run. */
  readonly measure?: Measure;
}

/** Turns a sentence into its embedding: 512 float32 numbers, a vector of length 1. */
export type Encoder = (sentence: string) => Float32Array;

/**
 * Universal Sentence Encoder Lite, run by the reference evaluator except for what `attend` computes.
 *
 * One sentence at a time, so that there is no padding. A sentence of more than 128 tokens is cut there, as in the
 * original.
 *
 * @returns a function that throws where a sentence has no tokens, which only the empty one has not.
 */
export function createEncoder({ weights, vocabulary }: UseLiteModel, options: EncoderOptions = {}): Encoder {
  const { attend = evaluatedAttention(weights), warn = console.warn, measure = run } = options;
  const tokenize = createTokenizer(vocabulary);
  const table = bindParams(embed, weights, { map: { table: "embedding" }, extra: "ignore" });
  const norm0 = bindParams(layer0Norm, weights, { prefix: "layer0.norm1." });
  const norm1 = bindParams(layer1Norm, weights, { prefix: "layer1.norm1." });
  const residual = bindParams(layer0Residual, weights, { prefix: "layer0.residual." });
  const [feedForward0, feedForward1] = [feedForwardParams(weights, 0), feedForwardParams(weights, 1)];
  const headParams = bindParams(head, weights, { prefix: "head." });

  return (sentence) => {
    const ids = cut(
      measure("tokenise", () => tokenize(sentence)),
      warn,
    );
    const seq = dim("seq", ids.length);
    const x0 = measure("embed", () => {
      const positions = tensor(positionSignal(weights, ids.length), [seq, 256]);
      return embed.evaluate({ ids: tensor(ids, [seq], "i32"), positions, ...table });
    });
    const normalised0 = measure("normalise", () => layer0Norm.evaluate({ x: x0, ...norm0 }));
    const attended0 = measure("attention0", () => attend[0](normalised0));
    const widened = measure("residual", () => layer0Residual.evaluate({ x: x0, attended: attended0, ...residual }));
    const x1 = measure("feedForward", () => feedForward.evaluate({ x: widened, ...feedForward0 }));
    const normalised1 = measure("normalise", () => layer1Norm.evaluate({ x: x1, ...norm1 }));
    const attended1 = measure("attention1", () => attend[1](normalised1));
    const x2 = measure("feedForward", () => feedForward.evaluate({ x: add(x1, attended1), ...feedForward1 }));
    return measure("pool", () => head.evaluate({ x: x2, ...headParams }).data);
  };
}

const run: Measure = (_stage, work) => work();

/** The params of both attention programs, for kernels that are generated from them. */
export function attentionParams(weights: Weights) {
  return [
    bindParams(useLiteLayer0Attention, weights, { prefix: "layer0.attention." }),
    bindParams(useLiteLayer1Attention, weights, { prefix: "layer1.attention." }),
  ] as const;
}

function evaluatedAttention(weights: Weights): LayerAttention {
  const [params0, params1] = attentionParams(weights);
  return [
    (x) => useLiteLayer0Attention.evaluate({ x, ...params0 }),
    (x) => useLiteLayer1Attention.evaluate({ x, ...params1 }),
  ];
}

function feedForwardParams(weights: Weights, layer: 0 | 1) {
  return bindParams(feedForward, weights, {
    prefix: `layer${layer}.`,
    map: {
      normWeight: "norm2.weight",
      normBias: "norm2.bias",
      innerWeight: "ff1.weight",
      innerBias: "ff1.bias",
      outerWeight: "ff2.weight",
      outerBias: "ff2.bias",
    },
    extra: "ignore",
  });
}

function cut(ids: readonly number[], warn: (message: string) => void): readonly number[] {
  if (ids.length === 0) {
    throw new Error("use-lite: the sentence is empty; there is nothing to embed");
  }
  if (ids.length > config.maxTokens) {
    warn(`use-lite: the sentence has ${ids.length} tokens; only the first ${config.maxTokens} count`);
  }
  return ids.slice(0, config.maxTokens);
}

/** `[length, 256]`: for position p the sines of `p * timescales`, then the cosines. */
function positionSignal(weights: Weights, length: number): Float32Array {
  const timescales = weights.get("timescales")?.data ?? new Float32Array();
  const signal: number[] = [];
  for (let position = 0; position < length; position++) {
    const angles = Array.from(timescales, (timescale) => position * timescale);
    signal.push(...angles.map(Math.sin), ...angles.map(Math.cos));
  }
  return Float32Array.from(signal);
}
