import type { DecodeJob, ProductJob } from "../../job.js";
import { transposed } from "../../transposed.js";
import { foldedParams } from "../folded-params.js";
import { GraphBuilder } from "./graph.js";
import type { OnnxGraph } from "./model.js";

/*
 * Decoding steps. The cache is an input, and the longer one is given back, since the next step needs it. Where it isn't,
 * the runtime is spared a copy.
 */

/** A decoding step of ONNX's own operations, the scale of scores folded into the queries' weights. */
export function composedDecode(job: DecodeJob, givesCache: boolean): OnnxGraph {
  const { past, width, heads } = job;
  const depth = width / heads;
  const { wq, bq, wk, bk, wv, bv, wo, bo } = foldedParams(job);
  const graph = new GraphBuilder();
  const x = graph.input("x", [1, width]);
  const cache = [heads, past, depth];
  const [keys, values] = [graph.input("keys", cache), graph.input("values", cache)];
  const rows = (w: Float32Array, bias: Float32Array): string =>
    graph.reshape(graph.linear(x, w, bias, width), [heads, 1, depth]);
  const k = graph.node("Concat", [keys, rows(wk, bk)], { attributes: { axis: 1 } });
  const v = graph.node("Concat", [values, rows(wv, bv)], { attributes: { axis: 1 } });
  const scores = graph.node("MatMul", [rows(wq, bq), graph.transpose(k, [0, 2, 1])]);
  const weights = graph.node("Softmax", [scores], { attributes: { axis: 2 } });
  const context = graph.reshape(graph.node("MatMul", [weights, v]), [1, width]);
  const present = [k, v].map((name) => ({ name, shape: [heads, past + 1, depth] }));
  return graph.build(graph.linear(context, wo, bo, width), [1, width], givesCache ? present : []);
}

/** A decoding step around com.microsoft's MultiHeadAttention, which joins the cache and the new row itself. */
export function multiHeadAttentionDecode({ params, past, width, heads }: DecodeJob, givesCache: boolean): OnnxGraph {
  const graph = new GraphBuilder();
  const x = graph.input("x", [1, 1, width]);
  const cache = [1, heads, past, width / heads];
  const [keys, values] = [graph.input("keys", cache), graph.input("values", cache)];
  const project = (w: Float32Array, bias?: Float32Array): string =>
    graph.linear(x, transposed(w, width, width), bias, width);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = params;
  const projected = [project(wq, bq), project(wk, bk), project(wv, bv)];
  const [context, ...longer] = graph.attentionWithCache(projected, [keys, values], heads);
  const present = longer.map((name) => ({ name, shape: [1, heads, past + 1, width / heads] }));
  const y = graph.linear(context, transposed(wo, width, width), bo, width);
  return graph.build(y, [1, 1, width], givesCache ? present : []);
}

/** A product with a constant matrix. */
export function productGraph({ params, rows, depth, columns }: ProductJob): OnnxGraph {
  const graph = new GraphBuilder();
  const x = graph.input("x", [rows, depth]);
  return graph.build(graph.linear(x, transposed(params.w, columns, depth), undefined, columns), [rows, columns]);
}
