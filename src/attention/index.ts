export { attention } from "./attention.js";
export type { AttentionOptions } from "./attention.js";
export { causalMask } from "./causal-mask.js";
export type { CausalMaskOptions } from "./causal-mask.js";
