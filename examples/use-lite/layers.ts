import { add, div, embedding, layerNorm, linear, mean, mul, program, relu, sqrt, sum, tanh } from "heddle";

/** The graph adds this to the variance in every layer normalisation. */
const epsilon = 1e-6;

/** Token ids and their position signals to the first layer's input. The embedding counts twice, as in the original. */
export const embed = program({
  name: "useLiteEmbed",
  params: { table: [8002, 256] },
  inputs: { ids: { shape: ["seq"], dtype: "i32" }, positions: ["seq", 256] },
  body: ({ ids, positions, table }) => {
    const x = embedding(table, ids);
    return add(x, add(x, positions));
  },
});

/** What the first layer's attention reads. */
export const layer0Norm = program({
  name: "useLiteLayer0Norm",
  params: { weight: [256], bias: [256] },
  inputs: { x: ["seq", 256] },
  body: ({ x, weight, bias }) => layerNorm(x, weight, bias, { epsilon }),
});

/** What the second layer's attention reads. */
export const layer1Norm = program({
  name: "useLiteLayer1Norm",
  params: { weight: [512], bias: [512] },
  inputs: { x: ["seq", 512] },
  body: ({ x, weight, bias }) => layerNorm(x, weight, bias, { epsilon }),
});

/** The rest of the first layer: its input, widened from 256 to 512, goes around the attention. */
export const layer0Residual = program({
  name: "useLiteLayer0Residual",
  params: { weight: [512, 256], bias: [512] },
  inputs: { x: ["seq", 256], attended: ["seq", 512] },
  body: ({ x, attended, weight, bias }) => add(linear(x, weight, bias), attended),
});

/** The feed-forward part of either layer, with its residual. */
export const feedForward = program({
  name: "useLiteFeedForward",
  params: {
    normWeight: [512],
    normBias: [512],
    innerWeight: [1536, 512],
    innerBias: [1536],
    outerWeight: [512, 1536],
    outerBias: [512],
  },
  inputs: { x: ["seq", 512] },
  body: ({ x, normWeight, normBias, innerWeight, innerBias, outerWeight, outerBias }) => {
    const inner = relu(linear(layerNorm(x, normWeight, normBias, { epsilon }), innerWeight, innerBias));
    return add(x, linear(inner, outerWeight, outerBias));
  },
});

/** The sentence: the mean of its tokens through a tanh layer, scaled to length 1. */
export const head = program({
  name: "useLiteHead",
  params: { weight: [512, 512], bias: [512] },
  inputs: { x: ["seq", 512] },
  body: ({ x, weight, bias }) => {
    const features = tanh(linear(mean(x, 0), weight, bias));
    const squares = sum(mul(features, features), 0, { keepDim: true });
    return div(features, sqrt(add(squares, 1e-12)));
  },
});
