import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toFloat16 } from "heddle/weights";
import { type At, plainAttention, type PlainResults } from "../attention/reference.js";
import { temporaryFolder } from "../codegen/temporary-folder.js";
import { randomData } from "../random.js";
import { type OnnxCaseEntry, type OnnxEntry, onnxFolder } from "./onnx-folder.js";
import { conformance, evaluatorOnly, type Run } from "./run.js";
import { allTargets } from "../../conformance/targets/index.js";

/** ONNX's own node tests, where a folder of them is given. */
const given = process.env["ONNX_NODE_TESTS"];

test.skipIf(given === undefined)(
  "ONNX's node tests are met by the evaluator and by every target",
  async () => {
    const { lines, summary } = await conformance(["--suite", "onnx", given ?? ""], allTargets());
    expect(lines).toEqual([]);
    const all = { passed: 64, failed: 0, unsupported: 0 };
    expect(summary).toMatchObject({ ...all, targets: { evaluator: all, typescript: all, wasm: all } });
  },
  180_000,
);

function onnx(...cases: readonly OnnxCaseEntry[]): Promise<Run> {
  return conformance(["--suite", "onnx", onnxFolder(cases)], evaluatorOnly);
}

async function expectPassed(...cases: readonly OnnxCaseEntry[]): Promise<void> {
  const { lines, summary } = await onnx(...cases);
  expect(lines).toEqual([]);
  expect(summary).toMatchObject({ passed: cases.length, failed: 0, unsupported: 0 });
}

const sizes = { batch: 2, heads: 4, kvHeads: 2, queries: 3, keys: 5, width: 4, valueWidth: 3 };
const [q, k, v] = [randomData(2 * 4 * 3 * 4, 1), randomData(2 * 2 * 5 * 4, 2), randomData(2 * 2 * 5 * 3, 3)];
const inputs: readonly OnnxEntry[] = [
  ["Q", q, [2, 4, 3, 4]],
  ["K", k, [2, 2, 5, 4]],
  ["V", v, [2, 2, 5, 3]],
];

interface Rule {
  readonly allowed?: (at: At) => boolean;
  readonly score?: (score: number) => number;
  readonly scale?: number;
}

function expected({ allowed = () => true, score = (s) => s, scale = 0.5 }: Rule): PlainResults {
  return plainAttention({ sizes, q, k, v, scale, score, allowed, bias: () => 0, sink: () => -Infinity });
}

function attentionCase(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  more: readonly OnnxEntry[],
  rule: Rule,
  returned: readonly OnnxEntry[] = [],
): OnnxCaseEntry {
  const output: OnnxEntry = ["Y", Float32Array.from(expected(rule).output), [2, 4, 3, 3]];
  return { name, op: "Attention", attributes, inputs: [...inputs, ...more], outputs: [output, ...returned] };
}

const none = [undefined, undefined, undefined];
const valid = [4, 2];
const lengths: OnnxEntry = ["nonpad_kv_seqlen", BigInt64Array.from(valid, BigInt), [2]];

describe("Attention", () => {
  test("takes lengths, which shift causality so that the last query stands at the last key", async () => {
    const isValid = ({ b, k: j }: At): boolean => j < (valid[b] ?? 0);
    await expectPassed(
      attentionCase("padded", {}, [...none, lengths], { allowed: isValid }),
      attentionCase("padded causal", { is_causal: 1 }, [...none, lengths], {
        allowed: (at) => isValid(at) && at.k <= at.q + (valid[at.b] ?? 0) - 3,
      }),
    );
  });

  test("takes windows, of which -1 is none", async () => {
    await expectPassed(
      attentionCase("window", { left_window_size: 1, right_window_size: 0 }, [], {
        allowed: ({ q: i, k: j }) => j >= i - 1 && j <= i,
      }),
      attentionCase("left", { left_window_size: 0 }, [], { allowed: ({ q: i, k: j }) => j >= i }),
      attentionCase("none", { left_window_size: -1, right_window_size: -1 }, [], {}),
    );
  });

  test("takes a mask shorter than the keys, which hides the others", async () => {
    const open = Uint8Array.of(1, 0, 1, 1, 1, 0, 0, 1, 1);
    const floats = Float32Array.from(open, (each) => (each === 1 ? 0 : -Infinity));
    const allowed = ({ q: i, k: j }: At): boolean => j < 3 && open[i * 3 + j] === 1;
    await expectPassed(
      attentionCase("bool", {}, [["attn_mask", open, [3, 3]]], { allowed }),
      attentionCase("float", {}, [["attn_mask", floats, [3, 3]]], { allowed }),
    );
  });

  test("gives the scores in four modes, with scale and softcap", async () => {
    const score = (raw: number): number => 0.2 * Math.tanh(raw / 0.2);
    const rule: Rule = { score, scale: 2, allowed: ({ q: i, k: j }) => j <= i };
    const raw = (of: (s: number) => number, isMasked: boolean): Float32Array =>
      Float32Array.from({ length: 2 * 4 * 3 * 5 }, (_, at) => {
        const [j, i, h, b] = [at % 5, Math.floor(at / 5) % 3, Math.floor(at / 15) % 4, Math.floor(at / 60)];
        const products = [0, 1, 2, 3].map(
          (d) => (q[((b * 4 + h) * 3 + i) * 4 + d] ?? 0) * (k[((b * 2 + (h >> 1)) * 5 + j) * 4 + d] ?? 0),
        );
        return isMasked && j > i ? -Infinity : of(2 * products.reduce((sum, product) => sum + product, 0));
      });
    const modes = [
      raw((s) => s, false),
      raw(score, false),
      raw(score, true),
      Float32Array.from(expected(rule).probabilities),
    ];
    const attributes = { is_causal: 1, scale: 2, softcap: 0.2 };
    const cases = modes.map((scores, mode) =>
      attentionCase(`mode ${mode}`, { ...attributes, qk_matmul_output_mode: mode }, [], rule, [
        undefined,
        undefined,
        ["qk_matmul_output", scores, [2, 4, 3, 5]],
      ]),
    );
    const { lines, summary } = await conformance(["--suite", "onnx", onnxFolder(cases)], allTargets());
    expect(lines).toEqual([]);
    const all = { passed: 4, failed: 0, unsupported: 0 };
    expect(summary).toMatchObject({ targets: { evaluator: all, typescript: all, wasm: all } });
  });

  test("computes the softmax as precisely as is asked", async () => {
    const { lines, summary } = await onnx(
      attentionCase("f32", { softmax_precision: 1 }, [], {}),
      attentionCase("f64", { softmax_precision: 11 }, [], {}),
      attentionCase("f16", { softmax_precision: 10 }, [], {}),
      attentionCase("strings", { softmax_precision: 8 }, [], {}),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^FAILED f16 on evaluator, Y: the error is/),
      expect.stringContaining("FAILED strings on evaluator: a softmax can't be computed in type 8"),
    ]);
    expect(summary).toMatchObject({ passed: 2, failed: 2 });
  });

  test("takes float16, and asks for no more than that holds", async () => {
    const half = (entry: OnnxEntry): OnnxEntry =>
      entry?.[1] instanceof Float32Array ? [entry[0], toFloat16(entry[1]), entry[2]] : entry;
    const { inputs: full, outputs, ...rest } = attentionCase("half", {}, [], {});
    await expectPassed({ ...rest, inputs: full.map(half), outputs: outputs.map(half) });
  });
});

test("kernels give what Attention's attributes ask for", async () => {
  const allowed = ({ b, q: i, k: j }: At): boolean => {
    const offset = (valid[b] ?? 0) - 3;
    return j < (valid[b] ?? 0) && j <= i + offset && j >= i + offset - 1;
  };
  const score = (raw: number): number => 0.3 * Math.tanh(raw / 0.3);
  const rule: Rule = { allowed, score };
  const attributes = { is_causal: 1, left_window_size: 1, softcap: 0.3 };
  const { probabilities } = expected(rule);
  const padded = attentionCase("padded", { ...attributes, qk_matmul_output_mode: 3 }, [...none, lengths], rule, [
    undefined,
    undefined,
    ["qk_matmul_output", Float32Array.from(probabilities), [2, 4, 3, 5]],
  ]);
  const precise = [1, 11].map((type) => attentionCase(`type ${type}`, { softmax_precision: type }, [], {}));
  const { lines, summary } = await conformance(["--suite", "onnx", onnxFolder([padded, ...precise])], allTargets());
  expect(lines).toEqual([]);
  const all = { passed: 3, failed: 0, unsupported: 0 };
  expect(summary).toMatchObject({ targets: { evaluator: all, typescript: all, wasm: all } });
});

test("a wrong value fails, and what isn't known is named", async () => {
  const right = attentionCase("right", {}, [], {});
  const wrong = Float32Array.from(expected({}).output, (value, i) => value + (i === 7 ? 1e-4 : 0));
  const { exitCode, lines } = await onnx(
    right,
    { ...right, name: "wrong", outputs: [["Y", wrong, [2, 4, 3, 3]]] },
    { ...right, name: "attribute", attributes: { rotary: 1 } },
    { ...right, name: "operator", op: "Loop" },
  );
  expect(exitCode).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(/^FAILED wrong on evaluator, Y: the error is 1\.00e-4, allowed is/),
    "unsupported attribute on all targets: the attribute rotary is not known here",
    "unsupported operator on all targets: the operator Loop is not known here",
  ]);
});

test("other operators are computed", async () => {
  const x = randomData(12, 5);
  const rms = Float32Array.from(x, (value, i) => {
    const row = x.slice(4 * Math.floor(i / 4), 4 * Math.floor(i / 4) + 4);
    return value / Math.sqrt(row.reduce((sum, each) => sum + each * each, 0) / 4 + 1e-5);
  });
  const ones = Float32Array.of(1, 1, 1, 1);
  const [angle, turned] = [0.3, [1, 2, 3, 4]] as const;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  await expectPassed(
    {
      name: "rms",
      op: "RMSNormalization",
      inputs: [
        ["X", x, [3, 4]],
        ["scale", ones, [4]],
      ],
      outputs: [["Y", rms, [3, 4]]],
    },
    {
      name: "rotary",
      op: "RotaryEmbedding",
      attributes: { interleaved: 1, rotary_embedding_dim: 2 },
      inputs: [
        ["X", Float32Array.from(turned), [1, 1, 1, 4]],
        ["cos_cache", Float32Array.of(1, c), [2, 1]],
        ["sin_cache", Float32Array.of(0, s), [2, 1]],
        ["position_ids", BigInt64Array.of(1n), [1, 1]],
      ],
      outputs: [["Y", Float32Array.of(c - 2 * s, s + 2 * c, 3, 4), [1, 1, 1, 4]]],
    },
    {
      name: "inner product",
      op: "MatMul",
      inputs: [
        ["A", x.slice(0, 4), [4]],
        ["B", ones, [4]],
      ],
      outputs: [["Y", Float32Array.of(x.slice(0, 4).reduce((sum, value) => sum + value, 0)), []]],
    },
  );
});

test("a folder that can't be used ends with 2", async () => {
  expect(await conformance(["--suite", "onnx", "/nowhere"])).toMatchObject({
    exitCode: 2,
    stderr: "conformance: /nowhere/index.json can't be read (ENOENT)\n",
  });
  const folder = onnxFolder([attentionCase("short", {}, [], {})]);
  writeFileSync(join(folder, "data.bin"), new Uint8Array(8));
  expect((await conformance(["--suite", "onnx", folder])).stderr).toMatch(/lies past the end of data\.bin/);
  const empty = temporaryFolder({ "index.json": "{}", "data.bin": "" });
  expect((await conformance(["--suite", "onnx", empty])).stderr).toMatch(/there is no case/);
});
