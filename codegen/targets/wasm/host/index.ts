export { simdProbe } from "./simd-probe.js";
export { wasmFiles, type WasmKernel } from "./module.js";
