import { config, readUseLite } from "../../examples/use-lite/model.js";
import type { Weights } from "../../examples/use-lite/model.js";
import { transposed } from "../transposed.js";
import type { Tf, TfTensor } from "./libraries/tfjs.js";

type Layer = (x: TfTensor) => TfTensor;

/** Whether heads are computed as a batch. */
export type Heads = "batched" | "by head";

/** Attends with the queries, keys and values `[seq, 3 * width]` of all heads: `[seq, width]`. */
type HeadsAttention = (tf: Tf, qkv: TfTensor, seq: number, width: number) => TfTensor;

/** The heads as a batch. */
const batchedAttention: HeadsAttention = (tf, qkv, seq, width) => {
  const { heads } = config;
  const apart = tf.transpose(tf.reshape(qkv, [seq, 3 * heads, width / heads]), [1, 0, 2]);
  const [q, k, v] = three(tf.split(apart, 3, 0));
  const context = tf.matMul(tf.softmax(tf.matMul(q, k, false, true)), v);
  return tf.reshape(tf.transpose(context, [1, 0, 2]), [seq, width]);
};

/** One head after the other. */
const attentionByHead: HeadsAttention = (tf, qkv) => {
  const { heads } = config;
  const parts = tf.split(qkv, 3 * heads, 1);
  const contexts = Array.from({ length: heads }, (_, head) => {
    const [q, k, v] = three([parts[head], parts[heads + head], parts[2 * heads + head]]);
    return tf.matMul(tf.softmax(tf.matMul(q, k, false, true)), v);
  });
  return tf.concat(contexts, 1);
};

/**
 * Universal Sentence Encoder Lite as one would write it for the library: products with their bias and activation in one
 * kernel, query, key and value as one product with the scale in its weights, positions looked up.
 */
export async function useLiteByHand(tf: Tf, heads: Heads): Promise<(ids: TfTensor, seq: number) => TfTensor> {
  const { weights } = await readUseLite();
  const attend = heads === "batched" ? batchedAttention : attentionByHead;
  const read = (name: string) => weightOf(weights, name);
  const vector = (name: string): TfTensor => tf.tensor(read(name).data, read(name).shape);
  const linear = (weight: string, bias: string, activation?: "relu"): Layer => {
    const [b, biases] = [matrix(tf, read(weight)), vector(bias)];
    return (a) => tf.fused.matMul({ a, b, bias: biases, ...(activation && { activation }) });
  };
  const norm = (name: string): Layer => {
    const [weight, bias, epsilon] = [vector(`${name}.weight`), vector(`${name}.bias`), scalar(tf, 1e-6)];
    return (x) => {
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.mul(centred, centred), -1, true);
      return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), weight), bias);
    };
  };
  const attention = (name: string, width: number): ((x: TfTensor, seq: number) => TfTensor) => {
    const scale = scalar(tf, 1 / Math.sqrt(width / config.heads));
    const matrices = ["wq", "wk", "wv"].map((part) => matrix(tf, read(`${name}.${part}`)));
    const biases = ["bq", "bk", "bv"].map((part) => vector(`${name}.${part}`));
    const scaled = ([query, ...others]: readonly TfTensor[], axis: number): TfTensor =>
      tf.concat([...(query ? [tf.mul(query, scale)] : []), ...others], axis);
    const [b, bias] = [scaled(matrices, 1), scaled(biases, 0)];
    const out = linear(`${name}.wo`, `${name}.bo`);
    return (a, seq) => out(attend(tf, tf.fused.matMul({ a, b, bias }), seq, width));
  };
  const inner = (name: string): Layer => {
    const normalise = norm(`${name}.norm2`);
    const up = linear(`${name}.ff1.weight`, `${name}.ff1.bias`, "relu");
    const down = linear(`${name}.ff2.weight`, `${name}.ff2.bias`);
    return (x) => tf.add(x, down(up(normalise(x))));
  };
  const [table, positions] = [vector("embedding"), tf.tensor(signal(read("timescales").data), [config.maxTokens, 256])];
  const [norm0, norm1] = [norm("layer0.norm1"), norm("layer1.norm1")];
  const [attention0, attention1] = [attention("layer0.attention", 256), attention("layer1.attention", 512)];
  const residual = linear("layer0.residual.weight", "layer0.residual.bias");
  const [inner0, inner1] = [inner("layer0"), inner("layer1")];
  const head = linear("head.weight", "head.bias");
  const epsilon = scalar(tf, 1e-12);
  return (ids, seq) => {
    const tokens = tf.gather(table, ids);
    const x0 = tf.add(tf.add(tokens, tokens), tf.slice(positions, [0, 0], [seq, 256]));
    const x1 = inner0(tf.add(residual(x0), attention0(norm0(x0), seq)));
    const x2 = inner1(tf.add(x1, attention1(norm1(x1), seq)));
    const features = tf.tanh(head(tf.reshape(tf.mean(x2, 0), [1, config.output])));
    return tf.div(features, tf.sqrt(tf.add(tf.sum(tf.mul(features, features)), epsilon)));
  };
}

function three(tensors: readonly (TfTensor | undefined)[]): readonly [TfTensor, TfTensor, TfTensor] {
  const [q, k, v] = tensors;
  if (!q || !k || !v) throw new Error("there are no query, key and value");
  return [q, k, v];
}

function weightOf(weights: Weights, name: string) {
  const weight = weights.get(name);
  if (!weight) throw new Error(`the model has no ${name}`);
  return weight;
}

/** A weight `[out, in]` as the library likes it best, `[in, out]`. */
function matrix(tf: Tf, { data, shape: [rows = 1, columns = 1] }: ReturnType<typeof weightOf>): TfTensor {
  return tf.tensor(transposed(data, rows, columns), [columns, rows]);
}

function scalar(tf: Tf, value: number): TfTensor {
  return tf.tensor(Float32Array.of(value), []);
}

/** For each position the sines of `position * timescale`, then the cosines. */
function signal(timescales: Float32Array): Float32Array {
  const rows = Array.from({ length: config.maxTokens }, (_, position) => {
    const angles = Array.from(timescales, (timescale) => position * timescale);
    return [...angles.map(Math.sin), ...angles.map(Math.cos)];
  });
  return Float32Array.from(rows.flat());
}
