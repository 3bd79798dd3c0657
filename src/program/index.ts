export type { CacheRule, Growth } from "./cache.js";
export { perLayer } from "./per-layer.js";
export type { PerLayer } from "./per-layer.js";
export { program } from "./program.js";
export type { AnyProgram, Program, ProgramDefinition } from "./program.js";
export type { SpecArgument, SpecArguments, SpecsOf, TensorSpec, TensorsOf } from "./spec.js";
export { throughLayers } from "./through-layers.js";
export type { LayerResult, LayerTensors, ThroughLayers } from "./through-layers.js";
export type { BodyResult, CachedResult, Output, ProgramResult } from "./trace.js";
