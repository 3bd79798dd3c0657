import { describe, expect, test } from "vitest";
import { type Shape, type ShapeArgument, tensor, type Tensor } from "heddle";
import { multiHeadAttention } from "heddle/nn";
import type { StoredTensor } from "../../src/weights/stored-tensor.js";
import { expectAccurate, float32, goldenFile } from "../golden/torch.js";

type Stored = (name: string) => StoredTensor;

/** A stored f32 tensor under a shape with as many elements. */
const f32 = <const S extends Shape>(stored: StoredTensor, shape: ShapeArgument<S>): Tensor<S> =>
  tensor(float32(stored), shape);

/** 64 rows of a stored tensor with rows of 64, or 64 of its elements. */
const rows = (stored: StoredTensor, from: number) =>
  tensor(float32(stored).slice(from * 64, (from + 64) * 64), [64, 64]);
const part = (stored: StoredTensor, from: number) => tensor(float32(stored).slice(from, from + 64), [64]);

/** torch's boolean masks are true where a key is NOT attended to. */
function attended(stored: StoredTensor, shape: readonly number[]): Tensor<number[], "bool"> {
  if (stored.dtype !== "BOOL") throw new Error(`expected BOOL, got ${stored.dtype}`);
  return tensor(
    stored.data.map((masked) => 1 - masked),
    shape,
    "bool",
  );
}

function biases(stored: Stored) {
  const bias = stored("in_proj_bias");
  return {
    bq: part(bias, 0),
    bk: part(bias, 64),
    bv: part(bias, 128),
    wo: f32(stored("out_proj.weight"), [64, 64]),
    bo: f32(stored("out_proj.bias"), [64]),
  };
}

describe("torch.nn.MultiheadAttention(64, 4), self-attention of 3 x 7", () => {
  const stored = goldenFile("mha_64x4.weights.safetensors");
  const golden = goldenFile("mha_64x4_L7.safetensors");
  const packed = stored("in_proj_weight");
  const weights = {
    ...biases(stored),
    wq: rows(packed, 0),
    wk: rows(packed, 64),
    wv: rows(packed, 128),
  };
  const x = f32(golden("input.query"), [3, 7, 64]);
  const padding = (name: string) => attended(golden(`mask.${name}.key_padding_mask`), [3, 1, 1, 7]);
  const cases = {
    none: {},
    causal: { causal: true },
    key_padding: { mask: padding("key_padding") },
    float: { mask: f32(golden("mask.float.attn_mask"), [7, 7]) },
    float3d: { mask: f32(golden("mask.float3d.attn_mask"), [3, 4, 7, 7]) },
    bool3d: { mask: attended(golden("mask.bool3d.attn_mask"), [3, 4, 7, 7]) },
    "causal+key_padding": { causal: true, mask: padding("causal+key_padding") },
  };

  test.each(Object.entries(cases))("%s", (name, options) => {
    const y = multiHeadAttention(x, weights, { heads: 4, ...options });
    expect(y.sizes).toEqual([3, 7, 64]);
    expectAccurate(y.data, golden(`expected.${name}.output`), golden(`expected.${name}.output_f64`));
  });

  test("a query that may attend to nothing gives the output's bias, where torch gives NaN", () => {
    const expected = float32(golden("expected.fully_masked_row.output"));
    const blocked = attended(golden("mask.fully_masked_row.attn_mask"), [7, 7]);
    const kept = attended(golden("mask.fully_masked_row.key_padding_mask"), [3, 1, 1, 7]);
    const both = Array.from({ length: 3 * 7 * 7 }, (_, i) => {
      const [batch, query, key] = [Math.floor(i / 49), Math.floor(i / 7) % 7, i % 7];
      return blocked.data[query * 7 + key]! * kept.data[batch * 7 + key]!;
    });
    const y = multiHeadAttention(x, weights, { heads: 4, mask: tensor(both, [3, 1, 7, 7], "bool") });
    let empty = 0;
    for (let row = 0; row < 21; row++) {
      const torch = expected.slice(row * 64, (row + 1) * 64);
      const isEmpty = torch.every(Number.isNaN);
      const wanted = isEmpty ? weights.bo.data : torch;
      for (let d = 0; d < 64; d++) expect(y.data[row * 64 + d]).toBeCloseTo(wanted[d]!, 5);
      if (isEmpty) empty++;
    }
    expect(empty).toBe(2);
  });
});

describe("torch.nn.MultiheadAttention(64, 4, kdim=48, vdim=80), 5 queries and 9 keys", () => {
  const stored = goldenFile("mha_64x4_kvdim.weights.safetensors");
  const golden = goldenFile("mha_64x4_kvdim_q5_kv9.safetensors");
  const weights = {
    ...biases(stored),
    wq: f32(stored("q_proj_weight"), [64, 64]),
    wk: f32(stored("k_proj_weight"), [64, 48]),
    wv: f32(stored("v_proj_weight"), [64, 80]),
  };
  const query = f32(golden("input.query"), [2, 5, 64]);
  const key = f32(golden("input.key"), [2, 9, 48]);
  const value = f32(golden("input.value"), [2, 9, 80]);
  const cases = {
    none: {},
    key_padding: { mask: attended(golden("mask.key_padding.key_padding_mask"), [2, 1, 1, 9]) },
    float: { mask: f32(golden("mask.float.attn_mask"), [5, 9]) },
  };

  test.each(Object.entries(cases))("%s", (name, options) => {
    const y = multiHeadAttention(query, weights, { heads: 4, key, value, ...options });
    expect(y.sizes).toEqual([2, 5, 64]);
    expectAccurate(y.data, golden(`expected.${name}.output`), golden(`expected.${name}.output_f64`));
  });
});
