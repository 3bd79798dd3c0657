import type { AttentionNode, Node } from "../graph/node.js";
import type { ScalarNode } from "../graph/scalar.js";
import type { DimBindings } from "../shape/dim.js";
import { roundings } from "./rounding.js";
import { ScalarProgram, type ScoreState } from "./scalar.js";
import { broadcastStrides, elementCount, viewOffsets } from "./strides.js";
import type { Value } from "./value.js";

/**
 * Scaled dot-product attention (Vaswani et al., 2017, section 3.2.1) in float64, for `[.., heads, queries, d]`,
 * `[.., kvHeads, keys, d]` and `[.., kvHeads, keys, d_v]`: head `h` reads key and value head
 * `floor(h / (heads / kvHeads))` (Ainslie et al., GQA, 2023).
 *
 * A query looks only at the keys that the masks allow it: a masked key or value is never read, so a NaN there goes
 * nowhere, and a query that is allowed no key at all gives zeros.
 */
export function attention(node: AttentionNode, dims: DimBindings, known: (operand: Node) => Value): Float32Array {
  const rows = new AttentionRows(node, dims, known);
  if (node.result === "meanProbabilities") return meanProbabilities(rows);
  // Only the output needs the values: for what is given on the way they may not be known.
  const value = node.result === "output" ? known(node.value) : undefined;
  const width = value?.sizes.at(-1) ?? (node.result === "logSumExp" ? 1 : rows.keys);
  const result = new Float32Array(rows.blocks * rows.queries * width);
  const row = new Float64Array(width);
  for (let block = 0; block < rows.blocks; block++) {
    for (let query = 0; query < rows.queries; query++) {
      row.fill(0);
      if (value) outputRow(rows, value, block, query, row);
      else rowOnTheWay(node, rows, block, query, row);
      result.set(row, (block * rows.queries + query) * width);
    }
  }
  return result;
}

/** The mean of the weights over the heads, which are the innermost of the blocks. */
function meanProbabilities(rows: AttentionRows): Float32Array {
  const { heads, queries, keys } = rows;
  const result = new Float32Array((rows.blocks / heads) * queries * keys);
  const sums = new Float64Array(keys);
  for (let row = 0; row < result.length / keys; row++) {
    const [entry, query] = [Math.floor(row / queries), row % queries];
    sums.fill(0);
    for (let head = 0; head < heads; head++) {
      const block = entry * heads + head;
      const count = rows.score(block, query);
      rows.softmax(count, block);
      for (let n = 0; n < count; n++) sums[rows.attended[n]!]! += rows.weights[n]!;
    }
    result.set(
      sums.map((sum) => sum / heads),
      row * keys,
    );
  }
  return result;
}

function outputRow(rows: AttentionRows, value: Value, block: number, query: number, row: Float64Array): void {
  const count = rows.score(block, query);
  rows.softmax(count, block);
  const width = row.length;
  for (let n = 0; n < count; n++) {
    const start = (rows.kvBlock(block) * rows.keys + rows.attended[n]!) * width;
    for (let d = 0; d < width; d++) row[d] = row[d]! + rows.weights[n]! * value.data[start + d]!;
  }
}

/** A row of what is given beside the output. */
function rowOnTheWay(
  { result }: AttentionNode,
  rows: AttentionRows,
  block: number,
  query: number,
  row: Float64Array,
): void {
  switch (result) {
    case "rawScores":
      return rows.everyScore(block, query, false, row);
    case "modifiedScores":
      return rows.everyScore(block, query, true, row);
    case "maskedScores": {
      const count = rows.score(block, query);
      row.fill(-Infinity);
      for (let n = 0; n < count; n++) row[rows.attended[n]!] = rows.weights[n]!;
      return;
    }
    case "probabilities": {
      const count = rows.score(block, query);
      rows.softmax(count, block);
      for (let n = 0; n < count; n++) row[rows.attended[n]!] = rows.weights[n]!;
      return;
    }
    case "logSumExp":
      row[0] = rows.softmax(rows.score(block, query), block);
  }
}

/** The scores and weights of an attention, one row (a query of a head of a batch entry) at a time. */
class AttentionRows {
  readonly blocks: number;
  /** The innermost of the axes that blocks are counted over. */
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  /** The keys that the last row may attend to, and their scores or weights. */
  readonly attended: Int32Array;
  readonly weights: Float64Array;
  readonly #node: AttentionNode;
  readonly #kvBlocks: number;
  readonly #width: number;
  readonly #query: Value;
  readonly #key: Value;
  readonly #sinks: Value | undefined;
  readonly #biases: ((block: number, query: number) => (key: number) => number) | undefined;
  readonly #score: ScalarProgram | undefined;
  readonly #allowed: ScalarProgram | undefined;
  readonly #state: ScoreState = { b: 0, h: 0, q: 0, k: 0, score: 0 };
  readonly #round: (x: number) => number;

  constructor(node: AttentionNode, dims: DimBindings, known: (operand: Node) => Value) {
    const [query, key] = [known(node.query), known(node.key)];
    const leading = query.sizes.slice(0, -2);
    const scalar = (root: ScalarNode | undefined) => root && new ScalarProgram(root, dims, known);
    this.#node = node;
    this.blocks = elementCount(leading);
    this.queries = query.sizes.at(-2)!;
    this.keys = key.sizes.at(-2)!;
    this.attended = new Int32Array(this.keys);
    this.weights = new Float64Array(this.keys);
    this.heads = leading.at(-1) ?? 1;
    this.#kvBlocks = elementCount(key.sizes.slice(0, -2));
    this.#width = query.sizes.at(-1)!;
    this.#query = query;
    this.#key = key;
    this.#sinks = node.sinks && known(node.sinks);
    this.#biases = node.mask && biasReader(node.mask, known(node.mask), [...leading, this.queries, this.keys]);
    this.#score = scalar(node.score);
    this.#allowed = scalar(node.allowed);
    this.#round = node.precision === undefined ? (x) => x : roundings[node.precision];
  }

  /** The keys and values that a block of queries reads. */
  kvBlock(block: number): number {
    // The heads are the innermost of the leading axes, so that this holds for all of them counted together.
    return Math.floor((block * this.#kvBlocks) / this.blocks);
  }

  /** All scores of a row, before masks: as they are, or as the score function makes them. */
  everyScore(block: number, query: number, isModified: boolean, row: Float64Array): void {
    this.#startRow(block, query);
    for (let j = 0; j < this.keys; j++) {
      const product = this.#product(block, query, j);
      row[j] = isModified ? this.#modified(product, j) : product;
    }
  }

  /** The scores of a row for the keys that it may attend to, in `weights`; gives their number. */
  score(block: number, query: number): number {
    this.#startRow(block, query);
    const biasOf = this.#biases?.(block, query);
    let count = 0;
    for (let j = 0; j < this.keys; j++) {
      this.#state.k = j;
      if (this.#allowed?.at(this.#state) === 0) continue;
      const bias = biasOf === undefined ? 0 : biasOf(j);
      if (bias === -Infinity) continue;
      const product = this.#product(block, query, j);
      const score = this.#modified(product, j);
      if (score === -Infinity && product !== -Infinity) continue;
      this.attended[count] = j;
      this.weights[count] = score + bias;
      count++;
    }
    return count;
  }

  /** The first `count` weights from scores to their softmax; gives the logarithm of its denominator. */
  softmax(count: number, block: number): number {
    const sink = this.#sinkOf(block);
    if (count === 0) return sink;
    const scores = this.weights.subarray(0, count);
    let greatest = sink;
    for (let i = 0; i < count; i++) {
      scores[i] = this.#round(scores[i]!);
      greatest = Math.max(greatest, scores[i]!);
    }
    let total = sink === -Infinity ? 0 : Math.exp(sink - greatest);
    for (let i = 0; i < count; i++) {
      scores[i] = Math.exp(scores[i]! - greatest);
      total += scores[i]!;
    }
    for (let i = 0; i < count; i++) scores[i] = this.#round(scores[i]! / total);
    return greatest + Math.log(total);
  }

  #startRow(block: number, query: number): void {
    const state = this.#state;
    state.b = Math.floor(block / this.heads);
    state.h = block % this.heads;
    state.q = query;
    this.#score?.startRow(state);
    this.#allowed?.startRow(state);
  }

  #product(block: number, query: number, key: number): number {
    const width = this.#width;
    const keyRow = this.kvBlock(block) * this.keys + key;
    const sum = dot(this.#query, (block * this.queries + query) * width, this.#key, keyRow * width, width);
    return this.#node.scale * sum;
  }

  #modified(score: number, key: number): number {
    if (this.#score === undefined) return score;
    this.#state.k = key;
    this.#state.score = score;
    return this.#score.at(this.#state);
  }

  #sinkOf(block: number): number {
    if (this.#sinks === undefined) return -Infinity;
    const { data } = this.#sinks;
    return this.#round(data[data.length === 1 ? 0 : block % this.heads]!);
  }
}

/** For a block and a query: what the mask adds to the score of key `j`. A bool mask adds 0, or -Infinity at false. */
function biasReader(
  { dtype }: Node,
  mask: Value,
  scoreSizes: readonly number[],
): (block: number, query: number) => (key: number) => number {
  const strides = broadcastStrides(mask.sizes, scoreSizes);
  const blocks = viewOffsets(scoreSizes.slice(0, -2), strides.slice(0, -2));
  const [queryStride, keyStride] = [strides.at(-2)!, strides.at(-1)!];
  return (block, query) => {
    const start = blocks[block]! + query * queryStride;
    if (dtype === "bool") return (key) => (mask.data[start + key * keyStride] === 0 ? -Infinity : 0);
    return (key) => mask.data[start + key * keyStride]!;
  };
}

function dot(left: Value, leftStart: number, right: Value, rightStart: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += left.data[leftStart + i]! * right.data[rightStart + i]!;
  return sum;
}
