import type { DecodeJob, LayerJob, ProductJob } from "../job.js";
import { foldedParams } from "./folded-params.js";
import type { Tf, TfTensor } from "./libraries/tfjs.js";

/** Computes a task's result of `x`. */
export type TfGraph = (x: TfTensor) => TfTensor;

/** A layer whose heads are a batch. */
export function batchedLayer(tf: Tf, job: LayerJob): TfGraph {
  const { seq, width, heads, isCausal } = job;
  const { q, k, v, o } = projectionsOf(tf, job);
  const split = (x: TfTensor): TfTensor => tf.transpose(tf.reshape(x, [seq, heads, width / heads]), [1, 0, 2]);
  const hide = isCausal ? causalMask(tf, seq) : undefined;
  return (x) => {
    const scores = tf.matMul(split(q(x)), split(k(x)), false, true);
    const weights = tf.softmax(hide ? hide(scores) : scores);
    return o(tf.reshape(tf.transpose(tf.matMul(weights, split(v(x))), [1, 0, 2]), [seq, width]));
  };
}

/** A layer head by head: the backend is faster at products of two matrices than at those of two batches. */
export function layerByHead(tf: Tf, job: LayerJob): TfGraph {
  const { seq, heads, isCausal } = job;
  const { q, k, v, o } = projectionsOf(tf, job);
  const hide = isCausal ? causalMask(tf, seq) : undefined;
  return (x) => {
    const queries = tf.split(q(x), heads, 1);
    const keys = tf.split(tf.transpose(k(x), [1, 0]), heads, 0);
    const values = tf.split(v(x), heads, 1);
    const contexts = queries.map((query, head) => {
      const scores = tf.matMul(query, headOf(keys, head));
      return tf.matMul(tf.softmax(hide ? hide(scores) : scores), headOf(values, head));
    });
    return o(tf.concat(contexts, 1));
  };
}

/** A decoding step; the cache lies in the library's memory. */
export function decodingStep(tf: Tf, job: DecodeJob): TfGraph {
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

/** A product with a matrix that lies as the backend likes it best. */
export function product(tf: Tf, { params, depth, columns }: ProductJob): TfGraph {
  const b = tf.transpose(tf.tensor(params.w, [columns, depth]), [1, 0]);
  return (a) => tf.matMul(a, b);
}

function projectionsOf(tf: Tf, job: LayerJob | DecodeJob): Readonly<Record<"q" | "k" | "v" | "o", TfGraph>> {
  const { width } = job;
  const { wq, bq, wk, bk, wv, bv, wo, bo } = foldedParams(job);
  const project = (w: Float32Array, b: Float32Array): TfGraph => {
    const [weight, bias] = [tf.tensor(w, [width, width]), tf.tensor(b, [width])];
    return (x) => tf.fused.matMul({ a: x, b: weight, bias });
  };
  return { q: project(wq, bq), k: project(wk, bk), v: project(wv, bv), o: project(wo, bo) };
}

/** Adds so much to scores that the softmax of those above the diagonal is 0. */
function causalMask(tf: Tf, seq: number): TfGraph {
  const mask = Float32Array.from({ length: seq * seq }, (_, i) => (i % seq > Math.floor(i / seq) ? -1e9 : 0));
  const hidden = tf.tensor(mask, [seq, seq]);
  return (scores) => tf.add(scores, hidden);
}

function headOf(tensors: readonly TfTensor[], head: number): TfTensor {
  const tensor = tensors[head];
  if (!tensor) throw new Error(`there is no head ${head}`);
  return tensor;
}
