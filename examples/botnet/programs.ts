import { attention, linear, matmul, mergeHeads, program, rearrange, scale, splitHeads, transpose } from "heddle";
import type { Tensor } from "heddle";
import { lookup, relativeBias, type ScoreFunction } from "heddle/attention";

const projections = { wq: [64, 64], wk: [64, 64], wv: [64, 64] } as const;

/** A feature map `[batch, rows, columns, features]`. */
type FeatureMap = Tensor<["batch", 14, 14, 64]>;

/** The tensors of {@link botnet}. */
export interface BotnetTensors {
  readonly x: FeatureMap;
  readonly wq: Tensor<[64, 64]>;
  readonly wk: Tensor<[64, 64]>;
  readonly wv: Tensor<[64, 64]>;
  /** An embedding for each distance in rows, -13 to 13, and for each in columns. */
  readonly rowDistances: Tensor<[27, 16]>;
  readonly columnDistances: Tensor<[27, 16]>;
}

/** Query, key and value of each head for all positions, and what relative positions add to a score. */
export function botnetHeads({ x, wq, wk, wv, rowDistances, columnDistances }: BotnetTensors) {
  const q = heads(x, wq);
  const scaled = scale(q, 1 / Math.sqrt(16));
  const rows = matmul(scaled, transpose(rowDistances));
  const columns = matmul(scaled, transpose(columnDistances));
  return { q, k: heads(x, wk), v: heads(x, wv), score: relativePositions(rows, columns) };
}

/** `[batch, heads, positions, features]` of a projected map, row by row. */
function heads(x: FeatureMap, w: Tensor<[64, 64]>): Tensor<["batch", 4, 196, 16]> {
  return splitHeads(linear(rearrange(x, "b y x c -> b (y x) c"), w), 4);
}

/** For each query what it makes of each distance. */
type Logits = Tensor<["batch", 4, 196, 27]>;

function relativePositions(rows: Logits, columns: Logits): ScoreFunction {
  return (s, { b, h, q, k }) => {
    const row = k.floorDiv(14).sub(q.floorDiv(14)).add(13);
    const column = k.mod(14).sub(q.mod(14)).add(13);
    return s.add(lookup(rows, b, h, q, row)).add(lookup(columns, b, h, q, column));
  };
}

/** The heads side by side, as a map again. */
function merged(attended: Tensor<["batch", 4, 196, 16]>): FeatureMap {
  return rearrange(mergeHeads(attended), "b (y x) c -> b y x c", { y: 14 });
}

/** All-to-all attention over a feature map, by content and by relative position: `softmax(q k + q r) v`. */
export const botnet = program({
  name: "botnetAttention",
  params: { ...projections, rowDistances: [27, 16], columnDistances: [27, 16] },
  inputs: { x: ["batch", 14, 14, 64] },
  body: (tensors) => {
    const { q, k, v, score } = botnetHeads(tensors);
    return merged(attention(q, k, v, { score }));
  },
});

/** The same with one learned number for each head and distance, which doesn't depend on the query. */
export const biased = program({
  name: "biasedAttention",
  params: { ...projections, distances: [4, 27, 27] },
  inputs: { x: ["batch", 14, 14, 64] },
  body: ({ x, wq, wk, wv, distances }) => {
    const attended = attention(heads(x, wq), heads(x, wk), heads(x, wv), { score: relativeBias(distances) });
    return merged(attended);
  },
});
