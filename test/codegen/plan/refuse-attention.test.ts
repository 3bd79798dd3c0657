import { describe, expect, test } from "vitest";
import { attention, program } from "heddle";
import { lookup, rope } from "heddle/attention";
import { GenerateError } from "heddle/codegen";
import { planProgram } from "../../../codegen/plan/plan.js";

const inputs = { x: [2, 8, "seq", 4], sinks: [8] } as const;

describe("the plan refuses what no schedule computes", () => {
  test.each([
    [
      "the lookup table[k // 4]",
      program({
        name: "a",
        params: {},
        inputs: { ...inputs, table: ["n"] },
        body: ({ x, table }) => attention(x, x, x, { score: (s, { k }) => s.add(lookup(table, k.floorDiv(4))) }),
      }),
    ],
    [
      "a function of b where the batch has several axes",
      program({
        name: "b",
        params: {},
        inputs: { y: [2, "groups", 8, "seq", 4] },
        body: ({ y }) => attention(y, y, y, { mask: ({ b, k }) => k.le(b) }),
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
