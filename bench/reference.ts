import type { DecodeJob, Job, LayerJob } from "./job.js";
import { naiveText } from "./naive/text.js";
import { knownSentences } from "./sentences.js";

/** The right result of a job, in float64 throughout. */
export function referenceOf(job: Job): Float64Array {
  switch (job.kind) {
    case "layer":
      return layerReference(job);
    case "decode":
      return decodeReference(job);
    case "product":
      return project(job.inputs.x, job.params.w, job.depth, job.columns);
    case "sentence":
      return knownSentences()[job.sentence]?.embedding ?? new Float64Array();
    case "text":
      return naiveText(job)();
  }
}

function layerReference({ inputs: { x }, params, seq, width, heads, isCausal }: LayerJob): Float64Array {
  const [q, k, v] = [
    project(x, params.wq, width, width, params.bq),
    project(x, params.wk, width, width, params.bk),
    project(x, params.wv, width, width, params.bv),
  ];
  const context = new Float64Array(seq * width);
  for (let i = 0; i < seq; i++) {
    context.set(attend(q.subarray(i * width, (i + 1) * width), k, v, isCausal ? i + 1 : seq, heads), i * width);
  }
  return project(context, params.wo, width, width, params.bo);
}

function decodeReference({ inputs: { x, keys, values }, params, past, width, heads }: DecodeJob): Float64Array {
  const q = project(x, params.wq, width, width, params.bq);
  const k = appended(keys, project(x, params.wk, width, width, params.bk), past, heads);
  const v = appended(values, project(x, params.wv, width, width, params.bv), past, heads);
  return project(attend(q, k, v, past + 1, heads), params.wo, width, width, params.bo);
}

/** `y[i, j] = b[j] + sum over k of x[i, k] * w[j, k]`. */
function project(
  x: Float32Array | Float64Array,
  w: Float32Array,
  depth: number,
  columns: number,
  bias?: Float32Array,
): Float64Array {
  const rows = x.length / depth;
  const y = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = bias?.[j] ?? 0;
      for (let k = 0; k < depth; k++) sum += x[i * depth + k]! * w[j * depth + k]!;
      y[i * columns + j] = sum;
    }
  }
  return y;
}

/** The context of one query, `[width]`, from the first `count` rows of keys and values, `[.., width]`. */
function attend(q: Float64Array, k: Float64Array, v: Float64Array, count: number, heads: number): Float64Array {
  const width = q.length;
  const depth = width / heads;
  const context = new Float64Array(width);
  for (let offset = 0; offset < width; offset += depth) {
    const scores = Array.from({ length: count }, (_, j) => {
      let sum = 0;
      for (let d = offset; d < offset + depth; d++) sum += q[d]! * k[j * width + d]!;
      return sum / Math.sqrt(depth);
    });
    const greatest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
    const powers = scores.map((score) => Math.exp(score - greatest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    for (const [j, power] of powers.entries()) {
      for (let d = offset; d < offset + depth; d++) context[d]! += (power / total) * v[j * width + d]!;
    }
  }
  return context;
}

/** Rows of all heads side by side, `[past + 1, width]`, of a cache `[heads, past, depth]` and a row. */
function appended(cache: Float32Array, row: Float64Array, past: number, heads: number): Float64Array {
  const width = row.length;
  const depth = width / heads;
  const rows = new Float64Array((past + 1) * width);
  for (const [i, value] of cache.entries()) {
    const [head, position, d] = [Math.floor(i / (past * depth)), Math.floor(i / depth) % past, i % depth];
    rows[position * width + head * depth + d] = value;
  }
  rows.set(row, past * width);
  return rows;
}
