import { wasmModuleFor } from "../targets/wasm.js";
import { coldTask } from "../cold/cold-start.js";

/** What a page loads to run a layer: code that is bundled, and files that are fetched as they are. */
export interface Download {
  readonly name: string;
  readonly role: "target" | "peer";
  readonly packages: readonly string[];
  /** A module's text, whose imports start in this folder; what it doesn't use is left out. */
  readonly code?: string;
  /** Relative to the installed packages. */
  readonly files?: readonly string[];
  /** Files that are made for it. */
  bytes?(): Promise<Uint8Array>;
}

/** Everyone whom a page can load, in the order of reports. Models and weights are not counted. */
export const downloads: readonly Download[] = [
  {
    name: "wasm",
    role: "target",
    packages: [],
    code: 'export { hostWasm } from "../targets/wasm-host.js";',
    bytes: async () => (await wasmModuleFor(coldTask)).bytes,
  },
  {
    name: "typescript",
    role: "target",
    packages: [],
    code: 'export { createMha512x8 } from "../../generated/mha512x8/index.js";',
  },
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
