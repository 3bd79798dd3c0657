export { program } from "./program.js";
export type { Program, ProgramDefinition } from "./program.js";
export type { SpecArgument, SpecArguments, SpecsOf, TensorSpec, TensorsOf } from "./spec.js";
export type { BodyResult, Output } from "./trace.js";
