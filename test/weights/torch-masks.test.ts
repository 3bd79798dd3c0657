import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoredTensor } from "../../src/weights/stored-tensor.js";
import { attentionMaskFromTorch } from "../../src/weights/torch-masks.js";
import type { AttentionMask } from "../../src/weights/torch-masks.js";

const sizes = { batch: 2, heads: 3, queries: 2, keys: 4 };
const bool = (shape: number[], data: ArrayLike<number>): StoredTensor => ({
  dtype: "BOOL",
  shape,
  data: Uint8Array.from(data),
});
const float = (shape: number[], data: ArrayLike<number>): StoredTensor => ({
  dtype: "F32",
  shape,
  data: Float32Array.from(data),
});

describe("attentionMaskFromTorch", () => {
  it("inverts a boolean attn_mask: true meant forbidden, and means allowed", () => {
    expect(attentionMaskFromTorch({ ...sizes, attnMask: bool([2, 4], [0, 1, 1, 1, 0, 0, 1, 1]) })).toEqual({
      dtype: "bool",
      shape: [2, 4],
      data: Uint8Array.of(1, 0, 0, 0, 1, 1, 0, 0),
    });
  });

  it("inverts key_padding_mask and lets it broadcast over heads and queries", () => {
    const keyPaddingMask = bool([2, 4], [0, 0, 0, 1, 0, 0, 0, 0]);
    expect(attentionMaskFromTorch({ ...sizes, keyPaddingMask })).toEqual({
      dtype: "bool",
      shape: [2, 1, 1, 4],
      data: Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1),
    });
  });

  it("keeps a float mask as it is", () => {
    const attnMask = float([2, 4], [0, -1, 2, -Infinity, 0, 0, 0, 0]);
    expect(attentionMaskFromTorch({ ...sizes, attnMask })).toEqual({
      dtype: "f32",
      shape: [2, 4],
      data: attnMask.data,
    });
  });

  it("unfolds batch * heads", () => {
    const attnMask = bool([6, 2, 4], new Uint8Array(48));
    expect(attentionMaskFromTorch({ ...sizes, attnMask })?.shape).toEqual([2, 3, 2, 4]);
    const unbatched = { heads: 3, queries: 2, keys: 4, attnMask: bool([3, 2, 4], new Uint8Array(24)) };
    expect(attentionMaskFromTorch(unbatched)?.shape).toEqual([3, 2, 4]);
  });

  it("has nothing to say where no mask is given", () => {
    expect(attentionMaskFromTorch(sizes)).toBeUndefined();
  });

  it("combines both masks: forbidden where either forbids, the sum of what they add elsewhere", () => {
    const bits = (length: number) => fc.uint8Array({ minLength: length, maxLength: length, max: 1 });
    const addends = (length: number) =>
      fc.array(fc.constantFrom(0, 1.5, -2, -Infinity), { minLength: length, maxLength: length });
    const maskOf = (shape: number[]) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return fc.oneof(
        bits(length).map((data) => bool(shape, data)),
        addends(length).map((data) => float(shape, data)),
      );
    };
    const cases = fc
      .record({
        batch: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        heads: fc.integer({ min: 1, max: 3 }),
        queries: fc.integer({ min: 1, max: 3 }),
        keys: fc.integer({ min: 1, max: 3 }),
        perHead: fc.boolean(),
      })
      .chain(({ perHead, ...each }) => {
        const { batch, heads, queries, keys } = each;
        return fc.record({
          each: fc.constant(each),
          attnMask: maskOf(perHead ? [(batch ?? 1) * heads, queries, keys] : [queries, keys]),
          keyPaddingMask: maskOf(batch === undefined ? [keys] : [batch, keys]),
        });
      });
    fc.assert(
      fc.property(cases, ({ each, attnMask, keyPaddingMask }) => {
        const { batch = 1, heads, queries, keys } = each;
        const mask = attentionMaskFromTorch({ ...each, attnMask, keyPaddingMask });
        expect(mask?.dtype).toBe(attnMask.dtype === "BOOL" && keyPaddingMask.dtype === "BOOL" ? "bool" : "f32");
        for (let b = 0; b < batch; b++) {
          for (let h = 0; h < heads; h++) {
            for (let q = 0; q < queries; q++) {
              for (let k = 0; k < keys; k++) {
                const head = attnMask.shape.length === 3 ? b * heads + h : 0;
                const expected =
                  torchAddend(attnMask, (head * queries + q) * keys + k) + torchAddend(keyPaddingMask, b * keys + k);
                expect(addendAt(mask, [b, h, q, k])).toBe(expected);
              }
            }
          }
        }
      }),
    );
  });

  it("refuses masks of another shape, with both shapes", () => {
    expect(() => attentionMaskFromTorch({ ...sizes, attnMask: bool([4, 2], new Uint8Array(8)) })).toThrow(
      "attnMask is [4, 2]; it must be [queries, keys] = [2, 4] or [batch * heads, queries, keys] = [6, 2, 4]",
    );
    expect(() => attentionMaskFromTorch({ ...sizes, keyPaddingMask: bool([4], new Uint8Array(4)) })).toThrow(
      "keyPaddingMask is [4]; it must be [batch, keys] = [2, 4]",
    );
  });

  it("refuses integers, NaN and +Infinity", () => {
    const ids: StoredTensor = { dtype: "I32", shape: [2, 4], data: new Int32Array(8) };
    expect(() => attentionMaskFromTorch({ ...sizes, attnMask: ids })).toThrow("attnMask is I32; a mask is BOOL or");
    const holed = float([2, 4], [0, 0, NaN, 0, 0, 0, 0, 0]);
    expect(() => attentionMaskFromTorch({ ...sizes, attnMask: holed })).toThrow("element 2 of attnMask is NaN");
    const endless = float([2, 4], [Infinity, 0, 0, 0, 0, 0, 0, 0]);
    expect(() => attentionMaskFromTorch({ ...sizes, attnMask: endless })).toThrow("element 0 of attnMask is Infinity");
  });
});

/** What PyTorch adds to a score for an element of one of its masks. */
function torchAddend({ dtype, data }: StoredTensor, at: number): number {
  const value = Number(data[at]);
  return dtype === "BOOL" ? (value === 1 ? -Infinity : 0) : value;
}

/** What this library adds to the score at `[batch, head, query, key]`, the mask broadcast as numpy does. */
function addendAt(mask: AttentionMask | undefined, index: readonly number[]): number {
  if (mask === undefined) {
    return 0;
  }
  const own = index.slice(index.length - mask.shape.length);
  const at = mask.shape.reduce((flat, size, axis) => flat * size + (size === 1 ? 0 : (own[axis] ?? 0)), 0);
  const value = mask.data[at] ?? NaN;
  return mask.dtype === "f32" ? value : value === 1 ? 0 : -Infinity;
}
