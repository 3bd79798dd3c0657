import { append, attention, dim, linear, mergeHeads, splitHeads, tensor, type Tensor } from "heddle";
import { multiHeadAttention } from "heddle/nn";
import { expect, test } from "vitest";
import { type DecodeJob, jobOf, type LayerJob } from "../../bench/job.js";
import { naivePeer } from "../../bench/peers/naive.js";
import { referenceOf } from "../../bench/reference.js";
import type { Task } from "../../bench/tasks.js";
import { smallDecode, smallLayer, smallProduct } from "./tasks.js";

function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) expect(found[i]).toBeCloseTo(wanted[i]!, 5);
}

function weightsOf({ params, width }: LayerJob | DecodeJob) {
  const matrix = (data: Float32Array) => tensor(data, [64, 64]);
  const bias = (data: Float32Array) => tensor(data, [64]);
  expect(width).toBe(64);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = params;
  return {
    wq: matrix(wq),
    bq: bias(bq),
    wk: matrix(wk),
    bk: bias(bk),
    wv: matrix(wv),
    bv: bias(bv),
    wo: matrix(wo),
    bo: bias(bo),
  };
}

test.each([false, true])("the reference of a layer, causal: %s, is what the evaluator gives", (isCausal) => {
  const job = jobOf({ ...smallLayer, isCausal });
  const x = tensor(job.inputs.x, [dim("seq", 9), 64]);
  const expected = multiHeadAttention(x, weightsOf(job), { heads: 4, causal: isCausal });
  expectClose(referenceOf(job), expected.data);
});

test("the reference of a decoding step is what the evaluator gives", () => {
  const job = jobOf(smallDecode);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = weightsOf(job);
  const x = tensor(job.inputs.x, [1, 64]);
  const cache = (data: Float32Array) => tensor(data, [4, 5, 16]);
  const q = splitHeads(linear(x, wq, bq), 4);
  const k = append(cache(job.inputs.keys), splitHeads(linear(x, wk, bk), 4));
  const v = append(cache(job.inputs.values), splitHeads(linear(x, wv, bv), 4));
  expectClose(referenceOf(job), linear(mergeHeads(attention(q, k, v)), wo, bo).data);
});

test("the cache of a decoding step is that of the tokens before", () => {
  const job = jobOf(smallDecode);
  const { wk, bk } = weightsOf(job);
  expectClose(splitHeads(linear(tensor(job.prefix, [5, 64]), wk, bk), 4).data, job.inputs.keys);
  expect(Math.max(...job.inputs.keys)).toBeGreaterThan(0.5);
});

test("the reference of a product is what the evaluator gives", () => {
  const job = jobOf(smallProduct);
  const expected: Tensor = linear(tensor(job.inputs.x, [3, 8]), tensor(job.params.w, [5, 8]));
  expectClose(referenceOf(job), expected.data);
});

const tasks: readonly Task[] = [smallLayer, { ...smallLayer, isCausal: true }, smallDecode, smallProduct];

test.each(tasks.flatMap((task) => [["in-out", task] as const, ["out-in", task] as const]))(
  "the naive loops on %s weights do %j",
  async (layout, task) => {
    const job = jobOf(task);
    for (const { prepare } of naivePeer(layout).variantsFor(task)) {
      const { run, result } = await prepare(job);
      run();
      expectClose(result!().data, referenceOf(job));
    }
  },
);

test("the data is as wide as that of a trained layer", () => {
  const { inputs, params } = jobOf(smallLayer);
  const spread = (values: Float32Array) =>
    Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  expect(spread(inputs.x)).toBeCloseTo(0.58, 1);
  expect(spread(params.wq) * Math.sqrt(64)).toBeCloseTo(1, 1);
});
