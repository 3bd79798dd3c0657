import { add, embedding, layerNorm, linear, program, tanh } from "heddle";
import { feedForward, l2Normalise, meanPool, multiHeadAttention, sinusoidalPositions } from "heddle/nn";
import type { BindOptions } from "heddle/weights";

/** The graph adds this to the variance in every layer normalisation. */
const norm = { epsilon: 1e-6 } as const;
const heads = { heads: 4 } as const;
/** Tensor2Tensor's: the wavelengths go from 1 to 10000 itself, while `sinusoidalPositions` stops one short of its base. */
const timing = { base: 10000 ** (128 / 127), interleaved: false } as const;

/**
 * Universal Sentence Encoder Lite, from the ids of a sentence's tokens to 512 numbers, a vector of length 1: two pre-norm
 * transformer layers, of which the first widens 256 features to 512, and the mean of the tokens through a tanh layer.
 */
export const useLite = program({
  name: "useLite",
  params: {
    embedding: [8002, 256],
    layer0_norm1_weight: [256],
    layer0_norm1_bias: [256],
    layer0_attention_wq: [256, 256],
    layer0_attention_bq: [256],
    layer0_attention_wk: [256, 256],
    layer0_attention_bk: [256],
    layer0_attention_wv: [256, 256],
    layer0_attention_bv: [256],
    layer0_attention_wo: [512, 256],
    layer0_attention_bo: [512],
    layer0_residual_weight: [512, 256],
    layer0_residual_bias: [512],
    layer0_norm2_weight: [512],
    layer0_norm2_bias: [512],
    layer0_ff1_weight: [1536, 512],
    layer0_ff1_bias: [1536],
    layer0_ff2_weight: [512, 1536],
    layer0_ff2_bias: [512],
    layer1_norm1_weight: [512],
    layer1_norm1_bias: [512],
    layer1_attention_wq: [512, 512],
    layer1_attention_bq: [512],
    layer1_attention_wk: [512, 512],
    layer1_attention_bk: [512],
    layer1_attention_wv: [512, 512],
    layer1_attention_bv: [512],
    layer1_attention_wo: [512, 512],
    layer1_attention_bo: [512],
    layer1_norm2_weight: [512],
    layer1_norm2_bias: [512],
    layer1_ff1_weight: [1536, 512],
    layer1_ff1_bias: [1536],
    layer1_ff2_weight: [512, 1536],
    layer1_ff2_bias: [512],
    head_weight: [512, 512],
    head_bias: [512],
  },
  inputs: { ids: { shape: ["seq"], dtype: "i32" } },
  body: ({ ids, ...w }) => {
    // The embedding counts twice, as in the original.
    const tokens = embedding(w.embedding, ids);
    const x0 = add(tokens, add(tokens, sinusoidalPositions("seq", 256, timing)));

    const attended0 = multiHeadAttention(
      layerNorm(x0, w.layer0_norm1_weight, w.layer0_norm1_bias, norm),
      {
        wq: w.layer0_attention_wq,
        bq: w.layer0_attention_bq,
        wk: w.layer0_attention_wk,
        bk: w.layer0_attention_bk,
        wv: w.layer0_attention_wv,
        bv: w.layer0_attention_bv,
        wo: w.layer0_attention_wo,
        bo: w.layer0_attention_bo,
      },
      heads,
    );
    const widened = add(linear(x0, w.layer0_residual_weight, w.layer0_residual_bias), attended0);
    const inner0 = feedForward(layerNorm(widened, w.layer0_norm2_weight, w.layer0_norm2_bias, norm), {
      up: w.layer0_ff1_weight,
      upBias: w.layer0_ff1_bias,
      down: w.layer0_ff2_weight,
      downBias: w.layer0_ff2_bias,
    });
    const x1 = add(widened, inner0);

    const attended1 = multiHeadAttention(
      layerNorm(x1, w.layer1_norm1_weight, w.layer1_norm1_bias, norm),
      {
        wq: w.layer1_attention_wq,
        bq: w.layer1_attention_bq,
        wk: w.layer1_attention_wk,
        bk: w.layer1_attention_bk,
        wv: w.layer1_attention_wv,
        bv: w.layer1_attention_bv,
        wo: w.layer1_attention_wo,
        bo: w.layer1_attention_bo,
      },
      heads,
    );
    const attentive = add(x1, attended1);
    const inner1 = feedForward(layerNorm(attentive, w.layer1_norm2_weight, w.layer1_norm2_bias, norm), {
      up: w.layer1_ff1_weight,
      upBias: w.layer1_ff1_bias,
      down: w.layer1_ff2_weight,
      downBias: w.layer1_ff2_bias,
    });
    const x2 = add(attentive, inner1);

    return l2Normalise(tanh(linear(meanPool(x2), w.head_weight, w.head_bias)));
  },
});

/** How the program's params are called among the model's weights: `layer0_norm1_weight` is `layer0.norm1.weight`. */
export const useLiteNames: BindOptions = { map: (param) => param.replaceAll("_", "."), extra: "ignore" };
