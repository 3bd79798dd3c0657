import { describe, expect, expectTypeOf, test } from "vitest";
import { add, attention, dim, matmul, mean, scale, softmax, tensor, type Tensor, transpose, zeros } from "heddle";
import { alibi, relativeBias, softcap } from "heddle/attention";
import { multiHeadAttention, selfAttention } from "heddle/nn";
import { randomTensor } from "../random.js";

const [seq, mem] = [dim("seq", 3), dim("mem", 5)];
const q = randomTensor([2, 4, seq, 6], 1);
const k = randomTensor([2, 4, mem, 6], 2);
const v = randomTensor([2, 4, mem, 7], 3);

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.sizes).toEqual(expected.sizes);
  for (const [i, value] of actual.data.entries()) expect(value).toBeCloseTo(expected.data[i]!, 5);
}

describe("attention returns, when asked", () => {
  const all = attention(q, k, v, {
    softcap: 0.5,
    mask: ({ k: key }) => key.ne(2),
    returns: ["rawScores", "modifiedScores", "maskedScores", "probabilities", "meanProbabilities", "logSumExp"],
  });
  const raw = scale(matmul(q, transpose(k)), 1 / Math.sqrt(6));

  test("a record, typed by what was asked for", () => {
    expectTypeOf(all.output).toEqualTypeOf<Tensor<[2, 4, "seq", 7]>>();
    expectTypeOf(all.rawScores).toEqualTypeOf<Tensor<[2, 4, "seq", "mem"]>>();
    expectTypeOf(all.meanProbabilities).toEqualTypeOf<Tensor<[2, "seq", "mem"]>>();
    expectTypeOf(all.logSumExp).toEqualTypeOf<Tensor<[2, 4, "seq"]>>();
    expect(Object.entries(all).map(([name, { shape }]) => [name, shape])).toEqual([
      ["output", [2, 4, "seq", 7]],
      ["rawScores", [2, 4, "seq", "mem"]],
      ["modifiedScores", [2, 4, "seq", "mem"]],
      ["maskedScores", [2, 4, "seq", "mem"]],
      ["probabilities", [2, 4, "seq", "mem"]],
      ["meanProbabilities", [2, "seq", "mem"]],
      ["logSumExp", [2, 4, "seq"]],
    ]);
    const none = attention(q, k, v, { returns: [] });
    expectTypeOf(none).toEqualTypeOf<Tensor<[2, 4, "seq", 7]>>();
    expect(none.shape).toEqual([2, 4, "seq", 7]);
  });

  test("scores before and after the softcap and the mask", () => {
    expectClose(all.rawScores, raw);
    const capped = raw.data.map((score) => 0.5 * Math.tanh(score / 0.5));
    expectClose(all.modifiedScores, tensor(capped, [2, 4, seq, mem]));
    const masked = all.maskedScores.data.map((score, i) => (i % 5 === 2 ? score : -Infinity));
    expect(masked.every((score) => score === -Infinity)).toBe(true);
    expectClose(all.probabilities, softmax(all.maskedScores));
    expectClose(all.meanProbabilities, mean(all.probabilities, 1));
    expectClose(all.output, matmul(all.probabilities, v));
  });

  test("zeros and -Infinity for a row without a key", () => {
    const empty = attention(q, k, v, {
      mask: ({ q: query }) => query.ne(1),
      returns: ["probabilities", "logSumExp", "maskedScores"],
    });
    const rowOf = (x: Tensor, width: number) => [...x.data.subarray(width, 2 * width)];
    expect(rowOf(empty.output, 7)).toEqual(Array(7).fill(0));
    expect(rowOf(empty.probabilities, 5)).toEqual(Array(5).fill(0));
    expect(rowOf(empty.maskedScores, 5)).toEqual(Array(5).fill(-Infinity));
    expect(empty.logSumExp.data[1]).toBe(-Infinity);
  });

  test("what layers have on the way", () => {
    const [x, w] = [randomTensor([seq, 12], 4), randomTensor([12, 12], 5)];
    const weights = { wq: w, wk: w, wv: w, wo: w };
    const layer = multiHeadAttention(x, weights, { heads: 3, returns: ["headOutputs", "probabilities"] });
    expectTypeOf(layer.headOutputs).toEqualTypeOf<Tensor<[3, "seq", 4]>>();
    expectTypeOf(layer.probabilities).toEqualTypeOf<Tensor<[3, "seq", "seq"]>>();
    expect(layer.headOutputs.sizes).toEqual([3, 3, 4]);
    expect(layer.output.data).toEqual(multiHeadAttention(x, weights, { heads: 3 }).data);
    const single = selfAttention(x, { wq: w, wk: w, wv: w }, { returns: ["logSumExp"] });
    expectTypeOf(single.logSumExp).toEqualTypeOf<Tensor<["seq"]>>();
    expect(single.logSumExp.sizes).toEqual([3]);
  });

  test("nothing that isn't there", () => {
    // @ts-expect-error no such result
    expect(() => attention(q, k, v, { returns: ["weights"] })).toThrow(
      "attention: it can't return weights: use rawScores",
    );
  });
});

describe("score functions of the library", () => {
  test("softcap keeps scores within the cap", () => {
    const { modifiedScores } = attention(q, k, v, { score: softcap(0.01), returns: ["modifiedScores"] });
    expect(Math.max(...modifiedScores.data)).toBeLessThanOrEqual(0.01);
    expect(attention(q, k, v, { score: softcap(2) }).data).toEqual(attention(q, k, v, { softcap: 2 }).data);
    expect(() => softcap(0)).toThrow(RangeError);
  });

  test("alibi has the slopes of the paper", () => {
    const slopes = (heads: number): number[] => {
      const x = zeros([heads, 1, 1]);
      const keys = zeros([heads, 2, 1]);
      const { rawScores, modifiedScores } = attention(x, keys, keys, {
        score: alibi(heads),
        returns: ["rawScores", "modifiedScores"],
      });
      return [...add(modifiedScores, rawScores).data].filter((_, i) => i % 2 === 1);
    };
    for (const [h, slope] of slopes(8).entries()) expect(slope).toBeCloseTo(2 ** -(h + 1), 6);
    const six = [2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8, 2 ** -1, 2 ** -3];
    for (const [h, slope] of slopes(6).entries()) expect(slope).toBeCloseTo(six[h]!, 6);
  });

  test("relative biases in one dimension stop growing at the end of the table", () => {
    const table = tensor([-1, 0, 1, -10, 0, 10], [2, 3]);
    const x = zeros([2, 4, 1]);
    const { modifiedScores } = attention(x, x, x, { score: relativeBias(table), returns: ["modifiedScores"] });
    expect([...modifiedScores.data.subarray(0, 8)]).toEqual([0, 1, 1, 1, -1, 0, 1, 1]);
    expect([...modifiedScores.data.subarray(16, 20)]).toEqual([0, 10, 10, 10]);
  });

  test("relative biases in two dimensions go by row and column", () => {
    // A map of 2 x 3 positions has 3 distances in rows and 5 in columns.
    const table = tensor(
      Array.from({ length: 15 }, (_, i) => i),
      [1, 3, 5],
    );
    const x = zeros([1, 6, 1]);
    const { modifiedScores } = attention(x, x, x, { score: relativeBias(table), returns: ["modifiedScores"] });
    // Position 1 is row 0, column 1; position 5 is row 1, column 2: one row and one column on.
    expect(modifiedScores.data[6 + 5]).toBe(2 * 5 + 3);
    expect(modifiedScores.data[5 * 6]).toBe(0);
    expect(modifiedScores.data[0]).toBe(5 + 2);
  });
});

describe("the softmax", () => {
  test("can be computed in the numbers of a narrower format", () => {
    const [one, two] = [tensor([1], [1, 1]), tensor([0, 0.00001], [2, 1])];
    const weights = (precision: "f16" | "bf16" | "f32" | "f64") =>
      attention(one, two, two, { scale: 1, precision, returns: ["probabilities"] }).probabilities.data;
    expect([...weights("f16")]).toEqual([0.5, 0.5]);
    expect([...weights("bf16")]).toEqual([0.5, 0.5]);
    expect(weights("f64")[1]).toBeGreaterThan(0.5);
  });

  test("has the sink in its denominator", () => {
    const [one, keys] = [tensor([1], [1, 1, 1]), tensor([0, 0], [1, 2, 1])];
    const { probabilities, logSumExp } = attention(one, keys, keys, {
      sinks: tensor([Math.log(2)], [1]),
      returns: ["probabilities", "logSumExp"],
    });
    expect(probabilities.data[0]).toBeCloseTo(0.25, 6);
    expect(logSumExp.data[0]).toBeCloseTo(Math.log(4), 6);
  });

  test("masks a key whose score a function makes -Infinity, even all of a row", () => {
    const y = attention(q, k, v, { score: (s, { k: key }) => key.ge(0).select(-Infinity, s) });
    expect([...y.data].every((value) => value === 0)).toBe(true);
  });
});
