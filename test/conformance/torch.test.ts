import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSafetensors, type StoredTensor, writeSafetensors } from "heddle/weights";
import { allTargets } from "../../conformance/targets/index.js";
import { firstEntry, golden, goldenFolder, type Index, shifted } from "./golden-folder.js";
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

test("of a case of gradients the forward pass is checked, and that nothing computes the gradients is said", async () => {
  const [name, file] = ["mha_64x4_L7/none", "mha_64x4_L7.safetensors"];
  const gradients = { name: "grad", file: "grad.safetensors", weights_file: "mha_64x4.weights.safetensors" };
  const sizes = { embed_dim: 64, num_heads: 4, batch: 3, q_len: 7, kv_len: 7 };
  const run = async (change: (tensor: StoredTensor) => StoredTensor) => {
    const folder = goldenFolder([name], {
      index: (index) => Object.assign(index, { gradients: [{ ...gradients, ...sizes }] }),
    });
    const stored = readSafetensors(readFileSync(join(golden, file)));
    const [query, output] = [stored.get("input.query"), stored.get("expected.none.output_f64")];
    if (!query || !output) throw new Error(`${file} lacks a tensor`);
    const tensors = new Map([
      ["input.query", query],
      ["expected.output_f64", change(output)],
    ]);
    writeFileSync(join(folder, gradients.file), writeSafetensors(tensors));
    return torch(folder);
  };
  const none = "unsupported grad on all targets: heddle computes no gradients";
  const { lines, summary } = await run((tensor) => tensor);
  expect(lines).toEqual([none]);
  expect(summary).toMatchObject({ passed: 2, failed: 0, unsupported: 1 });
  expect((await run(shifted(5, 1e-5))).lines).toEqual([
    expect.stringMatching(/^FAILED grad \(forward\) on evaluator, output: the error is 1\.00e-5/),
    none,
  ]);
});
