import type { Contestant, Prepared, Variant } from "../contestant.js";
import type { MatrixJob } from "../job.js";
import { matrixJob } from "../matrix-job.js";
import type { LayerParams } from "../layer.js";
import { transposed } from "../transposed.js";
import { naiveMultiHeadAttention, type WeightLayout } from "../naive/layer.js";
import { naiveDecode } from "../naive/decode.js";
import { naiveText } from "../naive/text.js";
import { naiveProduct } from "../naive/product.js";
import { resultLength } from "../tasks.js";

/** The textbook's loops, on weights of the given layout. */
export function naivePeer(layout: WeightLayout): Contestant {
  const variant: Variant = { name: layout, prepare: (job) => Promise.resolve(prepare(matrixJob(job), layout)) };
  return {
    name: `naive-${layout}`,
    threads: 1,
    role: "peer",
    packages: [],
    variantsFor: ({ kind }) => {
      if (kind === "text") return layout === "out-in" ? [textVariant] : [];
      return kind === "sentence" ? [] : [variant];
    },
  };
}

/** The llama has its weights `[out, in]`. */
const textVariant: Variant = {
  name: "out-in",
  prepare: (job) => {
    if (job.kind !== "text") throw new RangeError("only texts are decoded");
    const decode = naiveText(job);
    let logits: Float64Array = new Float64Array();
    const run = (): void => void (logits = decode());
    return Promise.resolve({ run, result: () => ({ data: Float32Array.from(logits), from: 0 }) });
  },
};

function prepare(job: MatrixJob, layout: WeightLayout): Prepared {
  const out = new Float32Array(resultLength(job));
  const compute = loopsFor(job, layout);
  return { run: () => compute(job.inputs.x, out), result: () => ({ data: out, from: 0 }) };
}

function loopsFor(job: MatrixJob, layout: WeightLayout): (x: Float32Array, out: Float32Array) => void {
  switch (job.kind) {
    case "layer":
      return naiveMultiHeadAttention(laidOut(job.params, layout, job.width), layout, job);
    case "decode":
      return naiveDecode(laidOut(job.params, layout, job.width), layout, job);
    case "product": {
      const { depth, columns } = job;
      const w = layout === "out-in" ? job.params.w : transposed(job.params.w, columns, depth);
      return naiveProduct(w, layout, job);
    }
  }
}

function laidOut(params: LayerParams, layout: WeightLayout, width: number): LayerParams {
  if (layout === "out-in") return params;
  const turned = (w: Float32Array): Float32Array => transposed(w, width, width);
  const { wq, wk, wv, wo } = params;
  return { ...params, wq: turned(wq), wk: turned(wk), wv: turned(wv), wo: turned(wo) };
}
