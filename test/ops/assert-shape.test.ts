import { describe, expect, expectTypeOf, test } from "vitest";
import {
  add,
  assertShape,
  concat,
  dim,
  matmul,
  ones,
  program,
  type Dim,
  type Shape,
  type Tensor,
  tensor,
  zeros,
} from "heddle";

describe("assertShape", () => {
  const loaded: Tensor<Shape> = tensor([1, 2, 3, 4, 5, 6], [3, 2]);

  test("gives a tensor the shape that it has, and its names their sizes", () => {
    const x = assertShape(loaded, ["seq", 2]);
    expectTypeOf(x).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect(x.shape).toEqual(["seq", 2]);
    expect(x.sizes).toEqual([3, 2]);
    expect([...x.data]).toEqual([1, 2, 3, 4, 5, 6]);
    const y: Tensor<["seq", 4]> = matmul(x, ones([2, 4]));
    expect(y.sizes).toEqual([3, 4]);
  });

  test("takes names with sizes, and numbers", () => {
    expectTypeOf(assertShape(loaded, [dim("seq", 3), 2])).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect(assertShape(loaded, [3, "width"]).sizes).toEqual([3, 2]);
    const ids: Tensor<Shape, "i32"> = zeros([4], "i32");
    expectTypeOf(assertShape(ids, ["seq"])).toEqualTypeOf<Tensor<["seq"], "i32">>();
  });

  test("checks polynomials with the names that other axes tell", () => {
    const both: Tensor<Shape> = zeros([3, 4]);
    expect(assertShape(both, ["past", "past+1"]).sizes).toEqual([3, 4]);
    expect(() => assertShape(both, ["past+1", "past"])).toThrow(
      "assertShape: axis 0 differs: tensor [3, 4] has 3, wanted [past+1, past] has 5",
    );
    expect(assertShape(both, [3, "past+1"]).sizes).toEqual([3, 4]);
  });

  test("names the length of a cache anew at each step of a loop", () => {
    let cache: Tensor<[Dim, 2]> = zeros([dim("past", 0), 2]);
    for (let step = 0; step < 3; step++) {
      const past = assertShape(cache, ["past", 2]);
      expect(past.sizes).toEqual([step, 2]);
      cache = concat([past, ones([1, 2])], 0);
    }
    expect(assertShape(cache, ["past", 2]).sizes).toEqual([3, 2]);
  });

  test("refuses another shape, with both", () => {
    expect(() => assertShape(loaded, ["seq", 3])).toThrow(
      "assertShape: axis 1 differs: tensor [3, 2] has 2, wanted [seq, 3] has 3",
    );
    expect(() => assertShape(loaded, [dim("seq", 4), 2])).toThrow(
      "assertShape: axis 0 differs: tensor [3, 2] has 3, wanted [seq, 2] has 4",
    );
    expect(() => assertShape(loaded, ["n", "n"])).toThrow(
      "assertShape: n has two sizes: axis 0 of tensor [n, n] has 3, axis 1 has 2",
    );
    expect(() => assertShape(loaded, ["seq"])).toThrow(
      "assertShape: ranks differ: tensor [3, 2] has rank 2, wanted [seq] has rank 1",
    );
  });

  test("in a program's body takes the dim itself, and nothing that only a size could tell", () => {
    const identity = program({
      name: "identity",
      params: {},
      inputs: { x: ["seq", 2] },
      body: ({ x }) => add(assertShape(x, ["seq", 2]), 0),
    });
    expect([...identity.evaluate({ x: assertShape(loaded, ["seq", 2]) }).data]).toEqual([1, 2, 3, 4, 5, 6]);
    const renaming = (): unknown =>
      program({ name: "p", params: {}, inputs: { x: ["seq", 2] }, body: ({ x }) => assertShape(x, ["n", 2]) });
    expect(renaming).toThrow("assertShape: the size of seq in [seq, 2] is not known here, so it can't be told from n");
  });
});
