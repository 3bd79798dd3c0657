import { evaluateOffset } from "../codegen/ir/offset.js";
import { flopsOf } from "../codegen/plan/work.js";
import type { LayerParams } from "./layer.js";
import { randomNumbers } from "./random.js";
import { randomWeights, type Weights } from "../examples/llama/weights.js";
import { programFor, sizeOf } from "./programs.js";
import type { DecodeTask, LayerTask, ProductTask, SentenceTask, Task, TextTask } from "./tasks.js";

/** A layer's task with its data: `x [seq, width]`. */
export interface LayerJob extends LayerTask {
  readonly inputs: Readonly<Record<"x", Float32Array>>;
  readonly params: LayerParams;
}

/**
 * A decoding step with its data: `x [1, width]`, `keys` and `values [heads, past, width / heads]`, which are those of the
 * tokens `prefix [past, width]` that came before.
 */
export interface DecodeJob extends DecodeTask {
  readonly prefix: Float32Array;
  readonly inputs: Readonly<Record<"x" | "keys" | "values", Float32Array>>;
  readonly params: LayerParams;
}

/** A product with its data: `x [rows, depth]`, `w [columns, depth]`. */
export interface ProductJob extends ProductTask {
  readonly inputs: Readonly<Record<"x", Float32Array>>;
  readonly params: Readonly<Record<"w", Float32Array>>;
}

/** A sentence with its tokens. Who computes it reads the weights, which come with a package. */
export interface SentenceJob extends SentenceTask {
  readonly inputs: Readonly<Record<"ids", Int32Array>>;
}

/** A text with the weights of the llama, and the tokens that it starts with. */
export interface TextJob extends TextTask {
  readonly prompt: readonly number[];
  readonly params: Weights;
}

/** A layer, a step or a product with its data. */
export type MatrixJob = LayerJob | DecodeJob | ProductJob;

/** A task with the data that everyone gets. */
export type Job = MatrixJob | SentenceJob | TextJob;

/** A task with data as wide as that of a trained layer; the same data each time. */
export function jobOf(task: LayerTask): LayerJob;
export function jobOf(task: DecodeTask): DecodeJob;
export function jobOf(task: ProductTask): ProductJob;
export function jobOf(task: SentenceTask): SentenceJob;
export function jobOf(task: TextTask): TextJob;
export function jobOf(task: Task): Job;
export function jobOf(task: Task): Job {
  switch (task.kind) {
    case "layer":
      return { ...task, inputs: { x: randomNumbers(task.seq * task.width, 19) }, params: layerParams(task.width) };
    case "decode": {
      const params = layerParams(task.width);
      const prefix = sparseRows(task);
      const keys = cacheOf(task, prefix, params.wk, params.bk);
      const values = cacheOf(task, prefix, params.wv, params.bv);
      return { ...task, prefix, inputs: { x: randomNumbers(task.width, 19), keys, values }, params };
    }
    case "product": {
      const { rows, depth, columns } = task;
      const w = randomNumbers(columns * depth, 11, 1.7 / Math.sqrt(depth));
      return { ...task, inputs: { x: randomNumbers(rows * depth, 19) }, params: { w } };
    }
    case "sentence":
      return { ...task, inputs: { ids: Int32Array.from(task.ids) } };
    case "text":
      return { ...task, prompt: [1], params: randomWeights() };
  }
}

function layerParams(width: number): LayerParams {
  const matrix = (seed: number): Float32Array => randomNumbers(width * width, seed, 1.7 / Math.sqrt(width));
  const bias = (seed: number): Float32Array => randomNumbers(width, seed, 0.1);
  return {
    wq: matrix(11),
    bq: bias(12),
    wk: matrix(13),
    bk: bias(14),
    wv: matrix(15),
    bv: bias(16),
    wo: matrix(17),
    bo: bias(18),
  };
}

/** Every so many elements of a token that came before one isn't 0: what makes its key and value is soon computed. */
const SPARSENESS = 16;

function sparseRows({ past, width }: DecodeTask): Float32Array {
  return randomNumbers(past * width, 20, Math.sqrt(SPARSENESS)).map((value, i) => (i % SPARSENESS === 0 ? value : 0));
}

/** The keys or values `[heads, past, width / heads]` of the tokens that came before. */
function cacheOf(
  { past, width, heads }: DecodeTask,
  rows: Float32Array,
  w: Float32Array,
  b: Float32Array,
): Float32Array {
  const depth = width / heads;
  const cache = new Float32Array(past * width);
  for (let position = 0; position < past; position++) {
    for (let column = 0; column < width; column++) {
      let sum = b[column] ?? 0;
      for (let k = 0; k < width; k += SPARSENESS) sum += rows[position * width + k]! * w[column * width + k]!;
      const head = Math.floor(column / depth);
      cache[(head * past + position) * depth + (column % depth)] = sum;
    }
  }
  return cache;
}

/** Floating-point operations of a task, as `heddle inspect` counts them. */
export function operationsOf(task: Task): number {
  const flops = flopsOf(programFor(task));
  if (task.kind !== "text") return evaluateOffset(flops, () => sizeOf(task));
  return Array.from({ length: task.tokens }, (_, past) =>
    evaluateOffset(flops, (dim) => (dim === "past" ? past : 1)),
  ).reduce((sum, each) => sum + each, 0);
}
