import type { Contestant, Prepared } from "../contestant.js";
import type { DecodeJob, LayerJob, MatrixJob, ProductJob } from "../job.js";
import { matrixJob } from "../matrix-job.js";
import { transposed } from "../transposed.js";
import { foldedParams } from "./folded-params.js";
import type { Jax, JaxArray, JaxFunction } from "./libraries/jax.js";
import { loadPackage } from "./libraries/load.js";

/** A function of `x`, and of what is the same in each call. */
interface Traceable {
  readonly compute: JaxFunction;
  readonly constants: readonly JaxArray[];
}

/**
 * jax-js on its WebAssembly backend, with its compiler and without; the scale is folded into the queries' weights, the
 * cache lies in the library's memory. In Node it has one thread.
 */
export const jaxJs: Contestant = {
  name: "jax-js",
  threads: 1,
  role: "peer",
  packages: ["@jax-js/jax"],
  variantsFor: ({ kind }) =>
    kind === "sentence" || kind === "text"
      ? []
      : [
          { name: "jit", prepare: (job) => prepare(matrixJob(job), (jax, compute) => jax.jit(compute)) },
          { name: "eager", prepare: (job) => prepare(matrixJob(job), (_, compute) => compute) },
        ],
};

async function prepare(job: MatrixJob, compile: (jax: Jax, compute: JaxFunction) => JaxFunction): Promise<Prepared> {
  const jax = await loadPackage<Jax>("@jax-js/jax");
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const { compute, constants } = traceable(jax, job);
  const compiled = compile(jax, compute);
  const { x } = job.inputs;
  const shape =
    job.kind === "layer" ? [job.seq, job.width] : job.kind === "decode" ? [1, job.width] : [job.rows, job.depth];
  let data: unknown;
  return {
    run: async () => {
      data = await compiled(jax.numpy.array(x).reshape(shape), ...constants.map((constant) => constant.ref)).data();
    },
    result: () => {
      if (!(data instanceof Float32Array)) throw new Error("jax-js gave no float32");
      return { data, from: 0 };
    },
  };
}

function traceable(jax: Jax, job: MatrixJob): Traceable {
  switch (job.kind) {
    case "layer":
      return layerOf(jax, job);
    case "decode":
      return decodeOf(jax, job);
    case "product":
      return productOf(jax, job);
  }
}

function layerOf(jax: Jax, job: LayerJob): Traceable {
  const { numpy, nn } = jax;
  const { seq, width, heads, isCausal } = job;
  const split = (x: JaxArray, axes: readonly number[]): JaxArray =>
    x.reshape([seq, heads, width / heads]).transpose(axes);
  const mask = Float32Array.from({ length: seq * seq }, (_, i) => (i % seq > Math.floor(i / seq) ? -1e9 : 0));
  return {
    constants: [...paramsOf(jax, job), ...(isCausal ? [numpy.array(mask).reshape([1, seq, seq])] : [])],
    compute: (x, wq, bq, wk, bk, wv, bv, wo, bo, hidden) => {
      const linear = linearOf(jax);
      const q = split(linear(x.ref, wq, bq), [1, 0, 2]);
      const k = split(linear(x.ref, wk, bk), [1, 2, 0]);
      const v = split(linear(x, wv, bv), [1, 0, 2]);
      const scores = numpy.matmul(q, k);
      const weights = nn.softmax(hidden ? scores.add(hidden) : scores, -1);
      return linear(numpy.matmul(weights, v).transpose([1, 0, 2]).reshape([seq, width]), wo, bo);
    },
  };
}

function decodeOf(jax: Jax, job: DecodeJob): Traceable {
  const { numpy, nn } = jax;
  const { past, width, heads, inputs } = job;
  const depth = width / heads;
  const rows = (row: JaxArray): JaxArray => row.reshape([heads, 1, depth]);
  const cache = (data: Float32Array): JaxArray => numpy.array(data).reshape([heads, past, depth]);
  return {
    constants: [...paramsOf(jax, job), cache(inputs.keys), cache(inputs.values)],
    compute: (x, wq, bq, wk, bk, wv, bv, wo, bo, keys, values) => {
      const linear = linearOf(jax);
      const k = numpy.concatenate([present(keys), rows(linear(x.ref, wk, bk))], 1);
      const v = numpy.concatenate([present(values), rows(linear(x.ref, wv, bv))], 1);
      const scores = numpy.matmul(rows(linear(x, wq, bq)), k.transpose([0, 2, 1]));
      return linear(numpy.matmul(nn.softmax(scores, -1), v).reshape([1, width]), wo, bo);
    },
  };
}

function productOf({ numpy }: Jax, { params, depth, columns }: ProductJob): Traceable {
  return {
    constants: [numpy.array(transposed(params.w, columns, depth)).reshape([depth, columns])],
    compute: (x, w) => numpy.matmul(x, present(w)),
  };
}

function linearOf({ numpy }: Jax): (x: JaxArray, w: JaxArray | undefined, b: JaxArray | undefined) => JaxArray {
  return (x, w, b) => numpy.matmul(x, present(w)).add(present(b));
}

function paramsOf({ numpy }: Jax, job: LayerJob | DecodeJob): readonly JaxArray[] {
  const { wq, bq, wk, bk, wv, bv, wo, bo } = foldedParams(job);
  const matrix = (w: Float32Array): JaxArray => numpy.array(w).reshape([job.width, job.width]);
  return [wq, wk, wv, wo].flatMap((w, i) => [matrix(w), numpy.array([bq, bk, bv, bo][i] ?? bq)]);
}

function present(array: JaxArray | undefined): JaxArray {
  if (!array) throw new Error("jax-js: a constant is missing");
  return array;
}
