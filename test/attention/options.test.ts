import fc from "fast-check";
import { expect, test } from "vitest";
import { attention, tensor, type Tensor } from "heddle";
import { alibi, lookup, type MaskFunction, type ScoreFunction } from "heddle/attention";
import { randomData } from "../random.js";
import { type At, plainAttention } from "./reference.js";

/*
 * Random combinations of all options against loops that know none of them: each option is said twice, as an option and
 * as a plain function.
 */

const size = fc.integer({ min: 1, max: 4 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const problems = fc.record({
  batch: size,
  kvHeads: fc.integer({ min: 1, max: 2 }),
  group: fc.integer({ min: 1, max: 2 }),
  queries: size,
  keys: fc.integer({ min: 1, max: 6 }),
  width: size,
  valueWidth: size,
  scale: maybe(fc.double({ min: -2, max: 2, noNaN: true })),
  softcap: maybe(fc.double({ min: 0.1, max: 5, noNaN: true })),
  causal: maybe(fc.integer({ min: -4, max: 5 })),
  left: maybe(fc.integer({ min: 0, max: 4 })),
  right: maybe(fc.integer({ min: 0, max: 4 })),
  hasLengths: fc.boolean(),
  hasBias: fc.boolean(),
  hasSinks: fc.boolean(),
  mask: fc.constantFrom("none", "bool", "f32", "function"),
  score: fc.constantFrom("none", "alibi", "function"),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

test("random combinations of options give what plain loops give", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { batch, kvHeads, group, queries, keys, width, valueWidth, seed } = problem;
      const heads = kvHeads * group;
      const data = (count: number, offset: number): Float32Array => randomData(count, seed + offset);
      const [q, k] = [data(batch * heads * queries * width, 1), data(batch * kvHeads * keys * width, 2)];
      const v = data(batch * kvHeads * keys * valueWidth, 3);
      const bias = data(heads * queries * keys, 4).map((value) => (value < -0.4 ? -Infinity : value));
      const maskData = data(queries * keys, 5);
      const valid = Int32Array.from(data(batch, 6), (value) => Math.floor((value + 0.5) * (keys + 1)));
      const [sinks, slopes] = [data(heads, 7), data(heads, 8)];
      const { causal, left, right, softcap } = problem;
      const offset = causal ?? 0;
      const open: MaskFunction = (at) => at.q.add(at.k.mul(3)).add(at.h).add(at.b).mod(4).ne(0);
      const tilt: ScoreFunction = (s, at) => s.mul(0.5).add(lookup(tensor(slopes, [heads]), at.h).mul(at.k.max(at.q)));
      const masks = {
        none: undefined,
        bool: tensor(
          Uint8Array.from(maskData, (value) => Number(value > -0.3)),
          [queries, keys],
          "bool",
        ),
        f32: tensor(
          maskData.map((value) => (value > -0.3 ? value : -Infinity)),
          [queries, keys],
        ),
        function: open,
      };
      const scores = { none: undefined, alibi: alibi(tensor(slopes, [heads]), { offset }), function: tilt };
      const results = attention(
        tensor(q, [batch, heads, queries, width]),
        tensor(k, [batch, kvHeads, keys, width]),
        tensor(v, [batch, kvHeads, keys, valueWidth]),
        {
          scale: problem.scale,
          softcap,
          causal: causal === undefined ? undefined : { offset: causal },
          window: left === undefined && right === undefined ? undefined : { left, right },
          lengths: problem.hasLengths ? tensor(valid, [batch], "i32") : undefined,
          bias: problem.hasBias ? tensor(bias, [heads, queries, keys]) : undefined,
          sinks: problem.hasSinks ? tensor(sinks, [heads]) : undefined,
          mask: masks[problem.mask],
          score: scores[problem.score],
          returns: ["probabilities", "logSumExp"],
        },
      );
      const maskOf = ({ b, h, q: i, k: j }: At): number => {
        if (problem.mask === "none") return 0;
        if (problem.mask === "function") return (i + 3 * j + h + b) % 4 === 0 ? -Infinity : 0;
        const value = maskData[i * keys + j]!;
        if (!(value > -0.3)) return -Infinity;
        return problem.mask === "f32" ? value : 0;
      };
      const expected = plainAttention({
        sizes: { batch, heads, kvHeads, queries, keys, width, valueWidth },
        q,
        k,
        v,
        scale: problem.scale ?? 1 / Math.sqrt(width),
        score: (raw, { h, q: i, k: j }) => {
          const capped = softcap === undefined ? raw : softcap * Math.tanh(raw / softcap);
          if (problem.score === "none") return capped;
          if (problem.score === "alibi") return capped + slopes[h]! * (j - i - offset);
          return 0.5 * capped + slopes[h]! * Math.max(i, j);
        },
        bias: (at) => maskOf(at) + (problem.hasBias ? bias[(at.h * queries + at.q) * keys + at.k]! : 0),
        allowed: ({ b, q: i, k: j }) =>
          (causal === undefined || j <= i + causal) &&
          j >= i + offset - (left ?? Infinity) &&
          j <= i + offset + (right ?? Infinity) &&
          (!problem.hasLengths || j < valid[b]!),
        sink: (h) => (problem.hasSinks ? sinks[h]! : -Infinity),
      });
      expectClose(results.output, expected.output);
      expectClose(results.probabilities, expected.probabilities);
      expectClose(results.logSumExp, expected.logSumExp);
    }),
    { numRuns: 400 },
  );
});

function expectClose(actual: Tensor, expected: readonly number[]): void {
  expect(actual.data.length).toBe(expected.length);
  for (const [i, value] of actual.data.entries()) {
    const wanted = expected[i]!;
    if (value === wanted) continue;
    expect(Math.abs(value - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(wanted)),
    );
  }
}
