export type { CacheRule, Growth } from "./cache.js";
export { program } from "./program.js";
export type { AnyProgram, Program, ProgramDefinition } from "./program.js";
export type { SpecArgument, SpecArguments, SpecsOf, TensorSpec, TensorsOf } from "./spec.js";
export type { BodyResult, CachedResult, Output, ProgramResult } from "./trace.js";
