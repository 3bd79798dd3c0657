export { defineConfig } from "./config.js";
export type { HeddleConfig, ProgramConfig, ResolvedConfig, ResolvedProgram } from "./config.js";
export type { TargetsConfig } from "./config-targets.js";
export { ConfigError, GenerateError } from "./errors.js";
export type {
  CompileOptions,
  InspectedBuffer,
  InspectedFile,
  InspectedMemory,
  InspectedTensor,
  Inspection,
  Kernel,
  KernelFile,
  Quantity,
  Target,
  WasmOptions,
} from "./kernel.js";
