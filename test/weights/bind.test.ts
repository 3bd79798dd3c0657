import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { program } from "../../src/program/index.js";
import { bindParams } from "../../src/weights/bind.js";
import { WeightsError } from "../../src/weights/error.js";
import type { DenseTensor } from "../../src/weights/named.js";
import { readSafetensors } from "../../src/weights/safetensors.js";
import type { StoredTensor } from "../../src/weights/stored-tensor.js";

const dense = (...shape: number[]): DenseTensor => {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Float32Array.from({ length }, (_, i) => i) };
};

const project = program({
  name: "project",
  params: { weight: [3, 2], bias: [3] },
  inputs: { x: ["seq", 2] },
  body: ({ x }) => x,
});

const mixed = program({
  name: "mixed",
  params: { scale: [2], ids: { shape: [2], dtype: "i32" }, keep: { shape: [2], dtype: "bool" } },
  inputs: { x: [2] },
  body: ({ x }) => x,
});

const mha = program({
  name: "mha64x4",
  params: { wq: [64, 64], bq: [64], wk: [64, 64], bk: [64], wv: [64, 64], bv: [64], wo: [64, 64], bo: [64] },
  inputs: { x: ["seq", 64] },
  body: ({ x }) => x,
});

const golden = (name: string) =>
  readSafetensors(
    new Uint8Array(readFileSync(new URL(`../golden/torch/${name}.weights.safetensors`, import.meta.url))),
  );

/** The lines of the message with which `bind` is refused, without the first. */
function problemsOf(bind: () => unknown): string[] {
  try {
    bind();
  } catch (error) {
    expect(error).toBeInstanceOf(WeightsError);
    const [first, ...rest] = error instanceof Error ? error.message.split("\n") : [];
    expect(first).toMatch(/^bindParams: the tensors don't fit the params of \w+:$/);
    return rest.map((line) => line.trim());
  }
  return expect.fail("the tensors were bound");
}

describe("bindParams", () => {
  it("gives a tensor for each param, without copying float32", () => {
    const weight = dense(3, 2);
    const bound = bindParams(project, { weight, bias: dense(3) });
    expect(Object.keys(bound)).toEqual(["weight", "bias"]);
    expect(bound.weight.shape).toEqual([3, 2]);
    expect(bound.weight.data).toBe(weight.data);
    // The type carries the shape on.
    const shape: readonly [3, 2] = bound.weight.shape;
    expect(shape).toEqual([3, 2]);
  });

  it("converts to each param's dtype", () => {
    const tensors = new Map<string, StoredTensor>([
      ["scale", { dtype: "F16", shape: [2], data: Uint16Array.of(0x3c00, 0xc000) }],
      ["ids", { dtype: "I64", shape: [2], data: BigInt64Array.of(7n, -7n) }],
      ["keep", { dtype: "BOOL", shape: [2], data: Uint8Array.of(1, 0) }],
    ]);
    const { scale, ids, keep } = bindParams(mixed, tensors);
    expect(scale.data).toEqual(Float32Array.of(1, -2));
    expect(ids.data).toEqual(Int32Array.of(7, -7));
    expect([keep.dtype, ...keep.data]).toEqual(["bool", 1, 0]);
  });

  it("follows a map, given as a record or a function, and a prefix", () => {
    const tensors = { "h.0.w": dense(3, 2), "h.0.bias": dense(3), "h.1.w": dense(9), other: dense(1) };
    const names = { prefix: "h.0." };
    const byRecord = bindParams(project, tensors, { ...names, map: { weight: "w" } });
    const byFunction = bindParams(project, tensors, { ...names, map: (p) => (p === "weight" ? "w" : undefined) });
    expect(byRecord.weight.data).toBe(tensors["h.0.w"].data);
    expect(byFunction.weight.data).toBe(tensors["h.0.w"].data);
  });

  it("leaves tensors that are no param's alone where it is told to", () => {
    const tensors = { weight: dense(3, 2), bias: dense(3), step: dense(1) };
    expect(problemsOf(() => bindParams(project, tensors))).toEqual(['extra: tensor "step" [1] is no param\'s']);
    expect(Object.keys(bindParams(project, tensors, { extra: "ignore" }))).toEqual(["weight", "bias"]);
  });

  it("lists everything that doesn't fit at once", () => {
    const tensors = { wieght: dense(3, 2), bias: dense(4), "encoder.weight": dense(2, 3) };
    expect(problemsOf(() => bindParams(project, tensors, { map: {} }))).toEqual([
      'missing: param weight [3, 2] needs tensor "weight"; did you mean "encoder.weight"?',
      'wrong shape: param bias is [3], tensor "bias" is [4]',
      'extra: tensor "wieght" [3, 2] is no param\'s; did you mean "weight"?',
      'extra: tensor "encoder.weight" [2, 3] is no param\'s; did you mean "weight"?',
    ]);
  });

  it("says when a matrix looks transposed", () => {
    expect(problemsOf(() => bindParams(project, { weight: dense(2, 3), bias: dense(3) }))).toEqual([
      'wrong shape: param weight is [3, 2], tensor "weight" is [2, 3]; is it transposed? A matrix of weights is [out, in]',
    ]);
  });

  it("refuses dtypes that can't be converted, each by name", () => {
    const tensors: Record<string, StoredTensor> = {
      scale: { dtype: "I32", shape: [2], data: Int32Array.of(1, 2) },
      ids: { dtype: "I64", shape: [2], data: BigInt64Array.of(0n, 2n ** 40n) },
      keep: { dtype: "F32", shape: [2], data: Float32Array.of(1, 0) },
    };
    expect(problemsOf(() => bindParams(mixed, tensors))).toEqual([
      'wrong dtype: param scale is f32; tensor "scale" is I32; f32 needs F32, F64, F16 or BF16',
      'wrong dtype: param ids is i32; tensor "ids": element 1 is 1099511627776, outside the range of i32',
      'wrong dtype: param keep is bool; tensor "keep" is F32; bool needs BOOL',
    ]);
  });

  it("refuses data that is shorter than its shape", () => {
    const bias = { shape: [3], data: new Float32Array(2) };
    expect(problemsOf(() => bindParams(project, { weight: dense(3, 2), bias }))).toEqual([
      'wrong length: tensor "bias" [3] has 3 elements, its data has 2',
    ]);
  });

  it("refuses a map that names no param", () => {
    const map: Record<string, string> = { weigth: "w" };
    expect(problemsOf(() => bindParams(project, { weight: dense(3, 2), bias: dense(3) }, { map }))).toEqual([
      'map: "weigth" is no param; did you mean "weight"?',
    ]);
  });

  it("cuts a long list", () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`layer${i}`, dense(1)]));
    const problems = problemsOf(() => bindParams(project, many));
    expect(problems).toHaveLength(31);
    expect(problems.at(-1)).toBe("and 472 more");
  });
});

describe("bindParams with PyTorch's nn.MultiheadAttention", () => {
  it("recognises its names, under a prefix too", () => {
    const state = golden("mha_64x4");
    const prefixed = new Map([...state].map(([name, tensor]) => [`layers.0.attn.${name}`, tensor]));
    const whole = state.get("in_proj_weight")?.data;
    for (const bound of [bindParams(mha, state), bindParams(mha, prefixed, { prefix: "layers.0.attn." })]) {
      expect([...bound.wq.data, ...bound.wk.data, ...bound.wv.data]).toEqual([...(whole ?? [])]);
      expect(bound.bo.data).toEqual(state.get("out_proj.bias")?.data);
    }
  });

  it("says which tensor a param was to come from", () => {
    const wide = program({ name: "wide", params: { wq: [64, 32] }, inputs: { x: [1] }, body: ({ x }) => x });
    expect(problemsOf(() => bindParams(wide, golden("mha_64x4"), { extra: "ignore" }))).toEqual([
      'wrong shape: param wq is [64, 32], tensor "wq" (in_proj_weight rows 0 to 63) is [64, 64]',
    ]);
  });

  it("lists the biases that a module without them lacks", () => {
    const problems = problemsOf(() => bindParams(mha, golden("mha_64x4_nobias")));
    expect(problems).toHaveLength(4);
    expect(problems[0]).toContain('missing: param bq [64] needs tensor "bq"');
  });
});
