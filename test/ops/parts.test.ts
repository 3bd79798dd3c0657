import fc from "fast-check";
import {
  append,
  chunk,
  concat,
  dim,
  embedding,
  gather,
  narrow,
  split,
  stack,
  tensor,
  type Tensor,
  zeros,
} from "heddle";
import { describe, expect, expectTypeOf, test } from "vitest";
import { iota } from "./iota.js";

const extent = fc.integer({ min: 1, max: 4 });

describe("append", () => {
  test("puts the next positions after those of the past, in each head", () => {
    const past = tensor([1, 2, 3, 4], [2, dim("past", 1), 2]);
    const next = tensor([10, 20, 30, 40], [2, 1, 2]);
    const y = append(past, next);
    expectTypeOf(y).toEqualTypeOf<Tensor<[2, "past+1", 2]>>();
    expect(y.sizes).toEqual([2, 2, 2]);
    expect([...y.data]).toEqual([1, 2, 10, 20, 3, 4, 30, 40]);
  });

  test("starts from an empty past", () => {
    const past = zeros([2, dim("past", 0), 2]);
    expect([...append(past, tensor([1, 2, 3, 4], [2, 1, 2])).data]).toEqual([1, 2, 3, 4]);
  });

  test("tells both sizes of one name", () => {
    const past = zeros([dim("seq", 2), 3]);
    expect(() => append(past, zeros([dim("seq", 4), 3]))).toThrow(
      "append: seq has two sizes: past [seq, 3] has 2, next [seq, 3] has 4",
    );
  });
});

describe("stack", () => {
  test("makes a new axis, on whichever place", () => {
    const seq = dim("seq", 2);
    const [x, y] = [tensor([1, 2, 3, 4, 5, 6], [seq, 3]), tensor([7, 8, 9, 10, 11, 12], [seq, 3])];
    const first = stack([x, y], 0);
    expectTypeOf(first).toEqualTypeOf<Tensor<[2, "seq", 3]>>();
    expect([...first.data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect([...stack([x, y], 1).data]).toEqual([1, 2, 3, 7, 8, 9, 4, 5, 6, 10, 11, 12]);
    const last = stack([x, y], -1);
    expect(last.shape).toEqual(["seq", 3, 2]);
    expect([...last.data]).toEqual([1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 12]);
  });

  test("of scalars is a vector", () => {
    expect([...stack([tensor([1], []), tensor([2], []), tensor([3], [])], 0).data]).toEqual([1, 2, 3]);
  });
});

describe("split and chunk", () => {
  test("undo concat", () => {
    const axis = fc.integer({ min: -3, max: 2 });
    fc.assert(
      fc.property(
        fc.tuple(extent, extent, extent),
        axis,
        fc.array(extent, { minLength: 1, maxLength: 4 }),
        (...[sizes, on, lengths]) => {
          const parts = lengths.map((length) => {
            const shape = sizes.with(on < 0 ? on + 3 : on, length);
            return iota(shape, shape);
          });
          const back = split(concat(parts, on), lengths, on);
          expect(back.map(({ sizes: own, data }) => [own, [...data]])).toEqual(
            parts.map(({ sizes: own, data }) => [own, [...data]]),
          );
        },
      ),
    );
  });

  test("take names as lengths", () => {
    const [past, seq] = [dim("past", 1), dim("seq", 2)];
    const whole = append(tensor([1, 2], [past, 2]), tensor([3, 4, 5, 6], [seq, 2]));
    const [before, after] = split(whole, [past, seq], 0);
    expectTypeOf(after).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect([...before.data]).toEqual([1, 2]);
    expect([...after.data]).toEqual([3, 4, 5, 6]);
  });

  test("give equal parts", () => {
    const [q, k, v] = chunk(iota([2, 6], [2, 6]), 3, -1);
    expect([q, k, v].map((part) => part?.data.join())).toEqual(["0,1,6,7", "2,3,8,9", "4,5,10,11"]);
  });

  test("say which number of parts is near", () => {
    const x = zeros([dim("seq", 4), 512]);
    // @ts-expect-error 7 does not divide 512
    expect(() => chunk(x, 7, 1)).toThrow("chunk: axis 1 has 512, which 7 does not divide in [seq, 512]; 8 divides it");
    // @ts-expect-error seq may be odd
    expect(() => chunk(x, 2, 0)).toThrow("chunk: axis 0 has seq, which 2 may not divide in [seq, 512]");
  });
});

describe("narrow from a name", () => {
  const [past, seq] = [dim("past", 2), dim("seq", 3)];

  test("gives what follows", () => {
    const x = append(tensor([5, 6], [past, 1]), tensor([1, 2, 3], [seq, 1]));
    const y = narrow(x, 0, past, seq);
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 1]>>();
    expect(y.shape).toEqual(["seq", 1]);
    expect([...y.data]).toEqual([1, 2, 3]);
  });

  test("checks the end once sizes are known", () => {
    const x = zeros([dim("rows", 4), 2]);
    expect([...narrow(x, 0, past, 2).sizes]).toEqual([2, 2]);
    expect(() => narrow(x, 0, past, seq)).toThrow(
      "narrow: start past + length seq exceeds axis 0: [rows, 2] has rows, which is 4 here",
    );
  });
});

describe("gather", () => {
  const x = iota([2, 3, 2], [2, 3, 2]);

  test("puts the axes of the indices in the place of its axis", () => {
    const indices = tensor([2, 0, 1, 1], [2, dim("n", 2)], "i32");
    const y = gather(tensor([...x.data], [2, 3, 2]), indices, 1);
    expectTypeOf(y).toEqualTypeOf<Tensor<[2, 2, "n", 2]>>();
    expect([...y.data]).toEqual([4, 5, 0, 1, 2, 3, 2, 3, 10, 11, 6, 7, 8, 9, 8, 9]);
  });

  test("by one index drops the axis", () => {
    const y = gather(tensor([...x.data], [2, 3, 2]), tensor([1], [], "i32"), -1);
    expectTypeOf(y).toEqualTypeOf<Tensor<[2, 3]>>();
    expect([...y.data]).toEqual([1, 3, 5, 7, 9, 11]);
  });

  test("is an embedding of a table along its rows", () => {
    const table = tensor([0, 1, 10, 11, 20, 21], [3, 2]);
    const ids = tensor([2, 0, 2], [3], "i32");
    expect([...gather(table, ids, 0).data]).toEqual([...embedding(table, ids).data]);
  });

  test("refuses an index that isn't there, where it is evaluated", () => {
    for (const index of [-1, 3]) {
      const y = gather(x, tensor([0, index], [2], "i32"), 1);
      expect(() => y.data).toThrow(
        `gather: index ${index} at position 1 is not on axis 1 of [2, 3, 2]: give indices from 0 to 2`,
      );
    }
  });

  test("keeps the dtype", () => {
    expect(gather(zeros([2], "bool"), tensor([1], [1], "i32"), 0).dtype).toBe("bool");
  });
});
