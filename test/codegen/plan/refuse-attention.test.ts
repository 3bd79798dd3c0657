import { describe, expect, test } from "vitest";
import { attention, program } from "heddle";
import { rope, type ScoreFunction } from "heddle/attention";
import { GenerateError } from "heddle/codegen";
import { planProgram } from "../../../codegen/plan/plan.js";

const inputs = { x: [2, 8, "seq", 4], lengths: { shape: [2], dtype: "i32" }, sinks: [8] } as const;
const tilt: ScoreFunction = (s, { q, k }) => s.add(k.sub(q));

describe("the plan refuses what no schedule computes", () => {
  test.each([
    [
      "the score score + toFloat(k - q)",
      program({ name: "a", params: {}, inputs, body: ({ x }) => attention(x, x, x, { score: tilt }) }),
    ],
    [
      "the score tanh(score / 5) * 5",
      program({ name: "b", params: {}, inputs, body: ({ x }) => attention(x, x, x, { softcap: 5 }) }),
    ],
    [
      "the mask (q - 3) <= k",
      program({ name: "c", params: {}, inputs, body: ({ x }) => attention(x, x, x, { window: { left: 3 } }) }),
    ],
    [
      "the mask (k <= q) and (k < lengths[b])",
      program({
        name: "d",
        params: {},
        inputs,
        body: ({ x, lengths }) => attention(x, x, x, { causal: true, lengths }),
      }),
    ],
    ["sinks", program({ name: "e", params: {}, inputs, body: ({ x, sinks }) => attention(x, x, x, { sinks }) })],
    [
      "a softmax in bf16",
      program({ name: "f", params: {}, inputs, body: ({ x }) => attention(x, x, x, { precision: "bf16" }) }),
    ],
    [
      "returning logSumExp",
      program({ name: "g", params: {}, inputs, body: ({ x }) => attention(x, x, x, { returns: ["logSumExp"] }) }),
    ],
  ])("attention with %s", (what, given) => {
    expect(() => planProgram(given, "f64")).toThrow(GenerateError);
    expect(() => planProgram(given, "f64")).toThrow(
      `attention with ${what} is not generated yet; the evaluator computes it`,
    );
  });

  test("rope", () => {
    const given = program({ name: "h", params: {}, inputs, body: ({ x }) => rope(x) });
    expect(() => planProgram(given, "f64")).toThrow("rope is not generated yet; the evaluator computes it");
  });
});
