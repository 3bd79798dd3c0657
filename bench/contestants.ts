import type { Contestant } from "./contestant.js";
import { relaxedCeilingOn, scalarCeiling, wasmCeiling } from "./peers/ceiling.js";
import { fullAttention } from "./peers/full-attention.js";
import { jaxJs } from "./peers/jax.js";
import { naivePeer } from "./peers/naive.js";
import { nextMultiple } from "./peers/next-multiple.js";
import { oneThread } from "./peers/one-thread.js";
import { onnxRuntimeNode, onnxRuntimeWeb } from "./peers/onnx-runtime.js";
import { tfjsGraphModel } from "./peers/tfjs-graph-model.js";
import { tfjsWasm } from "./peers/tfjs.js";
import { typeScriptTarget } from "./targets/typescript.js";
import { relaxedTarget, wasmTarget } from "./targets/wasm.js";

/** Everyone who is measured, in the order of reports. The kernels of the targets lie in the folder `kernels`. */
export function contestantsWith(kernels: string): readonly Contestant[] {
  const [wasm, typeScript] = [wasmTarget(kernels), typeScriptTarget(kernels)];
  const newerNode = process.env["HEDDLE_BENCH_NODE"];
  return [
    wasm,
    typeScript,
    wasmCeiling,
    scalarCeiling,
    onnxRuntimeWeb(1),
    onnxRuntimeNode(1),
    onnxRuntimeWeb(1, false),
    onnxRuntimeNode(1, false),
    tfjsWasm,
    tfjsGraphModel,
    jaxJs,
    naivePeer("in-out"),
    naivePeer("out-in"),
    fullAttention(wasm),
    fullAttention(typeScript),
    nextMultiple(wasm),
    wasmTarget(kernels, 2),
    oneThread(wasm, raceOf({ threads: 2 })),
    onnxRuntimeWeb(2),
    onnxRuntimeNode(2),
    ...(newerNode === undefined ? [] : [relaxedTarget(kernels, newerNode), relaxedCeilingOn(newerNode)]),
  ];
}

/** The race that a contestant takes part in. */
export function raceOf({ threads, race }: Pick<Contestant, "threads" | "race">): string {
  return race ?? (threads === 1 ? "one thread" : `${threads} threads`);
}

/** Who takes part in quick runs besides the targets. */
export const quickPeers: readonly string[] = [
  "wasm-ceiling",
  "scalar-ceiling",
  "onnxruntime-web",
  "naive-in-out",
  "naive-out-in",
];
