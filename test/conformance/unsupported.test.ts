import { describe, expect, test } from "vitest";
import { GenerateError } from "heddle/codegen";
import { zeros } from "heddle";
import type { Target } from "../../conformance/targets/index.js";
import { type Changes, goldenFolder, shifted, startingWith } from "./golden-folder.js";
import { evaluatorOnly, torch } from "./run.js";

const mha = "mha_64x4_kvdim_q5_kv9/none";
const oneUnsupported = { passed: 0, failed: 0, unsupported: 1 };

const cases: Record<string, readonly [reason: string, name: string, changes: Changes["index"]]> = {
  "a list of another kind": [
    "cases in lstm are not known here",
    "lstm_4",
    (index) => Object.assign(index, { lstm: [{ name: "lstm_4" }] }),
  ],
  "a function": [
    "the function erfinv is not known here",
    "erfinv.normal",
    ({ primitives }) => void primitives.push({ name: "erfinv.normal", file: "primitives.safetensors", expected: {} }),
  ],
  "an attribute": [
    "the attribute beta is not known here",
    "silu",
    ({ primitives: [entry] }) => void (entry!["attributes"] = { beta: 2 }),
  ],
  "an option": [
    "the option add_zero_attn is not known here",
    mha,
    ({ mha: [entry] }) => void (entry!["options"] = { kdim: 48, add_zero_attn: true }),
  ],
  "a mask": [
    "the mask alibi is not known here",
    mha,
    ({ mha: [entry] }) => void (entry!["masks"] = { alibi: "mask.float.attn_mask" }),
  ],
  "an output": [
    "it expects scores, which no program here computes",
    mha,
    ({ mha: [entry] }) => void Object.assign(entry!.expected, { scores: "expected.none.output" }),
  ],
};

test.each(Object.entries(cases))("%s that is not known is named and no pass", async (_, [reason, name, index]) => {
  const folder = goldenFolder([name], index ? { index } : {});
  const { exitCode, lines, summary } = await torch(folder);
  expect(lines).toEqual([`unsupported ${name} on all targets: ${reason}`]);
  expect(summary).toMatchObject({ ...oneUnsupported, targets: { evaluator: oneUnsupported } });
  expect(exitCode).toBe(0);
});

test("a row that PyTorch's NaN hides while some heads see keys is named and no pass", async () => {
  const hidden = "mha_64x4_L7/bool3d";
  const tensors = {
    "mha_64x4_L7.safetensors": {
      "mask.bool3d.attn_mask": startingWith(7, 1),
      "expected.bool3d.output": startingWith(64, NaN),
      "expected.bool3d.output_f64": startingWith(64, NaN),
    },
  };
  const { exitCode, lines } = await torch(goldenFolder([hidden], { tensors }));
  expect(lines).toEqual([
    `unsupported ${hidden} on all targets: output: in some rows only some heads see keys, ` +
      "and PyTorch's NaN hides what these give",
  ]);
  expect(exitCode).toBe(0);
});

/** A target that does what `run` does. */
const target = (name: string, run: Target["run"]): Target => ({ name, run });

describe("a target", () => {
  test("that refuses a program is named, and the case is no pass", async () => {
    const refusing = target("refusing", () => Promise.reject(new GenerateError("silu is too hard")));
    const { exitCode, lines, summary } = await torch(goldenFolder(["silu"]), [...evaluatorOnly, refusing]);
    expect(lines).toEqual(["unsupported silu on refusing: output: silu is too hard"]);
    const passed = { passed: 1, failed: 0, unsupported: 0 };
    expect(summary).toMatchObject({ ...oneUnsupported, targets: { evaluator: passed, refusing: oneUnsupported } });
    expect(exitCode).toBe(0);
  });

  test.each<readonly [string, Target["run"], string]>([
    ["throws", () => Promise.reject(new RangeError("no\nmemory")), "RangeError: no memory"],
    ["gives no output", () => Promise.resolve(new Map()), "there is no such output"],
    ["gives another shape", () => Promise.resolve(new Map([["out", zeros([488])]])), "it is [488], expected is [489]"],
    [
      "gives NaN",
      async (computation) => {
        const out = (await evaluatorOnly[0]!.run(computation)).get("out")!;
        out.data[7] = NaN;
        return new Map([["out", out]]);
      },
      "it holds NaN",
    ],
  ])("that %s fails", async (_, run, problem) => {
    const { exitCode, lines, summary } = await torch(goldenFolder(["silu"]), [...evaluatorOnly, target("bad", run)]);
    expect(lines).toEqual([`FAILED silu on bad, output: ${problem}`]);
    expect(summary).toMatchObject({
      failed: 1,
      targets: { evaluator: { passed: 1, failed: 0 }, bad: { passed: 0, failed: 1 } },
    });
    expect(exitCode).toBe(1);
  });
});

test("--json prints one object with every failure and every unsupported case", async () => {
  const folder = goldenFolder(["silu", mha], {
    index: ({ mha: [entry] }) => void (entry!["options"] = { add_zero_attn: true }),
    tensors: {
      "primitives.safetensors": {
        "silu.expected.output": shifted(5, 0.5),
        "silu.expected.output_f64": shifted(5, 0.5),
      },
    },
  });
  const { exitCode, lines, summary } = await torch(folder, evaluatorOnly, "--json");
  expect(lines).toEqual([]);
  expect(summary).toMatchObject({
    suite: "torch",
    folder,
    passed: 0,
    failed: 1,
    unsupported: 1,
    failures: [
      {
        case: "silu",
        target: "evaluator",
        output: "output",
        error: expect.closeTo(0.5),
        allowed: expect.closeTo(0.01),
      },
    ],
    unsupportedCases: [{ case: mha, target: "all", reason: "the option add_zero_attn is not known here" }],
  });
  expect(exitCode).toBe(1);
});
