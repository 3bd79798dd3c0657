import { dim, tensor } from "heddle";
import { describe, expect, it } from "vitest";
import { agree, attentionWeights, compare, tolerance } from "../../../examples/self-vs-multi-head/comparison.js";
import { favouriteOf, mostDivided } from "../../../examples/self-vs-multi-head/distributions.js";
import { multiHead, singleHead } from "../../../examples/self-vs-multi-head/programs.js";
import { createTensors } from "../../../examples/self-vs-multi-head/sequence.js";
import { maxDifference } from "../../../examples/max-difference.js";

const tensors = createTensors();
const comparison = await compare(tensors);
const { single, heads } = attentionWeights(comparison);

describe("the attention weights", () => {
  it("are one distribution a token, and with heads one a token and head", () => {
    expect(single.map((row) => row.length)).toEqual([4, 4, 4, 4]);
    expect(heads.map((head) => head.map((row) => row.length))).toEqual(Array.from({ length: 8 }, () => [4, 4, 4, 4]));
    for (const row of [...single, ...heads.flat()]) {
      expect(Math.abs(row.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-6);
      expect(Math.min(...row)).toBeGreaterThan(0);
    }
  });

  it("differ between heads, and are far from even", () => {
    const distances = heads.flatMap((head, i) =>
      heads.slice(0, i).map((other) => maxDifference(head.flat(), other.flat())),
    );
    expect(Math.min(...distances)).toBeGreaterThan(0.3);
    for (const head of [single, ...heads]) expect(Math.max(...head.flat())).toBeGreaterThan(0.5);
  });
});

describe("generated kernels", () => {
  it("agree with the evaluator", () => {
    const differences = [...Object.values(comparison.singleDifferences), ...Object.values(comparison.multiDifferences)];
    expect(differences).toHaveLength(6);
    expect(Math.max(...differences)).toBeLessThanOrEqual(1e-6);
    expect(agree(comparison)).toBe(true);
  });

  it.each([2 * tolerance, NaN])("don't agree where a difference is %d", (weights) => {
    expect(agree({ ...comparison, multiDifferences: { ...comparison.multiDifferences, weights } })).toBe(false);
  });
});

describe("what the example says of both mechanisms", () => {
  it("the one head's scores are the sum of the heads' scores / sqrt(8)", () => {
    const sums = Array.from(comparison.single.scores.data, (_, at) =>
      heads.reduce((sum, __, head) => sum + (comparison.multi.scores.data[16 * head + at] ?? NaN), 0),
    );
    expect(
      maxDifference(
        comparison.single.scores.data,
        sums.map((sum) => sum / Math.sqrt(8)),
      ),
    ).toBeLessThan(1e-5);
  });

  it("tokens in another order give the same rows, in that order", () => {
    const firstLast = (rows: Float32Array) => Float32Array.from([...rows.subarray(512), ...rows.subarray(0, 512)]);
    const x = tensor(firstLast(tensors.x.data), [dim("seq", 4), 512]);
    for (const mechanism of [singleHead, multiHead]) {
      const expected = mechanism(tensors).out.data;
      const out = mechanism({ ...tensors, x }).out.data;
      expect(maxDifference(out, firstLast(expected))).toBeLessThan(1e-5);
    }
  });
});

describe("favourites", () => {
  it("are the largest weights", () => {
    expect(favouriteOf([[0.1, 0.7, 0.2]], 0)).toEqual({ token: 1, weight: 0.7 });
  });

  it("are the most divided for the token with the most of them", () => {
    const even = [
      [0.6, 0.4],
      [0.6, 0.4],
    ];
    const other = [
      [0.6, 0.4],
      [0.4, 0.6],
    ];
    expect(mostDivided([even, other])).toBe(1);
    expect(mostDivided([even, even])).toBe(0);
  });
});
