import fc from "fast-check";
import {
  add,
  append,
  attention,
  concat,
  type Dim,
  dim,
  linear,
  mergeHeads,
  narrow,
  ones,
  program,
  ShapeError,
  splitHeads,
  tensor,
  type Tensor,
  zeros,
} from "heddle";
import { describe, expect, expectTypeOf, test } from "vitest";
import { randomTensor } from "../random.js";

const decode = program({
  name: "decode",
  params: { wq: [8, 8], wk: [8, 8], wv: [8, 8] },
  inputs: { x: ["seq", 8] },
  cache: { keys: [2, "past", 4], values: [2, "past", 4] },
  body: ({ x, keys, values, wq, wk, wv }) => {
    const q = splitHeads(linear(x, wq), 2);
    const k = append(keys, splitHeads(linear(x, wk), 2));
    expectTypeOf(k).toEqualTypeOf<Tensor<[2, "past+seq", 4]>>();
    const v = append(values, splitHeads(linear(x, wv), 2));
    return { out: mergeHeads(attention(q, k, v, { causal: true })), cache: { keys: k, values: v } };
  },
});
const weights = { wq: randomTensor([8, 8], 1), wk: randomTensor([8, 8], 2), wv: randomTensor([8, 8], 3) };

/** The same without a cache: all tokens at once. */
const whole = program({
  name: "whole",
  params: { wq: [8, 8], wk: [8, 8], wv: [8, 8] },
  inputs: { x: ["seq", 8] },
  body: ({ x, wq, wk, wv }) => {
    const [q, k, v] = [splitHeads(linear(x, wq), 2), splitHeads(linear(x, wk), 2), splitHeads(linear(x, wv), 2)];
    return mergeHeads(attention(q, k, v, { causal: true }));
  },
});

function tokens(count: number, seed: number): Tensor<["seq", 8]> {
  return tensor<["seq", 8]>(randomTensor([count, 8], seed).data, [dim("seq", count), 8]);
}

describe("a program with a cache", () => {
  test("holds what is kept, and how it grows", () => {
    expect(decode.cache).toEqual({
      keys: { shape: [2, "past", 4], dtype: "f32" },
      values: { shape: [2, "past", 4], dtype: "f32" },
    });
    expect(decode.growth).toEqual({ axis: "past", by: "seq" });
    expect(decode.nextCache.map(({ name, node }) => [name, node.shape])).toEqual([
      ["keys", [2, "past+seq", 4]],
      ["values", [2, "past+seq", 4]],
    ]);
    expect(decode.single).toBe(true);
  });

  test("gives its result and the next cache, and keeps nothing", () => {
    const empty = { keys: zeros([2, 0, 4]), values: zeros([2, 0, 4]) };
    const first = decode.evaluate({ ...weights, x: tokens(3, 9), ...empty });
    expectTypeOf(first.out).toEqualTypeOf<Tensor<["seq", 8]>>();
    expectTypeOf(first.cache.keys).toEqualTypeOf<Tensor<[2, "past+seq", 4]>>();
    expect(first.out.sizes).toEqual([3, 8]);
    expect(first.cache.keys.sizes).toEqual([2, 3, 4]);
    const second = decode.evaluate({ ...weights, x: tokens(2, 8), ...first.cache });
    expect(second.cache.values.sizes).toEqual([2, 5, 4]);
    expect(narrow(second.cache.keys, 1, 0, 3).data).toEqual(first.cache.keys.data);
    expect(decode.evaluate({ ...weights, x: tokens(3, 9), ...empty }).out.data).toEqual(first.out.data);
  });

  test("gives in chunks what it gives for all tokens at once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }), (chunks) => {
        const total = chunks.reduce((sum, chunk) => sum + chunk, 0);
        const x = randomTensor([total, 8], total);
        let cache: { keys: Tensor<[2, Dim, 4]>; values: Tensor<[2, Dim, 4]> } = {
          keys: zeros([2, 0, 4]),
          values: zeros([2, 0, 4]),
        };
        const rows: number[] = [];
        for (const [i, chunk] of chunks.entries()) {
          const start = 8 * chunks.slice(0, i).reduce((sum, before) => sum + before, 0);
          const part = tensor<["seq", 8]>(x.data.slice(start, start + 8 * chunk), [dim("seq", chunk), 8]);
          const step = decode.evaluate({ ...weights, x: part, ...cache });
          rows.push(...step.out.data);
          cache = step.cache;
        }
        const all = whole.evaluate({ ...weights, x: tensor<["seq", 8]>(x.data, [dim("seq", total), 8]) });
        expect(rows).toEqual([...all.data]);
      }),
      { numRuns: 30 },
    );
  });

  test("takes an input as long as the cache", () => {
    const masked = program({
      name: "masked",
      params: {},
      inputs: { x: [1, 4], mask: { shape: [1, "past+1"], dtype: "bool" } },
      cache: { keys: ["past", 4] },
      body: ({ x, mask, keys }) => {
        const k = append(keys, x);
        return { out: attention(x, k, k, { mask }), cache: { keys: k } };
      },
    });
    const past = dim("past", 2);
    const mask = concat([zeros([1, past], "bool"), ones([1, 1], "bool")], 1);
    const x = tensor([9, 8, 7, 6], [1, 4]);
    expect([...masked.evaluate({ x, mask, keys: ones([past, 4]) }).out.data]).toEqual([9, 8, 7, 6]);
    expect(() => masked.evaluate({ x, mask, keys: ones([3, 4]) })).toThrow("axis 1 has 3, needs 4");
  });

  test("refuses two things of one name", () => {
    expect(() =>
      program({
        name: "twice",
        params: {},
        inputs: { keys: [1, 4] },
        cache: { keys: ["past", 4] },
        body: ({ keys }) => ({ out: keys, cache: { keys: append(keys, zeros([1, 4])) } }),
      }),
    ).toThrow("program twice: an input and a cache entry are both named keys: rename one of them");
  });

  test("refuses a cache of another shape", () => {
    const given = { ...weights, x: tokens(1, 4), keys: zeros([2, 3, 4]) };
    // @ts-expect-error: a head too many
    expect(() => decode.evaluate({ ...given, values: zeros([3, 3, 4]) })).toThrow(ShapeError);
    expect(() => decode.evaluate({ ...given, values: zeros([2, 2, 4]) })).toThrow("past has two sizes");
  });
});

describe("attention with keys that append made", () => {
  const [k, v] = [randomTensor([5, 4], 5), randomTensor([5, 4], 6)];
  const [old, fresh] = [narrow(k, 0, 0, 3), narrow(k, 0, 3, 2)];
  const values = append(narrow(v, 0, 0, 3), narrow(v, 0, 3, 2));
  const q = randomTensor([2, 4], 7);

  test("lets a query see the past, and of the rest itself and what is before it", () => {
    const seen = (query: 0 | 1) => {
      const count = 4 + query;
      return attention(narrow(q, 0, query, 1), narrow(k, 0, 0, count), narrow(v, 0, 0, count)).data;
    };
    const both = attention(q, append(old, fresh), values, { causal: true }).data;
    expect([...both]).toEqual([...seen(0), ...seen(1)]);
    expect([...attention(q, add(append(old, fresh), 0), values, { causal: true }).data]).toEqual([...both]);
  });

  test("counts a window from there too", () => {
    const windowed = attention(q, append(old, fresh), values, { window: { left: 0, right: 0 } });
    expect([...windowed.data]).toEqual([...narrow(v, 0, 3, 2).data]);
  });

  test("keeps to an offset that is given", () => {
    const first = attention(narrow(q, 0, 0, 1), append(old, fresh), values, { causal: { offset: 0 } });
    expect([...first.data]).toEqual([...narrow(v, 0, 0, 1).data]);
  });
});
