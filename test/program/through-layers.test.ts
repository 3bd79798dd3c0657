import { add, append, linear, perLayer, program, ShapeError, tensor, type Tensor, throughLayers, zeros } from "heddle";
import { describe, expect, expectTypeOf, test } from "vitest";
import { randomTensor } from "../random.js";

const weights = {
  layer0_w: randomTensor([4, 4], 1),
  layer1_w: randomTensor([4, 4], 2),
  layer2_w: randomTensor([4, 4], 3),
};
const rows = randomTensor([2, 4], 9);

describe("perLayer", () => {
  test("names what each layer has", () => {
    const declared = perLayer(2, { wq: [64, 64], ids: { shape: ["seq"], dtype: "i32" } });
    expect(declared).toEqual({
      layer0_wq: [64, 64],
      layer0_ids: { shape: ["seq"], dtype: "i32" },
      layer1_wq: [64, 64],
      layer1_ids: { shape: ["seq"], dtype: "i32" },
    });
    expectTypeOf(declared).toHaveProperty("layer1_wq").toEqualTypeOf<readonly [64, 64]>();
    expectTypeOf(declared).not.toHaveProperty("layer2_wq");
  });

  test.each([0, -1, 1.5, 100, Number.NaN])("refuses %s layers", (count) => {
    expect(() => perLayer(count, { w: [4] })).toThrow(
      new RangeError(`perLayer: the count is a whole number from 1 to 99: got ${count}`),
    );
  });
});

describe("throughLayers", () => {
  test("gives each layer its own tensors, in their order, and the result of the one before", () => {
    const seen: number[] = [];
    // Names come in any order, and others may stand among them.
    const { layer0_w, layer1_w, layer2_w } = weights;
    const result = throughLayers(rows, { layer2_w, bias: rows, layer0_w, layer1_w }, (h, { w }, index) => {
      seen.push(index);
      return linear(h, w);
    });
    expectTypeOf(result).toEqualTypeOf<Tensor<[2, 4]>>();
    expect(seen).toEqual([0, 1, 2]);
    expect(result.data).toEqual(linear(linear(linear(rows, layer0_w), layer1_w), layer2_w).data);
  });

  test("takes more than ten layers in the order of their numbers", () => {
    const one = tensor([1], [1]);
    const tensors = { ...perLayer(12, { b: zeros([1]) }), layer10_b: tensor([7], [1]), layer2_b: tensor([5], [1]) };
    const { data } = throughLayers(one, tensors, (h, { b }) => add(add(h, h), b));
    expect([...data]).toEqual([2 ** 12 + 5 * 2 ** 9 + 7 * 2]);
  });

  test("collects the cache of all layers, as a program returns it", () => {
    const decode = program({
      name: "decode",
      params: perLayer(2, { w: [4, 4] }),
      inputs: { x: [1, 4] },
      cache: perLayer(2, { seen: ["past", 4] }),
      body: ({ x, ...layers }) =>
        throughLayers(x, layers, (h, { w, seen }) => ({ out: linear(h, w), cache: { seen: append(seen, h) } })),
    });
    expect(decode.nextCache.map(({ name, node }) => [name, node.shape])).toEqual([
      ["layer0_seen", ["past+1", 4]],
      ["layer1_seen", ["past+1", 4]],
    ]);
    const { layer0_w, layer1_w } = weights;
    const token = randomTensor([1, 4], 5);
    const none = zeros([0, 4]);
    const { out, cache } = decode.evaluate({ layer0_w, layer1_w, x: token, layer0_seen: none, layer1_seen: none });
    expectTypeOf(cache.layer1_seen).toEqualTypeOf<Tensor<["past+1", 4]>>();
    expect(cache.layer0_seen.data).toEqual(token.data);
    expect(cache.layer1_seen.data).toEqual(linear(token, layer0_w).data);
    expect(out.data).toEqual(linear(linear(token, layer0_w), layer1_w).data);
  });

  test("refuses tensors of no layer, and layers that lack one", () => {
    const own = (h: Tensor<[2, 4]>) => h;
    expect(() => throughLayers(rows, { w: rows }, own)).toThrow(
      new TypeError("throughLayers: no tensor is named as perLayer names them, such as layer0_wq"),
    );
    expect(() => throughLayers(rows, { layer0_w: rows, layer2_w: rows }, own)).toThrow(
      new TypeError("throughLayers: layer1_w is missing"),
    );
    expect(() => throughLayers(rows, { layer0_w: rows, layer1_b: rows }, own)).toThrow("layer0_b is missing");
  });

  test("refuses a layer that gives another shape", () => {
    const wide = { layer0_w: zeros([8, 4]), layer1_w: zeros([8, 4]) };
    // @ts-expect-error a layer gives [2, 8]
    const widened = () => throughLayers(rows, wide, (h, { w }) => linear(h, w));
    expect(widened).toThrow(ShapeError);
    expect(widened).toThrow("throughLayers: a layer gives what the next one takes: it takes [2, 4] and gives [2, 8]");
  });
});
