import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import type { Contestant, Prepared } from "../contestant.js";
import type { DecodeJob, Job, LayerJob, ProductJob } from "../job.js";
import { foldedParams } from "./folded-params.js";
import { loadPackage } from "./libraries/load.js";
import type { Tf, TfTensor, TfWasmBackend } from "./libraries/tfjs.js";

/**
 * TensorFlow.js on its WebAssembly backend, at its best: products with their bias in one kernel, heads as a batch, the
 * scale folded into the queries' weights, the cache in the library's memory. In Node its threads aren't available.
 */
export const tfjsWasm: Contestant = {
  name: "tfjs-wasm",
  threads: 1,
  role: "peer",
  packages: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"],
  variantsFor: () => [{ name: "fused", prepare }],
};

async function prepare(job: Job): Promise<Prepared> {
  const tf = await loadLibrary();
  const compute = graphOf(tf, job);
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
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"))}${sep}`);
  if (!(await tf.setBackend("wasm"))) throw new Error("tfjs: the WebAssembly backend can't be loaded");
  return tf;
}

function graphOf(tf: Tf, job: Job): (x: TfTensor) => TfTensor {
  switch (job.kind) {
    case "layer":
      return layerOf(tf, job);
    case "decode":
      return decodeOf(tf, job);
    case "product":
      return productOf(tf, job);
  }
}

function layerOf(tf: Tf, job: LayerJob): (x: TfTensor) => TfTensor {
  const { seq, width, heads, isCausal } = job;
  const { q, k, v, o } = projectionsOf(tf, job);
  const split = (x: TfTensor): TfTensor => tf.transpose(tf.reshape(x, [seq, heads, width / heads]), [1, 0, 2]);
  const isHidden = (i: number): boolean => i % seq > Math.floor(i / seq);
  const mask = isCausal
    ? tf.tensor(
        Float32Array.from({ length: seq * seq }, (_, i) => (isHidden(i) ? -1e9 : 0)),
        [1, seq, seq],
      )
    : undefined;
  return (x) => {
    const scores = tf.matMul(split(q(x)), split(k(x)), false, true);
    const weights = tf.softmax(mask ? tf.add(scores, mask) : scores);
    return o(tf.reshape(tf.transpose(tf.matMul(weights, split(v(x))), [1, 0, 2]), [seq, width]));
  };
}

function decodeOf(tf: Tf, job: DecodeJob): (x: TfTensor) => TfTensor {
  const { past, width, heads, inputs } = job;
  const depth = width / heads;
  const { q, k, v, o } = projectionsOf(tf, job);
  const [keys, values] = [tf.tensor(inputs.keys, [heads, past, depth]), tf.tensor(inputs.values, [heads, past, depth])];
  const rows = (x: TfTensor): TfTensor => tf.reshape(x, [heads, 1, depth]);
  return (x) => {
    const scores = tf.matMul(rows(q(x)), tf.concat([keys, rows(k(x))], 1), false, true);
    const context = tf.matMul(tf.softmax(scores), tf.concat([values, rows(v(x))], 1));
    return o(tf.reshape(context, [1, width]));
  };
}

function productOf(tf: Tf, { params, depth, columns }: ProductJob): (x: TfTensor) => TfTensor {
  const b = tf.tensor(params.w, [columns, depth]);
  return (a) => tf.fused.matMul({ a, b, transposeB: true });
}

function projectionsOf(tf: Tf, job: LayerJob | DecodeJob) {
  const { width } = job;
  const { wq, bq, wk, bk, wv, bv, wo, bo } = foldedParams(job);
  const project = (w: Float32Array, b: Float32Array): ((x: TfTensor) => TfTensor) => {
    const [weight, bias] = [tf.tensor(w, [width, width]), tf.tensor(b, [width])];
    return (x) => tf.fused.matMul({ a: x, b: weight, bias });
  };
  return { q: project(wq, bq), k: project(wk, bk), v: project(wv, bv), o: project(wo, bo) };
}
