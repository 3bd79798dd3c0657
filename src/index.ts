/**
 * Heddle: tensors whose shapes the compiler checks, and programs that kernels are generated from.
 *
 * @packageDocumentation
 */

export { attention, causalMask } from "./attention/index.js";
export type { AttentionOptions, CausalMaskOptions } from "./attention/index.js";
export type { Data, DType, Storage } from "./graph/dtype.js";
export * from "./ops/index.js";
export type { LayerNormOptions } from "./ops/normalize.js";
export { perLayer, program, throughLayers } from "./program/index.js";
export type {
  AnyProgram,
  BodyResult,
  CachedResult,
  LayerResult,
  LayerTensors,
  Output,
  PerLayer,
  Program,
  ProgramDefinition,
  ProgramResult,
  SpecArgument,
  SpecArguments,
  SpecsOf,
  TensorSpec,
  TensorsOf,
  ThroughLayers,
} from "./program/index.js";
export * from "./shape/config.js";
export { dim, ShapeError } from "./shape/index.js";
export type {
  AddDim,
  AtMostDim,
  Dim,
  DimArgument,
  DimVariable,
  DivDim,
  ModDim,
  MulDim,
  Shape,
  ShapeArgument,
  SubDim,
} from "./shape/index.js";
export { isTensor } from "./tensor/index.js";
export type { Tensor } from "./tensor/index.js";
