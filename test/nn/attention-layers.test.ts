import { describe, expect, expectTypeOf, test } from "vitest";
import { attention, causalMask, type Dim, dim, linear, mergeHeads, splitHeads, type Tensor, zeros } from "heddle";
import { multiHeadAttention, selfAttention } from "heddle/nn";
import { randomTensor } from "../random.js";

const seq = dim("seq", 4);
const mem = dim("mem", 5);
const x = randomTensor([seq, 12], 1);
const memory = randomTensor([mem, 6], 2);
const other = randomTensor([mem, 10], 3);
const w = randomTensor([12, 12], 4);
const b = randomTensor([12], 5);

describe("selfAttention", () => {
  const weights = { wq: randomTensor([3, 12], 6), wk: randomTensor([3, 12], 7), wv: randomTensor([5, 12], 8) };

  test("attends over projections of one input", () => {
    const y = selfAttention(x, { ...weights, bv: randomTensor([5], 9) }, { causal: true });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 5]>>();
    const value = linear(x, weights.wv, randomTensor([5], 9));
    const expected = attention(linear(x, weights.wq), linear(x, weights.wk), value, { causal: true });
    expect(y.shape).toEqual(["seq", 5]);
    expect(y.data).toEqual(expected.data);
  });

  test("refuses weights and masks that don't fit", () => {
    // @ts-expect-error wq takes 11 features, x has 12
    expect(() => selfAttention(x, { ...weights, wq: zeros([3, 11]) })).toThrow(
      "selfAttention: wq does not fit input: input [seq, 12] has 12, wq [3, 11] has 11",
    );
    // @ts-expect-error wq gives 3 features, wk gives 4
    expect(() => selfAttention(x, { ...weights, wk: zeros([4, 12]) })).toThrow(
      "selfAttention: wq and wk differ in width: wq [3, 12] has 3, wk [4, 12] has 4",
    );
    // @ts-expect-error wv gives 5 features, bv has 4
    expect(() => selfAttention(x, { ...weights, bv: zeros([4]) })).toThrow(
      "selfAttention: bv does not fit wv: wv [5, 12] has 5, bv [4] has 4",
    );
    const mask = causalMask(seq, mem);
    // @ts-expect-error the scores are [seq, seq]
    expect(() => selfAttention(x, weights, { mask })).toThrow(/mask \[seq, mem\] has mem, scores \[seq, seq\] has seq/);
  });
});

describe("multiHeadAttention", () => {
  const weights = { wq: w, wk: w, wv: w, wo: w };

  test("projects, splits, attends, merges and projects", () => {
    const y = multiHeadAttention(x, { ...weights, bq: b, bk: b, bv: b, bo: b }, { heads: 3, scale: 0.3 });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 12]>>();
    const heads = splitHeads(linear(x, w, b), 3);
    expect(y.data).toEqual(linear(mergeHeads(attention(heads, heads, heads, { scale: 0.3 })), w, b).data);
  });

  test("attends to a key and a value of other widths", () => {
    const cross = { wq: w, wk: randomTensor([12, 6], 10), wv: randomTensor([6, 10], 11), wo: randomTensor([8, 6], 12) };
    const y = multiHeadAttention(x, cross, { heads: 2, key: memory, value: other, mask: causalMask(seq, mem) });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 8]>>();
    const q = splitHeads(linear(x, w), 2);
    const k = splitHeads(linear(memory, cross.wk), 2);
    const v = splitHeads(linear(other, cross.wv), 2);
    expect(y.data).toEqual(linear(mergeHeads(attention(q, k, v, { causal: true })), cross.wo).data);
  });

  test("the value is the key unless it is given, and the key the query", () => {
    const { wk, wv } = { wk: randomTensor([12, 6], 13), wv: randomTensor([12, 6], 14) };
    const y = multiHeadAttention(x, { ...weights, wk, wv }, { heads: 4, key: memory });
    expect(y.data).toEqual(
      multiHeadAttention(x, { ...weights, wk, wv }, { heads: 4, key: memory, value: memory }).data,
    );
    const self = multiHeadAttention(x, weights, { heads: 4 });
    expect(self.data).toEqual(multiHeadAttention(x, weights, { heads: 4, key: x, value: x }).data);
  });

  test("works inside generic code", () => {
    const block = <B extends Dim, S extends Dim>(input: Tensor<[B, S, 12]>, weight: Tensor<[12, 12]>) => {
      const y = multiHeadAttention(input, { wq: weight, wk: weight, wv: weight, wo: weight }, { heads: 4 });
      expectTypeOf(y).toEqualTypeOf<Tensor<[B, S, 12]>>();
      return y;
    };
    expect(block(randomTensor([2, seq, 12]), w).sizes).toEqual([2, 4, 12]);
  });

  test("refuses a number of heads that doesn't divide", () => {
    // @ts-expect-error 12 is not divisible by 5
    expect(() => multiHeadAttention(x, weights, { heads: 5 })).toThrow(
      "multiHeadAttention: 5 heads do not divide what wq gives: wq [12, 12] has 12; 4 divides it",
    );
    const wv = zeros([10, 12]);
    // @ts-expect-error wv gives 10 features for 4 heads
    expect(() => multiHeadAttention(x, { ...weights, wv }, { heads: 4 })).toThrow(
      "multiHeadAttention: 4 heads do not divide what wv gives: wv [10, 12] has 10; 5 divides it",
    );
  });

  test("refuses weights that don't fit", () => {
    const narrow = zeros([12, 11]);
    // @ts-expect-error wq takes 11 features
    expect(() => multiHeadAttention(x, { ...weights, wq: narrow }, { heads: 3 })).toThrow(
      /wq does not fit query.*\[12, 11\]/,
    );
    // @ts-expect-error wo takes 11 features, the heads give 12
    expect(() => multiHeadAttention(x, { ...weights, wo: narrow }, { heads: 3 })).toThrow(
      /wo does not fit wv.*\[12, 11\]/,
    );
    const wk = zeros([6, 12]);
    // @ts-expect-error wq gives 12 features, wk gives 6
    expect(() => multiHeadAttention(x, { ...weights, wk }, { heads: 3 })).toThrow(/wq and wk differ in width/);
    const bo = zeros([11]);
    // @ts-expect-error wo gives 12 features
    expect(() => multiHeadAttention(x, { ...weights, bo }, { heads: 3 })).toThrow(
      /bo does not fit wo.*bo \[11\] has 11/,
    );
  });

  test("refuses a mask that doesn't fit the scores", () => {
    const mask = causalMask(seq, mem);
    // @ts-expect-error the scores are [3, seq, seq]
    expect(() => multiHeadAttention(x, weights, { heads: 3, mask })).toThrow(/mask \[seq, mem\] .* \[3, seq, seq\]/);
  });
});
