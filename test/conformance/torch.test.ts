import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allTargets } from "../../conformance/targets/index.js";
import { golden, type Index } from "./golden-folder.js";
import { torch } from "./run.js";

test("PyTorch's results are met by the evaluator and by every target", async () => {
  const { mha, primitives }: Index = JSON.parse(readFileSync(join(golden, "index.json"), "utf8"));
  const all = { passed: mha.length + primitives.length, failed: 0, unsupported: 0 };
  expect(all.passed).toBeGreaterThanOrEqual(39);
  const { exitCode, lines, summary } = await torch(golden, allTargets());
  expect(lines).toEqual([]);
  expect(summary).toEqual({
    suite: "torch",
    folder: golden,
    ...all,
    targets: { evaluator: all, typescript: all },
  });
  expect(exitCode).toBe(0);
}, 180_000);
