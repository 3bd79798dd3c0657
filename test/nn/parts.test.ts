import { describe, expect, test } from "vitest";
import { add, cast, concat, dim, gelu, layerNorm, linear, mul, narrow, relu, silu, tensor, type Tensor } from "heddle";
import {
  decoderBlock,
  encoderBlock,
  feedForward,
  geglu,
  l2Normalise,
  learnedPositions,
  meanPool,
  multiHeadAttention,
  reglu,
  rmsNorm,
  sinusoidalPositions,
  swiglu,
} from "heddle/nn";
import { randomTensor } from "../random.js";

const [seq, mem] = [dim("seq", 4), dim("mem", 3)];
const x = randomTensor([2, seq, 12], 1);

function expectClose(actual: Tensor, expected: readonly number[] | Float32Array): void {
  expect(actual.data.length).toBe(expected.length);
  for (const [i, value] of actual.data.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
}

describe("rmsNorm", () => {
  test("divides by the root of the mean square, and scales", () => {
    const weight = randomTensor([12], 2);
    const expected = x.data.map((value, i) => {
      const row = x.data.subarray(12 * Math.floor(i / 12), 12 * Math.floor(i / 12) + 12);
      const square = row.reduce((sum, each) => sum + each * each, 0) / 12;
      return (value / Math.sqrt(square + 0.01)) * weight.data[i % 12]!;
    });
    expectClose(rmsNorm(x, weight, { epsilon: 0.01 }), expected);
    expect(() => rmsNorm(x, weight, { epsilon: -1 })).toThrow(RangeError);
  });

  test("makes zeros of a row of zeros", () => {
    expect([...rmsNorm(tensor([0, 0], [1, 2])).data]).toEqual([0, 0]);
  });
});

describe("feedForward", () => {
  const [up, upBias] = [randomTensor([20, 12], 3), randomTensor([20], 4)];
  const [down, downBias] = [randomTensor([5, 20], 5), randomTensor([5], 6)];

  test("has an activation between two projections, relu by default", () => {
    const y = feedForward(x, { up, upBias, down, downBias });
    expect(y.data).toEqual(linear(relu(linear(x, up, upBias)), down, downBias).data);
    const tanh = feedForward(x, { up, down }, { activation: "geluTanh" });
    expect(tanh.data).toEqual(linear(gelu(linear(x, up), { approximate: "tanh" }), down).data);
    expect(feedForward(x, { up, down }, { activation: "gelu" }).data).toEqual(linear(gelu(linear(x, up)), down).data);
  });

  test("opens and closes one projection by another, silu by default", () => {
    const [gate, gateBias] = [randomTensor([20, 12], 7), randomTensor([20], 8)];
    const y = feedForward(x, { up, gate, gateBias, down });
    expect(y.data).toEqual(linear(swiglu(linear(x, gate, gateBias), linear(x, up)), down).data);
    const other = feedForward(x, { up, gate, down }, { activation: "relu" });
    expect(other.data).toEqual(linear(reglu(linear(x, gate), linear(x, up)), down).data);
  });

  test("refuses an activation that isn't there", () => {
    // @ts-expect-error no such activation
    expect(() => feedForward(x, { up, down }, { activation: "sigmoid" })).toThrow("there is no activation sigmoid");
  });
});

test("gated units multiply with the activation of the gate", () => {
  const y = randomTensor([seq, 12], 9);
  expect(swiglu(x, y).data).toEqual(mul(silu(x), y).data);
  expect(geglu(x, y).data).toEqual(mul(gelu(x), y).data);
  expect(reglu(y, x).data).toEqual(mul(relu(y), x).data);
});

describe("meanPool", () => {
  test("is the mean of all rows, or of the first ones", () => {
    const means = (rows: readonly number[]) =>
      rows.flatMap((count, b) =>
        Array.from({ length: 12 }, (_, d) =>
          Array.from({ length: count }, (_each, i) => x.data[(b * 4 + i) * 12 + d]! / count).reduce((a, c) => a + c, 0),
        ),
      );
    expectClose(meanPool(x), means([4, 4]));
    expectClose(meanPool(x, tensor([3, 1], [2], "i32")), means([3, 1]));
  });

  test("keeps padding out, even NaN, and gives zeros for no rows", () => {
    const padded = tensor([1, 2, NaN, NaN, NaN, 5], [2, 3, 1]);
    expect([...meanPool(padded, tensor([2, 0], [2], "i32")).data]).toEqual([1.5, 0]);
    expect(meanPool(narrow(x, 0, 0, 1), cast(tensor([2], [1]), "i32")).shape).toEqual([1, 12]);
  });
});

test("l2Normalise gives rows of length 1, and leaves zeros", () => {
  const y = l2Normalise(tensor([3, 4, 0, 0], [2, 2]));
  expectClose(y, [0.6, 0.8, 0, 0]);
});

test("sinusoidalPositions alternate sine and cosine, and go on from an offset", () => {
  const y = sinusoidalPositions(dim("n", 5), 4);
  const expected = Array.from({ length: 5 }, (_, p) => [
    Math.sin(p),
    Math.cos(p),
    Math.sin(p / 100),
    Math.cos(p / 100),
  ]);
  expectClose(y, expected.flat());
  const rest = sinusoidalPositions(3, 4, { offset: dim("past", 2) });
  expect([...rest.data]).toEqual([...y.data.subarray(8)]);
  const halves = sinusoidalPositions(dim("n", 5), 4, { interleaved: false });
  expectClose(
    halves,
    expected.flatMap(([sine0 = 0, cosine0 = 0, sine1 = 0, cosine1 = 0]) => [sine0, sine1, cosine0, cosine1]),
  );
});

test("learnedPositions are rows of the table, from an offset on", () => {
  const table = randomTensor([6, 2], 40);
  expect(learnedPositions(table, dim("n", 3)).shape).toEqual(["n", 2]);
  expect([...learnedPositions(table, 2, { offset: dim("past", 3) }).data]).toEqual([...table.data.subarray(6, 10)]);
  // @ts-expect-error past the end of the table
  expect(() => learnedPositions(table, 4, { offset: 3 })).toThrow("has 6, asked for 4 from 3");
  expect(() => learnedPositions(table, dim("n", 4), { offset: dim("past", 3) }).data).toThrow("go past its end");
});

describe("blocks", () => {
  const w = (seed: number) => randomTensor([12, 12], seed);
  const norm = (seed: number) => ({ weight: randomTensor([12], seed), bias: randomTensor([12], seed + 1) });
  const attention = { wq: w(10), wk: w(11), wv: w(12), wo: w(13), bo: randomTensor([12], 14) };
  const layer = { up: randomTensor([24, 12], 15), down: randomTensor([12, 24], 16) };
  const [norm1, norm2, norm3] = [norm(20), norm(22), norm(24)];
  const weights = { norm1, attention, norm2, feedForward: layer };

  test("normalise before each part by default", () => {
    const y = encoderBlock(x, weights, { heads: 3, causal: true });
    const attended = add(
      x,
      multiHeadAttention(layerNorm(x, norm1.weight, norm1.bias), attention, { heads: 3, causal: true }),
    );
    const expected = add(attended, feedForward(layerNorm(attended, norm2.weight, norm2.bias), layer));
    expect(y.data).toEqual(expected.data);
  });

  test("normalise each sum where the order is post", () => {
    const y = encoderBlock(x, weights, { heads: 3, order: "post", activation: "gelu", epsilon: 0.1 });
    const normalise = (z: Tensor, { weight, bias }: typeof norm1) => layerNorm(z, weight, bias, { epsilon: 0.1 });
    const attended = normalise(add(x, multiHeadAttention(x, attention, { heads: 3 })), norm1);
    const expected = normalise(add(attended, feedForward(attended, layer, { activation: "gelu" })), norm2);
    expect(y.data).toEqual(expected.data);
  });

  test("normalise by the root mean square where that is asked for", () => {
    const [first, second] = [{ weight: norm1.weight }, { weight: norm2.weight }];
    const y = encoderBlock(x, { ...weights, norm1: first, norm2: second }, { heads: 4, normalise: "rmsNorm" });
    const attended = add(x, multiHeadAttention(rmsNorm(x, first.weight), attention, { heads: 4 }));
    expect(y.data).toEqual(add(attended, feedForward(rmsNorm(attended, second.weight), layer)).data);
    // @ts-expect-error a bias that rmsNorm doesn't take
    expect(() => encoderBlock(x, weights, { heads: 4, normalise: "rmsNorm" })).toThrow("rmsNorm takes no bias");
  });

  test("of a decoder attend to what came before, and to a memory", () => {
    const memory = randomTensor([2, mem, 6], 30);
    const cross = { wq: w(31), wk: randomTensor([12, 6], 32), wv: randomTensor([12, 6], 33), wo: w(34) };
    const lengths = tensor([3, 1], [2], "i32");
    const y = decoderBlock(x, memory, { ...weights, cross, norm3 }, { heads: 3 }, { lengths });
    const normalise = (z: Tensor, { weight, bias }: typeof norm1) => layerNorm(z, weight, bias);
    const attended = add(x, multiHeadAttention(normalise(x, norm1), attention, { heads: 3, causal: true }));
    const informed = add(
      attended,
      multiHeadAttention(normalise(attended, norm2), cross, { heads: 3, key: memory, lengths }),
    );
    expect(y.data).toEqual(add(informed, feedForward(normalise(informed, norm3), layer)).data);
    const changed = concat([narrow(memory, 1, 0, 1), randomTensor([2, 2, 6], 35)], 1);
    const other = decoderBlock(x, changed, { ...weights, cross, norm3 }, { heads: 3 }, { lengths });
    expect(other.data.slice(48)).toEqual(y.data.slice(48));
    expect(other.data.slice(0, 48)).not.toEqual(y.data.slice(0, 48));
  });

  test("refuse what they don't know", () => {
    // @ts-expect-error no such order
    expect(() => encoderBlock(x, weights, { heads: 3, order: "middle" })).toThrow("use pre or post");
    // @ts-expect-error no norm2
    expect(() => encoderBlock(x, { norm1, attention, feedForward: layer }, { heads: 3 })).toThrow("have no norm2");
    // @ts-expect-error no option
    expect(() => encoderBlock(x, weights, { heads: 3, isCausal: true })).toThrow("isCausal is no option");
  });
});
