import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, mergeHeads, narrow, permute, reshape, splitHeads, transpose, zeros } from "heddle";
import { nodeOf } from "../../src/tensor/index.js";
import { iota } from "./iota.js";

const extent = fc.integer({ min: 1, max: 4 });

describe("heads", () => {
  test("are slices of the features", () => {
    const x = iota(["seq", 6], [2, 6]);
    const heads = splitHeads(x, 3);
    expect(heads.shape).toEqual([3, "seq", 2]);
    expect([...heads.data]).toEqual([0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11]);
  });

  test("merge to what was split", () => {
    fc.assert(
      fc.property(extent, extent, extent, extent, (batch, length, heads, width) => {
        const x = iota([batch, length, heads * width], [batch, length, heads * width]);
        const merged = mergeHeads(splitHeads(x, heads));
        expect(merged.shape).toEqual(x.shape);
        expect([...merged.data]).toEqual([...x.data]);
      }),
    );
  });

  test("are a reshape and a permute of the graph", () => {
    const node = nodeOf(splitHeads(zeros(["seq", 512]), 8));
    expect(node).toMatchObject({
      op: "permute",
      axes: [1, 0, 2],
      shape: [8, "seq", 64],
      input: { op: "reshape", shape: ["seq", 8, 64] },
    });
    expect(nodeOf(mergeHeads(zeros([2, 8, "seq", 64])))).toMatchObject({
      op: "reshape",
      shape: [2, "seq", 512],
      input: { op: "permute", axes: [0, 2, 1, 3], shape: [2, "seq", 8, 64] },
    });
  });
});

describe("permute", () => {
  test("moves each element to its place", () => {
    const x = iota([2, 3, 4], [2, 3, 4]);
    const moved = permute(x, [2, 0, -2]);
    expect(moved.shape).toEqual([4, 2, 3]);
    expect(nodeOf(moved)).toMatchObject({ axes: [2, 0, 1] });
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 2; j++) {
        for (let k = 0; k < 3; k++) expect(moved.data[(i * 2 + j) * 3 + k]).toBe((j * 3 + k) * 4 + i);
      }
    }
  });

  test("of the last two axes is transpose", () => {
    const x = iota(["b", 3, 4], [2, 3, 4]);
    expect([...transpose(x).data]).toEqual([...permute(x, [0, 2, 1]).data]);
    expect(transpose(x).shape).toEqual(["b", 4, 3]);
  });
});

describe("reshape", () => {
  test("keeps the elements in order", () => {
    const x = iota(["seq", 6], [2, 6]);
    const y = reshape(x, [2, -1, "seq"]);
    expect(y.shape).toEqual([2, 3, "seq"]);
    expect([...y.data]).toEqual([...x.data]);
  });

  test("refuses what is no dim", () => {
    // @ts-expect-error -4 is no size
    expect(() => reshape(iota([4], [4]), [-4])).toThrow("reshape: -4 is not a dim");
  });
});

describe("concat and narrow", () => {
  test("undo each other", () => {
    const axis = fc.integer({ min: -3, max: 2 });
    fc.assert(
      fc.property(
        fc.tuple(extent, extent, extent),
        axis,
        fc.array(extent, { minLength: 1, maxLength: 3 }),
        (sizes, on, lengths) => {
          const parts = lengths.map((length) => {
            const shape = sizes.with(on < 0 ? on + 3 : on, length);
            return iota(shape, shape);
          });
          const whole = concat(parts, on);
          let start = 0;
          for (const [i, part] of parts.entries()) {
            const back = narrow(whole, on, start, lengths[i] ?? 1);
            expect(back.shape).toEqual(part.shape);
            expect([...back.data]).toEqual([...part.data]);
            start += lengths[i] ?? 1;
          }
        },
      ),
    );
  });

  test("add names", () => {
    const whole = concat([iota(["past", 2], [3, 2]), iota([1, 2], [1, 2])], 0);
    expect(whole.shape).toEqual(["past+1", 2]);
    expect(whole.sizes).toEqual([4, 2]);
  });

  test("check the end when the size of a name is known", () => {
    const x = iota(["seq", 2], [3, 2]);
    expect([...narrow(x, 0, 1, 2).data]).toEqual([2, 3, 4, 5]);
    expect(() => narrow(x, 0, 2, 2)).toThrow(
      "narrow: start 2 + length 2 exceeds axis 0: [seq, 2] has seq, which is 3 here",
    );
    expect(narrow(zeros(["seq", 2]), 0, 2, 2).shape).toEqual([2, 2]);
  });

  test("keep the dtype", () => {
    expect(concat([zeros([2], "i32"), zeros([1], "i32")], 0).dtype).toBe("i32");
    expect(narrow(zeros([2], "bool"), 0, 0, 1).dtype).toBe("bool");
  });
});

test("reshape tells no -1 beside a size of 0", () => {
  expect(reshape(zeros([0, 4]), [2, -1]).sizes).toEqual([2, 0]);
  // @ts-expect-error any number of elements would do
  expect(() => reshape(zeros([0, 4]), [0, -1])).toThrow("reshape: -1 can't be told beside a size of 0 in [0, -1]");
});
