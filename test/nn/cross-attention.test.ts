import { attention, dim, linear, mergeHeads, program, splitHeads, type Tensor, zeros } from "heddle";
import { crossAttention, decoderBlock, multiHeadAttention, projectMemory } from "heddle/nn";
import { describe, expect, expectTypeOf, test } from "vitest";
import { randomTensor } from "../random.js";

const [seq, mem] = [dim("seq", 3), dim("mem", 5)];
const rows = randomTensor([seq, 12], 1);
const encoded = randomTensor([mem, 10], 2);
const [wq, bq] = [randomTensor([12, 12], 3), randomTensor([12], 4)];
const [wk, bk] = [randomTensor([12, 10], 5), randomTensor([12], 6)];
const [wv, bv] = [randomTensor([20, 10], 7), randomTensor([20], 8)];
const [wo, bo] = [randomTensor([12, 20], 9), randomTensor([12], 10)];

describe("crossAttention", () => {
  const memory = projectMemory(encoded, { wk, bk, wv, bv }, 4);

  test("attends to keys and values that are projected once", () => {
    expectTypeOf(memory.keys).toEqualTypeOf<Tensor<[4, "mem", 3]>>();
    expectTypeOf(memory.values).toEqualTypeOf<Tensor<[4, "mem", 5]>>();
    expect(memory.keys.data).toEqual(splitHeads(linear(encoded, wk, bk), 4).data);
    const y = crossAttention(rows, { wq, bq, wo, bo }, memory, { heads: 4, softcap: 5 });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 12]>>();
    const all = { wq, bq, wk, bk, wv, bv, wo, bo };
    expect(y.data).toEqual(multiHeadAttention(rows, all, { heads: 4, key: encoded, softcap: 5 }).data);
  });

  test("takes fewer heads of keys than of queries, and a mask", () => {
    const grouped = projectMemory(encoded, { wk: zeros([6, 10]), wv: randomTensor([10, 10], 11) }, 2);
    const mask = zeros([seq, mem], "bool");
    const y = crossAttention(rows, { wq, wo }, grouped, { heads: 4 });
    const expected = attention(splitHeads(linear(rows, wq), 4), grouped.keys, grouped.values);
    expect(y.data).toEqual(linear(mergeHeads(expected), wo).data);
    expect([...crossAttention(rows, { wq, wo }, grouped, { heads: 4, mask }).data]).toEqual([...zeros([36]).data]);
  });
});

describe("decoderBlock with a memory that is projected", () => {
  const norm = { weight: randomTensor([12], 12) };
  const weights = {
    norm1: norm,
    attention: { wq, wk: wq, wv: wq, wo: wq },
    norm2: norm,
    norm3: norm,
    feedForward: { up: randomTensor([24, 12], 13), down: randomTensor([12, 24], 14) },
  };

  test("gives what it gives with the memory", () => {
    const memory = projectMemory(encoded, { wk, bk, wv, bv }, 4);
    const y = decoderBlock(rows, memory, { ...weights, cross: { wq, bq, wo, bo } }, { heads: 4 }, { softcap: 9 });
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 12]>>();
    const cross = { wq, bq, wk, bk, wv, bv, wo, bo };
    expect(y.data).toEqual(decoderBlock(rows, encoded, { ...weights, cross }, { heads: 4 }, { softcap: 9 }).data);
  });

  test("needs weights for the memory otherwise", () => {
    // @ts-expect-error cross has no wk
    expect(() => decoderBlock(rows, encoded, { ...weights, cross: { wq, wo } }, { heads: 4 })).toThrow(
      "decoderBlock: the weights for the memory are missing: give cross wk and wv, or a memory of keys and values",
    );
  });

  test("decodes in a program that takes the memory as inputs", () => {
    const decode = program({
      name: "decode",
      params: { weight: [12], w: [12, 12], wo: [12, 20], up: [24, 12], down: [12, 24] },
      inputs: { x: ["seq", 12], memoryKeys: [4, "mem", 3], memoryValues: [4, "mem", 5] },
      cache: { keys: [4, "past", 3], values: [4, "past", 3] },
      body: ({ x, memoryKeys, memoryValues, keys, values, weight, w, wo: out, up, down }) => {
        const [scale, own] = [{ weight }, { wq: w, wk: w, wv: w, wo: w }];
        const parts = { norm1: scale, attention: own, norm2: scale, cross: { wq: w, wo: out }, norm3: scale };
        return decoderBlock(
          x,
          { keys: memoryKeys, values: memoryValues },
          { ...parts, feedForward: { up, down } },
          { heads: 4, cache: { keys, values } },
        );
      },
    });
    const { keys: memoryKeys, values: memoryValues } = projectMemory(encoded, { wk, bk, wv, bv }, 4);
    const empty = { keys: zeros([4, 0, 3]), values: zeros([4, 0, 3]) };
    const params = { weight: norm.weight, w: wq, wo, ...weights.feedForward };
    const { out, cache } = decode.evaluate({ ...params, x: rows, memoryKeys, memoryValues, ...empty });
    const whole = decoderBlock(
      rows,
      { keys: memoryKeys, values: memoryValues },
      { ...weights, cross: { wq, wo } },
      { heads: 4 },
    );
    expect(out.data).toEqual(whole.data);
    expect(cache.keys.sizes).toEqual([4, 3, 3]);
  });
});
