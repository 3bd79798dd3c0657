import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allTargets } from "../../conformance/targets/index.js";
import { firstEntry, golden, goldenFolder, type Index } from "./golden-folder.js";
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
    targets: { evaluator: all, typescript: all, wasm: all },
  });
  expect(exitCode).toBe(0);
}, 180_000);

test("a case without a batch axis is computed without one", async () => {
  const name = "mha_64x4_kvdim_q5_kv9/none";
  const outputs = ["output", "attn_weights", "attn_weights_per_head"].flatMap((output) => [output, `${output}_f64`]);
  const tensors = ["query", "key", "value"].map((input) => `input.${input}`);
  tensors.push(...outputs.map((output) => `expected.none.${output}`));
  const folder = goldenFolder([name], {
    index: ({ mha: [entry] }) => void (entry && (entry["batch"] = 1)),
    tensors: { "mha_64x4_kvdim_q5_kv9.safetensors": Object.fromEntries(tensors.map((each) => [each, firstEntry])) },
  });
  const passed = { passed: 1, failed: 0, unsupported: 0 };
  const { lines, summary } = await torch(folder, allTargets());
  expect(lines).toEqual([]);
  expect(summary).toMatchObject({ ...passed, targets: { evaluator: passed, typescript: passed, wasm: passed } });
});
