export { defineConfig } from "./config.js";
export type { HeddleConfig, ResolvedConfig } from "./config.js";
export { ConfigError, GenerateError } from "./errors.js";
export type {
  CompileOptions,
  InspectedBuffer,
  InspectedTensor,
  Inspection,
  Kernel,
  KernelFile,
  Quantity,
} from "./kernel.js";
