/** Weight files and PyTorch's conventions: the package's `heddle/weights`. Bytes in, bytes out; no file system. */
export { bindParams } from "./bind.js";
export type { BindOptions } from "./bind.js";
export { toBool, toFloat32, toInt32 } from "./convert.js";
export { WeightsError } from "./error.js";
export { fromBFloat16, fromFloat16, toBFloat16, toFloat16 } from "./half.js";
export type { DenseTensor, Named, WeightTensor } from "./named.js";
export { readSafetensors, readSafetensorsMetadata } from "./safetensors.js";
export type { StoredArrays, StoredDType, StoredTensor } from "./stored-tensor.js";
export { torchMultiheadAttention } from "./torch-attention.js";
export type { AttentionWeights } from "./torch-attention.js";
export { attentionMaskFromTorch } from "./torch-masks.js";
export type { AttentionMask, TorchMasks } from "./torch-masks.js";
export { writeSafetensors } from "./write-safetensors.js";
