import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import type { Contestant, Prepared } from "../contestant.js";
import type { Job, LayerJob } from "../job.js";
import { loadPackage } from "./libraries/load.js";
import type { Tf, TfWasmBackend } from "./libraries/tfjs.js";
import { batchedLayer, decodingStep, layerByHead, product, type TfGraph } from "./tfjs-graphs.js";

/**
 * TensorFlow.js on its WebAssembly backend, at its best: products with their bias in one kernel, the scale folded into the
 * queries' weights, heads as a batch or one by one, the cache in the library's memory. In Node its threads aren't
 * available.
 */
export const tfjsWasm: Contestant = {
  name: "tfjs-wasm",
  threads: 1,
  role: "peer",
  packages: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"],
  variantsFor: ({ kind }) => [
    { name: "batched", prepare: (job) => prepare(job, batchedLayer) },
    ...(kind === "layer" ? [{ name: "by head", prepare: (job: Job) => prepare(job, layerByHead) }] : []),
  ],
};

async function prepare(job: Job, layer: (tf: Tf, job: LayerJob) => TfGraph): Promise<Prepared> {
  const tf = await loadLibrary();
  const compute = graphOf(tf, job, layer);
  const { x } = job.inputs;
  const shape =
    job.kind === "layer" ? [job.seq, job.width] : job.kind === "decode" ? [1, job.width] : [job.rows, job.depth];
  let data: Float32Array = new Float32Array();
  return {
    run: () => {
      const y = tf.tidy(() => compute(tf.tensor(x, shape)));
      data = y.dataSync();
      y.dispose();
    },
    result: () => ({ data, from: 0 }),
  };
}

async function loadLibrary(): Promise<Tf> {
  const tf = await loadPackage<Tf>("@tensorflow/tfjs-core");
  const { setWasmPaths } = await loadPackage<TfWasmBackend>("@tensorflow/tfjs-backend-wasm");
  // Where it looks by itself is where a page would have the files. A second variant finds it done.
  if (tf.getBackend() === "wasm") return tf;
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"))}${sep}`);
  if (!(await tf.setBackend("wasm"))) throw new Error("tfjs: the WebAssembly backend can't be loaded");
  return tf;
}

function graphOf(tf: Tf, job: Job, layer: (tf: Tf, job: LayerJob) => TfGraph): TfGraph {
  switch (job.kind) {
    case "layer":
      return layer(tf, job);
    case "decode":
      return decodingStep(tf, job);
    case "product":
      return product(tf, job);
  }
}
