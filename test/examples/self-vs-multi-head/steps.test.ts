import { describe, expect, it } from "vitest";
import { multiHead, singleHead } from "../../../examples/self-vs-multi-head/programs.js";
import { createTensors } from "../../../examples/self-vs-multi-head/sequence.js";
import { stepsOf } from "../../../examples/self-vs-multi-head/steps.js";

const tensors = createTensors();

describe("the steps", () => {
  it("are the lines of the source, with the shapes of its tensors", async () => {
    const steps = await stepsOf("multiHead", multiHead(tensors));
    expect(steps.map(({ code, shape }) => `${code} -> ${shape}`)).toEqual([
      "q = linear(x, wq, bq) -> [seq, 512]",
      "k = linear(x, wk, bk) -> [seq, 512]",
      "v = linear(x, wv, bv) -> [seq, 512]",
      "queries = splitHeads(q, 8) -> [8, seq, 64]",
      "keys = splitHeads(k, 8) -> [8, seq, 64]",
      "values = splitHeads(v, 8) -> [8, seq, 64]",
      "scores = scale(matmul(queries, transpose(keys)), 1 / Math.sqrt(64)) -> [8, seq, seq]",
      "weights = softmax(scores) -> [8, seq, seq]",
      "attended = matmul(weights, values) -> [8, seq, 64]",
      "merged = mergeHeads(attended) -> [seq, 512]",
      "out = linear(merged, wo, bo) -> [seq, 512]",
    ]);
    expect(await stepsOf("singleHead", singleHead(tensors))).toHaveLength(6);
  });

  it("can't be told of another function, or without its tensors", async () => {
    await expect(stepsOf("noHead", {})).rejects.toThrow("programs.ts has no function noHead");
    await expect(stepsOf("singleHead", {})).rejects.toThrow("singleHead computes q but doesn't return it");
  });
});
