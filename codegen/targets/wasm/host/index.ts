export { createOptions } from "./create-options.js";
export { wasmFile } from "./code-loading.js";
export { simdProbe } from "./simd-probe.js";
export { type CodeVariant, type Feature, sizeOf, variantName } from "./variants.js";
export { wasmFiles, type WasmKernel } from "./module.js";
