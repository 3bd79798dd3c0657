import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import type { Contestant, Prepared } from "../contestant.js";
import type { Job, LayerJob, MatrixJob, SentenceJob } from "../job.js";
import { matrixJob } from "../matrix-job.js";
import { loadPackage } from "./libraries/load.js";
import type { Tf, TfWasmBackend } from "./libraries/tfjs.js";
import { batchedLayer, decodingStep, layerByHead, product, type TfGraph } from "./tfjs-graphs.js";
import type { Heads } from "./tfjs-use-lite.js";

/**
 * TensorFlow.js on its WebAssembly backend, at its best: products with their bias in one kernel, the scale folded into the
 * queries' weights, heads as a batch or one by one, the cache in the library's memory; a whole model is written for it by
 * hand. In Node its threads aren't available.
 */
export const tfjsWasm: Contestant = {
  name: "tfjs-wasm",
  threads: 1,
  role: "peer",
  packages: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"],
  variantsFor: ({ kind }) => [
    ...(kind === "text" ? [] : [{ name: "batched", prepare: (job: Job) => prepareWith(job, "batched") }]),
    ...(kind === "layer" || kind === "sentence"
      ? [{ name: "by head", prepare: (job: Job) => prepareWith(job, "by head") }]
      : []),
  ],
};

function prepareWith(job: Job, heads: Heads): Promise<Prepared> {
  if (job.kind === "sentence") return prepareSentence(job, heads);
  return prepare(matrixJob(job), heads === "batched" ? batchedLayer : layerByHead);
}

async function prepareSentence({ inputs: { ids } }: SentenceJob, heads: Heads): Promise<Prepared> {
  const tf = await loadLibrary();
  // Who starts cold with a layer has no use for the model.
  const { useLiteByHand } = await import("./tfjs-use-lite.js");
  const compute = await useLiteByHand(tf, heads);
  let data: Float32Array = new Float32Array();
  return {
    run: () => {
      const y = tf.tidy(() => compute(tf.tensor(ids, [ids.length], "int32"), ids.length));
      data = y.dataSync();
      y.dispose();
    },
    result: () => ({ data, from: 0 }),
  };
}

async function prepare(job: MatrixJob, layer: (tf: Tf, job: LayerJob) => TfGraph): Promise<Prepared> {
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

/** The library on its WebAssembly backend. */
export async function loadLibrary(): Promise<Tf> {
  const tf = await loadPackage<Tf>("@tensorflow/tfjs-core");
  const { setWasmPaths } = await loadPackage<TfWasmBackend>("@tensorflow/tfjs-backend-wasm");
  // Where it looks by itself is where a page would have the files. A second variant finds it done.
  if (tf.getBackend() === "wasm") return tf;
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"))}${sep}`);
  if (!(await tf.setBackend("wasm"))) throw new Error("tfjs: the WebAssembly backend can't be loaded");
  return tf;
}

function graphOf(tf: Tf, job: MatrixJob, layer: (tf: Tf, job: LayerJob) => TfGraph): TfGraph {
  switch (job.kind) {
    case "layer":
      return layer(tf, job);
    case "decode":
      return decodingStep(tf, job);
    case "product":
      return product(tf, job);
  }
}
