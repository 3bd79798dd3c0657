import { describe, expect, expectTypeOf, test } from "vitest";
import {
  attention,
  causalMask,
  dim,
  full,
  matmul,
  scale,
  softmax,
  tensor,
  type Tensor,
  transpose,
  where,
  zeros,
} from "heddle";
import { randomTensor } from "../random.js";

const queries = dim("queries", 3);
const keys = dim("keys", 4);
const q = randomTensor([queries, 2], 1);
const k = randomTensor([keys, 2], 2);
const v = randomTensor([keys, 5], 3);

/** The row of a result `[.., width]`. */
const row = (x: Tensor, index: number) => {
  const width = x.sizes.at(-1)!;
  return [...x.data.subarray(index * width, (index + 1) * width)];
};
const expectClose = (actual: Tensor, expected: Tensor) => {
  expect(actual.sizes).toEqual(expected.sizes);
  for (const [i, value] of actual.data.entries()) expect(value).toBeCloseTo(expected.data[i]!, 5);
};

describe("attention", () => {
  test("is softmax(q k^T / sqrt(d)) v", () => {
    const y = attention(q, k, v);
    expectTypeOf(y).toEqualTypeOf<Tensor<["queries", 5]>>();
    expect(y.shape).toEqual(["queries", 5]);
    expectClose(y, matmul(softmax(scale(matmul(q, transpose(k)), 1 / Math.sqrt(2))), v));
  });

  test("by hand: one query, two keys", () => {
    // Scores 1 * ln 3 / 1 and 0: weights 3/4 and 1/4.
    const one = tensor([Math.log(3)], [1, 1]);
    const y = attention(one, tensor([1, 0], [2, 1]), tensor([8, 4], [2, 1]), { scale: 1 });
    expect(y.data[0]).toBeCloseTo(7, 6);
  });

  test("scales by d of queries and keys, not of values", () => {
    expectClose(attention(q, k, v), attention(q, k, v, { scale: Math.SQRT1_2 }));
    expect(attention(q, k, v, { scale: 0.1 }).data).not.toEqual(attention(q, k, v).data);
  });

  test("each head and batch entry is by itself", () => {
    const [q4, k4, v4] = [randomTensor([2, 3, 4, 2], 4), randomTensor([2, 3, 5, 2], 5), randomTensor([2, 3, 5, 6], 6)];
    const y = attention(q4, k4, v4, { causal: true });
    expectTypeOf(y).toEqualTypeOf<Tensor<[2, 3, 4, 6]>>();
    const last = attention(
      tensor(q4.data.slice(-8), [4, 2]),
      tensor(k4.data.slice(-10), [5, 2]),
      tensor(v4.data.slice(-30), [5, 6]),
      { causal: true },
    );
    expect(y.data.slice(-24)).toEqual(last.data);
  });
});

describe("masks", () => {
  const pattern = tensor([1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1], [queries, keys], "bool");

  test("a bool mask is true where a query may attend; a row without true gives zeros", () => {
    const y = attention(q, k, v, { mask: pattern });
    expect(row(y, 1)).toEqual([0, 0, 0, 0, 0]);
    expect(row(y, 0)).not.toEqual(row(attention(q, k, v), 0));
  });

  test("-Infinity in a float mask is the same as false", () => {
    const bias = where(pattern, zeros([queries, keys]), full([queries, keys], -Infinity));
    expect(attention(q, k, v, { mask: bias }).data).toEqual(attention(q, k, v, { mask: pattern }).data);
  });

  test("a float mask is added to the scores", () => {
    const bias = randomTensor([queries, keys], 7);
    const scores = matmul(q, transpose(k));
    const biased = tensor(
      scores.data.map((score, i) => score * Math.SQRT1_2 + bias.data[i]!),
      [queries, keys],
    );
    expectClose(attention(q, k, v, { mask: bias }), matmul(softmax(biased), v));
  });

  test("whether a row is empty is decided by the mask, not by how small its scores are", () => {
    const low = full([queries, keys], -1e30);
    const mean = attention(q, k, v, { mask: low });
    const expected = Array.from({ length: 5 }, (_, d) =>
      [0, 1, 2, 3].reduce((sum, j) => sum + v.data[j * 5 + d]! / 4, 0),
    );
    for (const [d, value] of row(mean, 0).entries()) expect(value).toBeCloseTo(expected[d]!, 6);
  });

  test("causal lets query i see the keys up to i", () => {
    const y = attention(q, k, v, { causal: true });
    expect(row(y, 0)).toEqual(row(v, 0));
    expect(y.data).toEqual(attention(q, k, v, { mask: causalMask(queries, keys) }).data);
  });

  test("more queries than keys: the last ones see all", () => {
    const y = attention(k, q, q, { causal: true });
    const all = attention(k, q, q);
    expect(row(y, 2)).toEqual(row(all, 2));
    expect(row(y, 3)).toEqual(row(all, 3));
  });

  test("causal and a mask are in force at once", () => {
    const y = attention(q, k, v, { causal: true, mask: pattern });
    expect(row(y, 0)).toEqual(row(v, 0));
    expect(row(y, 1)).toEqual([0, 0, 0, 0, 0]);
    // Query 2 may attend to keys 1, 2, 3 by the mask, and not to key 3 by causality.
    const both = tensor([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0], [queries, keys], "bool");
    expect(y.data).toEqual(attention(q, k, v, { mask: both }).data);
  });

  test("broadcast to heads, queries and keys", () => {
    const [q3, k3, v3] = [randomTensor([2, 3, 2], 8), randomTensor([2, 4, 2], 9), randomTensor([2, 4, 2], 10)];
    const padding = tensor([1, 1, 0, 0], [4], "bool");
    const wide = tensor(Array.from({ length: 6 }, () => [1, 1, 0, 0]).flat(), [2, 3, 4], "bool");
    expect(attention(q3, k3, v3, { mask: padding }).data).toEqual(attention(q3, k3, v3, { mask: wide }).data);
    const perHead = tensor([1, 0], [2, 1, 1], "bool");
    const y = attention(q3, k3, v3, { mask: perHead });
    expect(y.data.slice(0, 6)).toEqual(attention(q3, k3, v3).data.slice(0, 6));
    expect([...y.data.subarray(6)]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("NaN", () => {
  const withNaN = <S extends ["keys", number]>(x: Tensor<S>, key: number) => {
    const width = x.sizes[1]!;
    return x.data.map((value, i) => (Math.floor(i / width) === key ? NaN : value));
  };
  const badKeys = tensor(withNaN(k, 3), [keys, 2]);
  const badValues = tensor(withNaN(v, 3), [keys, 5]);

  test("in a masked key or value doesn't reach the result", () => {
    const mask = tensor([1, 1, 1, 0], [keys], "bool");
    const clean = attention(q, k, v, { mask });
    expect(attention(q, badKeys, badValues, { mask }).data).toEqual(clean.data);
    expect(attention(q, badKeys, badValues, { causal: true }).data).toEqual(attention(q, k, v, { causal: true }).data);
  });

  test("in a key or value that is attended to does", () => {
    expect([...attention(q, badKeys, v).data].every(Number.isNaN)).toBe(true);
    expect([...attention(q, k, badValues).data].every(Number.isNaN)).toBe(true);
  });

  test("in a query stays in its row", () => {
    const badQuery = tensor([NaN, 0, ...q.data.slice(2)], [queries, 2]);
    const y = attention(badQuery, k, v);
    expect(row(y, 0).every(Number.isNaN)).toBe(true);
    expect(row(y, 1)).toEqual(row(attention(q, k, v), 1));
  });
});

describe("shapes that don't fit are refused, at compile time and at run time", () => {
  test("keys of another width", () => {
    // @ts-expect-error d is 2 and 5
    expect(() => attention(q, v, v)).toThrow(/attention: .*\[queries, 2\].*\[keys, 5\]/);
  });

  test("keys and values of different lengths", () => {
    // @ts-expect-error 4 keys, 3 values
    expect(() => attention(q, k, q)).toThrow(/attention: .*\[keys, 2\].*\[queries, 2\]/);
  });

  test("a mask that doesn't broadcast to the scores", () => {
    const mask = causalMask(queries, queries);
    // @ts-expect-error [queries, queries] against [queries, keys]
    expect(() => attention(q, k, v, { mask })).toThrow(/attention: .*\[queries, queries\].*\[queries, keys\]/);
  });

  test("a mask of integers", () => {
    const mask = zeros([queries, keys], "i32");
    // @ts-expect-error a mask is bool or f32
    expect(() => attention(q, k, v, { mask })).toThrow(/attention: .*i32/);
  });
});
