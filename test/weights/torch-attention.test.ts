import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DenseTensor } from "../../src/weights/named.js";
import { readSafetensors } from "../../src/weights/safetensors.js";
import { torchMultiheadAttention } from "../../src/weights/torch-attention.js";

const golden = (name: string) =>
  readSafetensors(
    new Uint8Array(readFileSync(new URL(`../golden/torch/${name}.weights.safetensors`, import.meta.url))),
  );

const shapes = (weights: object) =>
  Object.fromEntries(Object.entries(weights).map(([name, { shape }]: [string, DenseTensor]) => [name, shape]));

const ramp = (...shape: number[]): DenseTensor => {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Float32Array.from({ length }, (_, i) => i) };
};

describe("torchMultiheadAttention", () => {
  it("cuts the fused projection into rows of query, key and value", () => {
    const { wq, wk, wv, bq, bk, bv } = torchMultiheadAttention({
      in_proj_weight: ramp(6, 2),
      in_proj_bias: ramp(6),
      "out_proj.weight": ramp(2, 2),
      "out_proj.bias": ramp(2),
    });
    expect([wq, wk, wv].map(({ data }) => Array.from(data))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10, 11],
    ]);
    expect([bq, bk, bv].map((bias) => Array.from(bias?.data ?? []))).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });

  it("reads what PyTorch saved", () => {
    const square = [64, 64];
    const biases = { bq: [64], bk: [64], bv: [64], bo: [64] };
    expect(shapes(torchMultiheadAttention(golden("mha_64x4")))).toEqual({
      wq: square,
      wk: square,
      wv: square,
      wo: square,
      ...biases,
    });
    expect(shapes(torchMultiheadAttention(golden("mha_64x4_kvdim")))).toEqual({
      wq: square,
      wk: [64, 48],
      wv: [64, 80],
      wo: square,
      ...biases,
    });
    expect(shapes(torchMultiheadAttention(golden("mha_64x4_nobias")))).toEqual({
      wq: square,
      wk: square,
      wv: square,
      wo: square,
    });
  });

  it("takes half precision", () => {
    const ones = { dtype: "F16", shape: [1, 1], data: Uint16Array.of(0x3c00) } as const;
    const { wq } = torchMultiheadAttention({
      in_proj_weight: { dtype: "F16", shape: [3, 1], data: Uint16Array.of(0x4000, 0x3c00, 0) },
      "out_proj.weight": ones,
    });
    expect(wq.data).toEqual(Float32Array.of(2));
  });

  it.each(["bias_k", "bias_v"])("refuses %s by name", (name) => {
    const state = { "a.in_proj_weight": ramp(6, 2), "a.out_proj.weight": ramp(2, 2), [`a.${name}`]: ramp(1, 1, 2) };
    expect(() => torchMultiheadAttention(state, "a.")).toThrow(
      `torchMultiheadAttention: tensor "a.${name}" comes of add_bias_kv=True`,
    );
  });

  it("refuses what is missing or has another shape, by name", () => {
    const out = { "out_proj.weight": ramp(2, 2) };
    expect(() => torchMultiheadAttention({})).toThrow('tensor "out_proj.weight" is missing; is the prefix right?');
    expect(() => torchMultiheadAttention(out)).toThrow('tensor "q_proj_weight" is missing');
    expect(() => torchMultiheadAttention({ ...out, in_proj_weight: ramp(4, 2) })).toThrow(
      'tensor "in_proj_weight" is [4, 2]; with tensor "out_proj.weight" it must be [6, 2]',
    );
    expect(() => torchMultiheadAttention({ "out_proj.weight": ramp(2, 3) })).toThrow("is [2, 3]");
    expect(() => torchMultiheadAttention({ ...out, in_proj_weight: ramp(6, 2), q_proj_weight: ramp(2, 2) })).toThrow(
      "exclude each other",
    );
    expect(() => torchMultiheadAttention({ "out_proj.weight": { shape: [1, 1], data: Int32Array.of(1) } })).toThrow(
      "is a Int32Array; weights are float32",
    );
  });
});
