export { linear } from "../ops/linear.js";
export { layerNorm } from "../ops/normalize.js";
export type { LayerNormOptions } from "../ops/normalize.js";
export { multiHeadAttention } from "./multi-head-attention.js";
export type { MultiHeadAttentionOptions, MultiHeadAttentionWeights } from "./multi-head-attention.js";
export { selfAttention } from "./self-attention.js";
export type { SelfAttentionWeights } from "./self-attention.js";
export { rmsNorm } from "./rms-norm.js";
export type { RmsNormOptions } from "./rms-norm.js";
