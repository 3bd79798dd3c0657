import { describe, expect, test } from "vitest";
import { goldenList, patterns } from "./run.js";

describe("the golden list", () => {
  test("of einops agrees both ways", async () => {
    const { exitCode, report } = await patterns(goldenList("einops"));
    expect(report?.disagreements).toEqual([]);
    expect(report).toMatchObject({
      cases: 462,
      accepted: 348,
      refused: 60,
      disputed: [],
      notOurs: { "layer.EinMix": 4, einsum: 14, parse_expression: 36 },
      runTime: { accepted: { disagree: 0 }, refused: { disagree: 0 } },
      types: { accepted: { disagree: 0 }, refused: { disagree: 0 } },
    });
    expect(exitCode).toBe(0);
  });

  test("of einsum agrees both ways", async () => {
    const { exitCode, report } = await patterns(goldenList("einsum"));
    expect(report?.disagreements).toEqual([]);
    expect(report).toMatchObject({
      cases: 571,
      runTime: { accepted: { agree: 551, disagree: 0 }, refused: { agree: 20, disagree: 0 } },
      types: { accepted: { agree: 551, disagree: 0 }, refused: { agree: 20, disagree: 0 } },
    });
    expect(exitCode).toBe(0);
  });
});
