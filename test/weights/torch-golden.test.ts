import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { attention } from "../../src/attention/index.js";
import { tensor } from "../../src/ops/create.js";
import { mergeHeads, splitHeads } from "../../src/ops/heads.js";
import { linear } from "../../src/ops/linear.js";
import { program } from "../../src/program/index.js";
import { attentionMaskFromTorch, bindParams, readSafetensors, toFloat32 } from "../../src/weights/index.js";

const golden = (name: string) => readSafetensors(readFileSync(new URL(`../golden/torch/${name}`, import.meta.url)));

const params = {
  wq: [64, 64],
  bq: [64],
  wk: [64, 64],
  bk: [64],
  wv: [64, 64],
  bv: [64],
  wo: [64, 64],
  bo: [64],
} as const;
const weights = golden("mha_64x4.weights.safetensors");
const cases = golden("mha_64x4_L7.masks.safetensors");
const expected = (name: string) => cases.get(`expected.${name}.output_f64`);

/** The layer with a mask over `[batch, heads, queries, keys]`, whose axes of size 1 broadcast. */
const boolMasked = (heads: 1 | 4) =>
  program({
    name: "boolMasked",
    params,
    inputs: { x: [3, 7, 64], mask: { shape: [3, heads, 7, 7], dtype: "bool" } },
    body: ({ x, mask, wq, bq, wk, bk, wv, bv, wo, bo }) => {
      const [q, k, v] = [
        splitHeads(linear(x, wq, bq), 4),
        splitHeads(linear(x, wk, bk), 4),
        splitHeads(linear(x, wv, bv), 4),
      ];
      return linear(mergeHeads(attention(q, k, v, { mask })), wo, bo);
    },
  });

const floatMasked = program({
  name: "floatMasked",
  params,
  inputs: { x: [3, 7, 64], mask: [3, 4, 7, 7] },
  body: ({ x, mask, wq, bq, wk, bk, wv, bv, wo, bo }) => {
    const [q, k, v] = [
      splitHeads(linear(x, wq, bq), 4),
      splitHeads(linear(x, wk, bk), 4),
      splitHeads(linear(x, wv, bv), 4),
    ];
    return linear(mergeHeads(attention(q, k, v, { mask })), wo, bo);
  },
});

describe("PyTorch's weights and masks give PyTorch's numbers", () => {
  const query = cases.get("input.query");
  const x = tensor(query === undefined ? [] : toFloat32(query), [3, 7, 64]);
  const sizes = { batch: 3, heads: 4, queries: 7, keys: 7 };
  const maskOf = (name: string) =>
    attentionMaskFromTorch({
      ...sizes,
      attnMask: cases.get(`mask.${name}.attn_mask`),
      keyPaddingMask: cases.get(`mask.${name}.key_padding_mask`),
    });

  it.each([["causal+key_padding", 1] as const, ["bool3d", 4] as const])("with boolean masks: %s", (name, heads) => {
    const mask = maskOf(name);
    const masked = boolMasked(heads);
    const bools = tensor(mask?.dtype === "bool" ? mask.data : [], [3, heads, 7, 7], "bool");
    const out = masked.evaluate({ x, mask: bools, ...bindParams(masked, weights) });
    expectClose(out.data, expected(name)?.data);
  });

  it("with a float mask for each head", () => {
    const mask = maskOf("float3d");
    const addends = tensor(mask?.dtype === "f32" ? mask.data : [], [3, 4, 7, 7]);
    const out = floatMasked.evaluate({ x, mask: addends, ...bindParams(floatMasked, weights) });
    expectClose(out.data, expected("float3d")?.data);
  });
});

function expectClose(actual: Float32Array, reference: ArrayLike<number | bigint> | undefined): void {
  const exact = Array.from(reference ?? [], Number);
  expect(actual).toHaveLength(exact.length);
  expect(Math.max(...exact.map((value, i) => Math.abs(value - (actual[i] ?? NaN))))).toBeLessThan(2e-6);
}
