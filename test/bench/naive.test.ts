import { expect, test } from "vitest";
import { dim, tensor } from "heddle";
import { jobOf } from "../../bench/job.js";
import { naivePeer } from "../../bench/peers/naive.js";
import { targets } from "../../bench/targets.js";
import { mha64x4 } from "../../presets/multi-head.js";

const [target] = targets;

test.each(["in-out", "out-in"] as const)("the naive layer of %s weights is the layer", async (layout) => {
  const job = jobOf({ name: "mha64x4", program: mha64x4, seq: 9, width: 64, heads: 4 }, target!);
  const { run, result } = await naivePeer(layout).prepare(job);
  run();
  const matrix = (data: Float32Array) => tensor(data, [64, 64]);
  const bias = (data: Float32Array) => tensor(data, [64]);
  const { wq, bq, wk, bk, wv, bv, wo, bo } = job.params;
  const expected = mha64x4.evaluate({
    x: tensor(job.x, [dim("seq", 9), 64]),
    wq: matrix(wq),
    bq: bias(bq),
    wk: matrix(wk),
    bk: bias(bk),
    wv: matrix(wv),
    bv: bias(bv),
    wo: matrix(wo),
    bo: bias(bo),
  });
  expect(result?.data).toHaveLength(9 * 64);
  for (const [i, value] of expected.data.entries()) expect(result?.data[i]).toBeCloseTo(value, 5);
});

test("the data is as wide as that of a trained layer", () => {
  const { x, params } = jobOf({ name: "mha64x4", program: mha64x4, seq: 9, width: 64, heads: 4 }, target!);
  const spread = (values: Float32Array) =>
    Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  expect(spread(x)).toBeCloseTo(0.58, 1);
  expect(spread(params.wq) * Math.sqrt(64)).toBeCloseTo(1, 1);
});
