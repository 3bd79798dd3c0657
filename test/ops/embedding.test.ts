import { describe, expect, expectTypeOf, test } from "vitest";
import { dim, embedding, ones, tensor, type Tensor } from "heddle";

describe("embedding", () => {
  const table = tensor([0, 1, 10, 11, 20, 21], [3, 2]);
  const seq = dim("seq", 2);

  test("gives the rows that the ids name", () => {
    const y = embedding(table, tensor([2, 0], [seq], "i32"));
    expectTypeOf(y).toEqualTypeOf<Tensor<["seq", 2]>>();
    expect(y.shape).toEqual(["seq", 2]);
    expect([...y.data]).toEqual([20, 21, 0, 1]);
    const batch = embedding(table, tensor([1, 1, 2, 0], [2, seq], "i32"));
    expectTypeOf(batch).toEqualTypeOf<Tensor<[2, "seq", 2]>>();
    expect([...batch.data]).toEqual([10, 11, 10, 11, 20, 21, 0, 1]);
  });

  test("refuses an id that is no row, where it is evaluated", () => {
    for (const id of [-1, 3]) {
      const y = embedding(table, tensor([0, id], [seq], "i32"));
      expect(() => y.data).toThrow(`embedding: id ${id} at position 1 is not a row of the table: give ids from 0 to 2`);
    }
  });

  test("refuses ids that aren't i32, and a table of another rank", () => {
    // @ts-expect-error ids are i32
    expect(() => embedding(table, ones([seq]))).toThrow("embedding: ids must be i32: got f32");
    // @ts-expect-error a table has rows and a width
    expect(() => embedding(ones([3]), ones([seq], "i32"))).toThrow("embedding: table needs rank 2: [3] has rank 1");
  });
});
