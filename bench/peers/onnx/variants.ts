import type { Prepared, Variant } from "../../contestant.js";
import type { MatrixJob } from "../../job.js";
import { matrixJob } from "../../matrix-job.js";
import type { Task } from "../../tasks.js";
import type { Ort, OrtSession, OrtTensor } from "../libraries/onnxruntime.js";
import { composedDecode, multiHeadAttentionDecode, productGraph } from "./decode-graphs.js";
import { attentionLayer, composedLayer, multiHeadAttentionLayer } from "./layer-graphs.js";
import { type OnnxGraph, onnxModel, type OnnxValue } from "./model.js";

/** A runtime: what its tensors are and how it loads a model. */
export interface OnnxRuntime {
  readonly Tensor: Ort["Tensor"];
  createSession(model: Uint8Array<ArrayBuffer>): Promise<OrtSession>;
}

/** A way to write a job as a graph, for the kinds of jobs that it is for. */
interface Style {
  readonly name: string;
  graph(job: MatrixJob, givesCache: boolean): OnnxGraph;
  isFor(task: Task): boolean;
}

const styles: readonly Style[] = [
  { name: "composed", graph: composed, isFor: () => true },
  { name: "MultiHeadAttention", graph: fused, isFor: ({ kind }) => kind !== "product" },
  { name: "Attention", graph: fusedWithProjections, isFor: ({ kind }) => kind === "layer" },
];

/**
 * A task as ONNX models: of ONNX's own operations, and of the fused ones that the runtime adds. Models that keep the longer
 * cache to themselves are for decoding steps alone.
 */
export function onnxVariants(
  task: Task,
  load: () => Promise<OnnxRuntime>,
  { givesCache = true } = {},
): readonly Variant[] {
  if (task.kind === "sentence" || task.kind === "text" || (!givesCache && task.kind !== "decode")) return [];
  return styles
    .filter((style) => style.isFor(task))
    .map(({ name, graph }) => ({
      name,
      prepare: (job) => prepare(matrixJob(job), (matrix) => graph(matrix, givesCache), load),
    }));
}

function composed(job: MatrixJob, givesCache: boolean): OnnxGraph {
  switch (job.kind) {
    case "layer":
      return composedLayer(job);
    case "decode":
      return composedDecode(job, givesCache);
    case "product":
      return productGraph(job);
  }
}

function fused(job: MatrixJob, givesCache: boolean): OnnxGraph {
  if (job.kind === "product") return productGraph(job);
  return job.kind === "layer" ? multiHeadAttentionLayer(job) : multiHeadAttentionDecode(job, givesCache);
}

function fusedWithProjections(job: MatrixJob, givesCache: boolean): OnnxGraph {
  return job.kind === "layer" ? attentionLayer(job) : fused(job, givesCache);
}

async function prepare(
  job: MatrixJob,
  graphOf: (job: MatrixJob) => OnnxGraph,
  load: () => Promise<OnnxRuntime>,
): Promise<Prepared> {
  const start = performance.now();
  const graph = graphOf(job);
  const model = onnxModel(graph);
  const modelSeconds = (performance.now() - start) / 1000;
  const { Tensor, createSession } = await load();
  const session = await createSession(model);
  const tensor = ({ name, shape }: OnnxValue): OrtTensor => new Tensor("float32", inputOf(job, name), shape);
  const feeds = Object.fromEntries(graph.inputs.map((value) => [value.name, tensor(value)]));
  let data: unknown;
  return {
    run: async () => {
      data = (await session.run(feeds))["y"]?.data;
    },
    result: () => {
      if (!(data instanceof Float32Array)) throw new Error("the session gave no y in float32");
      return { data, from: 0 };
    },
    modelSeconds,
  };
}

function inputOf({ inputs }: MatrixJob, name: string): Float32Array {
  const data = new Map(Object.entries(inputs)).get(name);
  if (!data) throw new Error(`the model has an input ${name} that the job doesn't have`);
  return data;
}
