export { fromNode, isTensor, nodeOf } from "./tensor.js";
export type { Tensor } from "./tensor.js";
