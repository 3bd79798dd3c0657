import type { LayerJob } from "../../job.js";
import { transposed } from "../../transposed.js";
import { foldedParams } from "../folded-params.js";
import { GraphBuilder } from "./graph.js";
import type { OnnxGraph } from "./model.js";

/** A layer of ONNX's own operations, the scale of scores folded into the queries' weights. */
export function composedLayer(job: LayerJob): OnnxGraph {
  const { seq, width, heads, isCausal } = job;
  const { wq, bq, wk, bk, wv, bv, wo, bo } = foldedParams(job);
  const graph = new GraphBuilder();
  const x = graph.input("x", [seq, width]);
  const split = (projected: string, perm: readonly number[]): string =>
    graph.transpose(graph.reshape(projected, [seq, heads, width / heads]), perm);
  const q = split(graph.linear(x, wq, bq, width), [1, 0, 2]);
  const k = split(graph.linear(x, wk, bk, width), [1, 2, 0]);
  const v = split(graph.linear(x, wv, bv, width), [1, 0, 2]);
  const scores = graph.node("MatMul", [q, k]);
  const visible = isCausal ? graph.node("Add", [scores, graph.constant(causalMask(seq), [seq, seq])]) : scores;
  const weights = graph.node("Softmax", [visible], { attributes: { axis: 2 } });
  const merged = graph.reshape(graph.transpose(graph.node("MatMul", [weights, v]), [1, 0, 2]), [seq, width]);
  return graph.build(graph.linear(merged, wo, bo, width), [seq, width]);
}

/** A layer around com.microsoft's MultiHeadAttention, which is given queries, keys and values without their biases. */
export function multiHeadAttentionLayer({ params, seq, width, heads, isCausal }: LayerJob): OnnxGraph {
  const graph = new GraphBuilder();
  const x = graph.input("x", [1, seq, width]);
  const project = (w: Float32Array): string => graph.linear(x, transposed(w, width, width), undefined, width);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = params;
  const biases = graph.constant(Float32Array.of(...bq, ...bk, ...bv), [3 * width]);
  const context = graph.node("MultiHeadAttention", [project(wq), project(wk), project(wv), biases], {
    attributes: { num_heads: heads, unidirectional: isCausal ? 1 : 0 },
    domain: "com.microsoft",
  });
  return graph.build(graph.linear(context, transposed(wo, width, width), bo, width), [1, seq, width]);
}

/** A layer around com.microsoft's Attention, which projects as well: three matrices side by side. */
export function attentionLayer({ params, seq, width, heads, isCausal }: LayerJob): OnnxGraph {
  const graph = new GraphBuilder();
  const x = graph.input("x", [1, seq, width]);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = params;
  const matrices = new Float32Array(3 * width * width);
  for (const [i, w] of [wq, wk, wv].entries()) matrices.set(w, i * width * width);
  const weights = graph.constant(transposed(matrices, 3 * width, width), [width, 3 * width]);
  const biases = graph.constant(Float32Array.of(...bq, ...bk, ...bv), [3 * width]);
  const context = graph.node("Attention", [x, weights, biases], {
    attributes: { num_heads: heads, unidirectional: isCausal ? 1 : 0 },
    domain: "com.microsoft",
  });
  return graph.build(graph.linear(context, transposed(wo, width, width), bo, width), [1, seq, width]);
}

/** What is added to scores: nothing on and below the diagonal, far less than any score above it. */
function causalMask(seq: number): Float32Array {
  return Float32Array.from({ length: seq * seq }, (_, i) => (i % seq > Math.floor(i / seq) ? -1e9 : 0));
}
