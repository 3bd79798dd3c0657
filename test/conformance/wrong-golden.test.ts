import { expect, test } from "vitest";
import { allTargets } from "../../conformance/targets/index.js";
import { type Changes, goldenFolder, mapped, shifted } from "./golden-folder.js";
import { torch } from "./run.js";

const masks = "mha_64x4_L7.safetensors";
const oneFailed = { passed: 0, failed: 1, unsupported: 0 };

test("a wrong expected value fails on every target, with the error and the allowed one", async () => {
  const tensors = {
    "primitives.safetensors": {
      "silu.expected.output": shifted(5, 0.5),
      "silu.expected.output_f64": shifted(5, 0.5),
    },
  };
  const { exitCode, lines, summary } = await torch(goldenFolder(["silu"], { tensors }), allTargets());
  expect(exitCode).toBe(1);
  expect(lines).toEqual([
    "FAILED silu on evaluator, output: the error is 5.00e-1, allowed is 1.00e-2",
    "FAILED silu on typescript, output: the error is 5.00e-1, allowed is 1.00e-2",
    "FAILED silu on wasm, output: the error is 5.00e-1, allowed is 1.00e-2",
  ]);
  expect(summary).toMatchObject({
    ...oneFailed,
    targets: { evaluator: oneFailed, typescript: oneFailed, wasm: oneFailed },
  });
});

/** Each is one mistake in a case that passes as it is. */
const wrong: Record<string, readonly [problem: RegExp, name: string, changes: Changes]> = {
  "one output": [
    /L7\/none on evaluator, output: the error is .*, allowed is/,
    "mha_64x4_L7/none",
    {
      tensors: {
        [masks]: {
          "expected.none.output": shifted(100, 1e-4),
          "expected.none.output_f64": shifted(100, 1e-4),
        },
      },
    },
  ],
  "the float64 half alone": [
    /output: the expected float32 and float64 values are 1.00e-4 apart/,
    "mha_64x4_L7/none",
    { tensors: { [masks]: { "expected.none.output_f64": shifted(100, 1e-4) } } },
  ],
  "the float32 half alone, which would allow any error": [
    /output: the expected float32 and float64 values are 1.00e\+2 apart/,
    "mha_64x4_L7/none",
    { tensors: { [masks]: { "expected.none.output": shifted(100, 100) } } },
  ],
  "the averaged weights": [
    /attn_weights: the error is/,
    "mha_64x4_L7/float",
    {
      tensors: {
        [masks]: {
          "expected.float.attn_weights": shifted(3, 1e-4),
          "expected.float.attn_weights_f64": shifted(3, 1e-4),
        },
      },
    },
  ],
  "the weights of one head": [
    /attn_weights_per_head: the expected float32 and float64 values/,
    "mha_64x4_L7/bool3d",
    { tensors: { [masks]: { "expected.bool3d.attn_weights_per_head_f64": shifted(3, 1e-4) } } },
  ],
  "a mask the other way round": [
    /output: the error is/,
    "mha_64x4_L7/key_padding",
    {
      tensors: {
        [masks]: {
          "mask.key_padding.key_padding_mask": mapped((forbidden) => 1 - forbidden),
        },
      },
    },
  ],
  "a weight": [
    /output: the error is/,
    "mha_64x4_L7/none",
    { tensors: { "mha_64x4.weights.safetensors": { in_proj_weight: shifted(0, 0.1) } } },
  ],
  "NaN that no mask explains": [
    /output: the expected values hold NaN or Infinity/,
    "mha_64x4_L7/none",
    {
      tensors: {
        [masks]: { "expected.none.output": shifted(100, NaN), "expected.none.output_f64": shifted(100, NaN) },
      },
    },
  ],
  "Infinity, by which any error would be allowed": [
    /output: the expected values hold NaN or Infinity/,
    "silu",
    {
      tensors: {
        "primitives.safetensors": {
          "silu.expected.output": shifted(5, Infinity),
          "silu.expected.output_f64": shifted(5, Infinity),
        },
      },
    },
  ],
  "the number of NaN rows": [
    /output: nan_rows is 3, the masks explain 2/,
    "mha_64x4_L7/fully_masked_row",
    { index: ({ mha: [entry] }) => void (entry && (entry["nan_rows"] = 3)) },
  ],
  "the expected of another case": [
    /output: the error is/,
    "mha_64x4_L7/causal",
    {
      index: ({ mha: [entry] }) => {
        for (const name of Object.keys(entry?.expected ?? {})) {
          entry!.expected[name] = entry!.expected[name]!.replace("causal", "none");
        }
      },
    },
  ],
  "the shape": [
    /output: the expected shape is \[7, 3, 64\], the inputs make it \[3, 7, 64\]/,
    "mha_64x4_L7/none",
    {
      tensors: {
        [masks]: {
          "expected.none.output": (tensor) => ({ ...tensor, shape: [7, 3, 64] }),
          "expected.none.output_f64": (tensor) => ({ ...tensor, shape: [7, 3, 64] }),
        },
      },
    },
  ],
};

test.each(Object.entries(wrong))("fails where this is wrong: %s", async (_, [problem, name, changes]) => {
  const right = await torch(goldenFolder([name]));
  expect(right).toMatchObject({ exitCode: 0, lines: [], summary: { passed: 1, failed: 0, unsupported: 0 } });
  const { exitCode, lines, summary } = await torch(goldenFolder([name], changes));
  expect(lines.join("\n")).toMatch(problem);
  expect(summary).toMatchObject(oneFailed);
  expect(exitCode).toBe(1);
});

test("a query without keys must give zeros", async () => {
  const expected = "expected.fully_masked_row.attn_weights_per_head";
  const onesForNaN = mapped((value) => (Number.isNaN(value) ? 1 : value));
  const tensors = { [masks]: { [expected]: onesForNaN, [`${expected}_f64`]: onesForNaN } };
  const { exitCode, lines } = await torch(goldenFolder(["mha_64x4_L7/fully_masked_row"], { tensors }));
  expect(lines.join("\n")).toMatch(/attn_weights_per_head: the error is 1.00e\+0/);
  expect(exitCode).toBe(1);
});
