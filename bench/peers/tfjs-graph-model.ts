import { modelFolder, readModelFile, readModelJson } from "../../examples/use-lite/package-files.js";
import type { Contestant, Prepared } from "../contestant.js";
import type { Job } from "../job.js";
import { loadPackage } from "./libraries/load.js";
import type { TfConverter, TfModelFiles } from "./libraries/tfjs.js";
import { loadLibrary } from "./tfjs.js";

/** The graph that the model's package comes with, as TensorFlow.js loads and runs it, on its WebAssembly backend. */
export const tfjsGraphModel: Contestant = {
  name: "tfjs-wasm-graph",
  threads: 1,
  role: "peer",
  packages: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm", "@tensorflow/tfjs-converter"],
  variantsFor: ({ kind }) => (kind === "sentence" ? [{ name: "graph model", prepare }] : []),
};

async function prepare(job: Job): Promise<Prepared> {
  if (job.kind !== "sentence") throw new RangeError("the graph is a model of sentences");
  const { ids } = job.inputs;
  const tf = await loadLibrary();
  const { loadGraphModel } = await loadPackage<TfConverter>("@tensorflow/tfjs-converter");
  const model = await loadGraphModel({ load: readFiles });
  /** The graph takes a batch of sentences as a sparse matrix: for each token its sentence and its position. */
  const places = Int32Array.from({ length: 2 * ids.length }, (_, i) => (i % 2 === 0 ? 0 : (i - 1) / 2));
  let data: Float32Array = new Float32Array();
  return {
    run: async () => {
      const indices = tf.tensor(places, [ids.length, 2], "int32");
      const values = tf.tensor(ids, [ids.length], "int32");
      const y = await model.executeAsync({ indices, values });
      data = y.dataSync();
      for (const tensor of [indices, values, y]) tensor.dispose();
    },
    result: () => ({ data, from: 0 }),
  };
}

/** What the bench needs of model.json. */
interface ModelJson {
  readonly modelTopology: unknown;
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly unknown[] }[];
}

async function readFiles(): Promise<TfModelFiles> {
  const folder = modelFolder();
  const json = await readModelJson(folder, "model.json");
  if (!isModel(json)) throw new Error("model.json is no graph model");
  const { modelTopology, weightsManifest } = json;
  const shards = await Promise.all(
    weightsManifest.flatMap(({ paths }) => paths).map((path) => readModelFile(folder, path)),
  );
  const weightData = await new Blob(shards.map((shard) => new Uint8Array(shard))).arrayBuffer();
  return { modelTopology, weightSpecs: weightsManifest.flatMap(({ weights }) => weights), weightData };
}

function isModel(json: unknown): json is ModelJson {
  return typeof json === "object" && json !== null && "modelTopology" in json && "weightsManifest" in json;
}
