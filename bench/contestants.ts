import type { Contestant } from "./contestant.js";
import { scalarCeiling, wasmCeiling } from "./peers/ceiling.js";
import { fullAttention } from "./peers/full-attention.js";
import { jaxJs } from "./peers/jax.js";
import { naivePeer } from "./peers/naive.js";
import { onnxRuntimeNode, onnxRuntimeWeb } from "./peers/onnx-runtime.js";
import { tfjsWasm } from "./peers/tfjs.js";
import { typeScriptTarget } from "./targets/typescript.js";
import { wasmTarget } from "./targets/wasm.js";

/** Everyone who is measured, in the order of reports. */
export const contestants: readonly Contestant[] = [
  wasmTarget(1),
  typeScriptTarget,
  wasmTarget(2),
  wasmCeiling,
  scalarCeiling,
  onnxRuntimeWeb(1),
  onnxRuntimeNode(1),
  tfjsWasm,
  jaxJs,
  naivePeer("in-out"),
  naivePeer("out-in"),
  fullAttention(wasmTarget(1)),
  fullAttention(typeScriptTarget),
  onnxRuntimeWeb(2),
  onnxRuntimeNode(2),
];

/** Who takes part in quick runs besides the targets. */
export const quickPeers: readonly string[] = [
  "wasm-ceiling",
  "scalar-ceiling",
  "onnxruntime-web",
  "naive-in-out",
  "naive-out-in",
];
