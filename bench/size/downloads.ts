import { coldTask } from "../cold/cold-start.js";
import type { KernelSource } from "../kernels/build.js";

/** What a page loads to run a layer: code that is bundled, and files that are fetched as they are. */
export interface Download {
  readonly name: string;
  readonly role: "target" | "peer";
  readonly packages: readonly string[];
  /** A kernel, whose module is bundled. */
  readonly kernel?: KernelSource;
  /** A module's text, whose imports start in this folder; what it doesn't use is left out. */
  readonly code?: string;
  /** Relative to the installed packages. */
  readonly files?: readonly string[];
}

/** Everyone whom a page can load, in the order of reports. Models and weights are not counted. */
export const downloads: readonly Download[] = [
  { name: "wasm", role: "target", packages: [], kernel: { task: coldTask, build: "wasm" } },
  { name: "typescript", role: "target", packages: [], kernel: { task: coldTask, build: "typescript" } },
  {
    name: "onnxruntime-web",
    role: "peer",
    packages: ["onnxruntime-web"],
    files: ["onnxruntime-web/dist/ort.wasm.bundle.min.mjs", "onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"],
  },
  {
    name: "tfjs-wasm",
    role: "peer",
    packages: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"],
    code: `export { add, concat, fused, matMul, reshape, setBackend, softmax, split, tensor, tidy, transpose } from "@tensorflow/tfjs-core";
export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";`,
    files: ["@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"],
  },
  {
    name: "jax-js",
    role: "peer",
    packages: ["@jax-js/jax"],
    code: 'export { defaultDevice, init, jit, nn, numpy } from "@jax-js/jax";',
  },
];
