import {
  add,
  append,
  attention,
  concat,
  type Dim,
  dim,
  linear,
  mergeHeads,
  program,
  splitHeads,
  type Tensor,
  zeros,
} from "heddle";
import { rope } from "heddle/attention";
import { decoderBlock, encoderBlock, feedForward, multiHeadAttention, rmsNorm } from "heddle/nn";
import { describe, expect, expectTypeOf, test } from "vitest";
import { randomTensor } from "../random.js";

const [seq, past] = [dim("seq", 3), dim("past", 4)];
const rows = randomTensor([seq, 16], 1);
const weights = {
  wq: randomTensor([16, 16], 2),
  wk: randomTensor([8, 16], 3),
  wv: randomTensor([12, 16], 4),
  wo: randomTensor([16, 24], 5),
};
const pastKeys = randomTensor([2, past, 4], 6);
const pastValues = randomTensor([2, past, 6], 7);

describe("multiHeadAttention with a cache", () => {
  test("appends what is new, turned by its positions, and attends to all before it", () => {
    const { out, cache } = multiHeadAttention(rows, weights, {
      heads: 4,
      kvHeads: 2,
      rope: { interleaved: true, width: 2 },
      cache: { keys: pastKeys, values: pastValues },
    });
    expectTypeOf(out).toEqualTypeOf<Tensor<["seq", 16]>>();
    expectTypeOf(cache.keys).toEqualTypeOf<Tensor<[2, "past+seq", 4]>>();
    expectTypeOf(cache.values).toEqualTypeOf<Tensor<[2, "past+seq", 6]>>();
    const turned = { interleaved: true, width: 2, offset: 4 } as const;
    const k = append(pastKeys, rope(splitHeads(linear(rows, weights.wk), 2), turned));
    const v = append(pastValues, splitHeads(linear(rows, weights.wv), 2));
    const q = rope(splitHeads(linear(rows, weights.wq), 4), turned);
    expect(out.data).toEqual(linear(mergeHeads(attention(q, k, v, { causal: true })), weights.wo).data);
    expect([cache.keys.data, cache.values.data]).toEqual([k.data, v.data]);
  });

  test("is not causal if that is said, and turns by positions that are given", () => {
    const options = { heads: 4, kvHeads: 2, cache: { keys: pastKeys, values: pastValues } } as const;
    const k = append(pastKeys, splitHeads(linear(rows, weights.wk), 2));
    const v = append(pastValues, splitHeads(linear(rows, weights.wv), 2));
    const { out } = multiHeadAttention(rows, weights, { ...options, causal: false });
    const q = splitHeads(linear(rows, weights.wq), 4);
    expect(out.data).toEqual(linear(mergeHeads(attention(q, k, v)), weights.wo).data);
    const at = multiHeadAttention(rows, weights, { ...options, rope: { offset: 9 } }).cache.keys;
    const turned = append(pastKeys, rope(splitHeads(linear(rows, weights.wk), 2), { offset: 9 }));
    expect(at.data).toEqual(turned.data);
  });

  test("gives what is asked for as its out", () => {
    const { out } = multiHeadAttention(rows, weights, {
      heads: 4,
      kvHeads: 2,
      cache: { keys: pastKeys, values: pastValues },
      returns: ["probabilities", "headOutputs"],
    });
    expectTypeOf(out.probabilities).toEqualTypeOf<Tensor<[4, "seq", "past+seq"]>>();
    expectTypeOf(out.headOutputs).toEqualTypeOf<Tensor<[4, "seq", 6]>>();
    expect(out.probabilities.sizes).toEqual([4, 3, 7]);
    expect(out.headOutputs.sizes).toEqual([4, 3, 6]);
  });

  test("takes a mask as long as all keys", () => {
    const mask = concat([zeros([seq, past], "bool"), zeros([seq, seq], "bool")], 1);
    const { out } = multiHeadAttention(rows, weights, {
      heads: 4,
      kvHeads: 2,
      cache: { keys: pastKeys, values: pastValues },
      mask,
    });
    expect([...out.data]).toEqual(Array.from<number>({ length: 48 }).fill(0));
  });
});

const layer = { norm1: { weight: randomTensor([16], 8) }, norm2: { weight: randomTensor([16], 9) } };
const gated = { up: randomTensor([40, 16], 10), gate: randomTensor([40, 16], 11), down: randomTensor([16, 40], 12) };
const options = { heads: 4, kvHeads: 2, normalise: "rmsNorm", rope: { interleaved: true } } as const;

/** A layer as Llama has it, in few lines. */
const llama = program({
  name: "llama",
  params: {
    norm1: [16],
    wq: [16, 16],
    wk: [8, 16],
    wv: [12, 16],
    wo: [16, 24],
    norm2: [16],
    up: [40, 16],
    gate: [40, 16],
    down: [16, 40],
  },
  inputs: { x: ["seq", 16] },
  cache: { keys: [2, "past", 4], values: [2, "past", 6] },
  body: ({ x, keys, values, norm1, wq, wk, wv, wo, norm2, up, gate, down }) =>
    encoderBlock(
      x,
      {
        norm1: { weight: norm1 },
        attention: { wq, wk, wv, wo },
        norm2: { weight: norm2 },
        feedForward: { up, gate, down },
      },
      { ...options, cache: { keys, values } },
    ),
});

describe("a block with a cache", () => {
  test("of an encoder is the layer of a decoder without cross-attention", () => {
    const blockWeights = { ...layer, attention: weights, feedForward: gated };
    const { out, cache } = encoderBlock(rows, blockWeights, {
      ...options,
      cache: { keys: pastKeys, values: pastValues },
    });
    expectTypeOf(out).toEqualTypeOf<Tensor<["seq", 16]>>();
    expectTypeOf(cache.keys).toEqualTypeOf<Tensor<[2, "past+seq", 4]>>();
    const attended = multiHeadAttention(rmsNorm(rows, layer.norm1.weight), weights, {
      heads: 4,
      kvHeads: 2,
      rope: { interleaved: true },
      cache: { keys: pastKeys, values: pastValues },
    });
    const sum = add(rows, attended.out);
    expect(out.data).toEqual(add(sum, feedForward(rmsNorm(sum, layer.norm2.weight), gated)).data);
    expect(cache.values.data).toEqual(attended.cache.values.data);
  });

  test("gives in chunks what it gives for all at once", () => {
    const params = { ...weights, norm1: layer.norm1.weight, norm2: layer.norm2.weight, ...gated };
    const [all, none] = [randomTensor([dim("seq", 6), 16], 20), { keys: zeros([2, 0, 4]), values: zeros([2, 0, 6]) }];
    const whole = llama.evaluate({ ...params, x: all, ...none });
    let cache: { keys: Tensor<[2, Dim, 4]>; values: Tensor<[2, Dim, 6]> } = none;
    const given: number[] = [];
    for (const [from, to] of [
      [0, 2],
      [2, 3],
      [3, 6],
    ] as const) {
      const part = randomTensor([dim("seq", to - from), 16], 20);
      part.data.set(all.data.subarray(16 * from, 16 * to));
      const step = llama.evaluate({ ...params, x: part, ...cache });
      given.push(...step.out.data);
      cache = step.cache;
    }
    expect(given).toEqual([...whole.out.data]);
    expect(cache.keys.data).toEqual(whole.cache.keys.data);
  });

  test("of a decoder keeps the keys and values of its first attention", () => {
    const memory = randomTensor([dim("mem", 5), 16], 21);
    const all = {
      ...layer,
      norm3: layer.norm1,
      attention: weights,
      cross: { ...weights, wk: weights.wq, wv: weights.wq, wo: weights.wq },
      feedForward: gated,
    };
    const { out, cache } = decoderBlock(rows, memory, all, {
      ...options,
      cache: { keys: pastKeys, values: pastValues },
    });
    expectTypeOf(out).toEqualTypeOf<Tensor<["seq", 16]>>();
    expectTypeOf(cache.values).toEqualTypeOf<Tensor<[2, "past+seq", 6]>>();
    expect(out.sizes).toEqual([3, 16]);
    expect(cache.values.sizes).toEqual([2, 7, 6]);
    const plain = decoderBlock(rows, memory, all, options);
    expectTypeOf(plain).toEqualTypeOf<Tensor<["seq", 16]>>();
  });
});
