import { attention, concat, dim, type Dim, narrow, type Tensor } from "heddle";
import { describe, expect, expectTypeOf, test } from "vitest";
import { randomTensor } from "../random.js";

const seq = dim("seq", 5);
const past = dim("past", 7);
const q = randomTensor([6, seq, 4], 1);
const k = randomTensor([2, past, 4], 2);
const v = randomTensor([2, past, 3], 3);

/** Each head of `x` three times in a row. */
function repeated<S extends Dim, D extends Dim>(x: Tensor<[2, S, D]>): Tensor<[6, S, D]> {
  const [first, second] = [narrow(x, 0, 0, 1), narrow(x, 0, 1, 1)];
  return concat([first, first, first, second, second, second], 0);
}

describe("grouped query attention", () => {
  test("is attention over keys and values that are repeated for each head of a group", () => {
    const mask = randomTensor([6, seq, past], 4);
    const grouped = attention(q, k, v, { mask });
    expectTypeOf(grouped).toEqualTypeOf<Tensor<[6, "seq", 3]>>();
    expect(grouped.data).toEqual(attention(q, repeated(k), repeated(v), { mask }).data);
  });

  test("keeps batches apart", () => {
    const batch = [randomTensor([1, 6, seq, 4], 5), randomTensor([1, 6, seq, 4], 6)] as const;
    const keys = [randomTensor([1, 3, past, 4], 7), randomTensor([1, 3, past, 4], 8)] as const;
    const both = attention(concat(batch, 0), concat(keys, 0), concat(keys, 0));
    const apart = concat([attention(batch[0], keys[0], keys[0]), attention(batch[1], keys[1], keys[1])], 0);
    expect(both.data).toEqual(apart.data);
  });

  test("takes one key head for all, whatever the number of query heads", () => {
    const one = randomTensor([1, past, 4], 10);
    const attended = attention(randomTensor([dim("heads", 3), seq, 4], 9), one, one);
    expectTypeOf(attended).toEqualTypeOf<Tensor<["heads", "seq", 4]>>();
    const three = concat([one, one, one], 0);
    expect(attended.data).toEqual(attention(randomTensor([3, seq, 4], 9), three, three).data);
  });

  test("needs a multiple", () => {
    // @ts-expect-error 6 is no multiple of 4
    expect(() => attention(q, randomTensor([4, past, 4], 11), randomTensor([4, past, 4], 12))).toThrow(
      "attention: query heads are not a multiple of key heads: query [6, seq, 4] has 6, key [4, past, 4] has 4; " +
        "heads are the third axis from the end",
    );
  });
});
