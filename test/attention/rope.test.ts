import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, dim, matmul, narrow, tensor, type Tensor, transpose } from "heddle";
import { rope, type RopeOptions, rotate } from "heddle/attention";
import { randomTensor } from "../random.js";

const seq = dim("seq", 4);

/** Feature `d` of row `position`, by the formula. */
function turned(
  row: readonly number[],
  position: number,
  { interleaved, base = 10000, width = row.length }: RopeOptions,
): number[] {
  const half = width / 2;
  const result = [...row];
  for (let i = 0; i < half; i++) {
    const [a, b] = interleaved ? [2 * i, 2 * i + 1] : [i, i + half];
    const angle = position * base ** ((-2 * i) / width);
    result[a] = row[a]! * Math.cos(angle) - row[b]! * Math.sin(angle);
    result[b] = row[a]! * Math.sin(angle) + row[b]! * Math.cos(angle);
  }
  return result;
}

function expectTurned(actual: Tensor, x: Tensor, positions: (row: number) => number, options: RopeOptions): void {
  const width = x.sizes.at(-1)!;
  const expected = Array.from({ length: x.data.length / width }, (_, row) =>
    turned([...x.data.subarray(row * width, (row + 1) * width)], positions(row), options),
  );
  for (const [i, value] of actual.data.entries()) expect(value).toBeCloseTo(expected.flat()[i]!, 5);
}

describe("rope", () => {
  const x = randomTensor([3, seq, 8], 1);

  test.each<RopeOptions<0>>([{}, { interleaved: true }, { base: 100 }])("turns pairs by position: %o", (options) => {
    expectTurned(rope(x, options), x, (row) => row % 4, options);
  });

  test("turns some features and leaves the rest", () => {
    expectTurned(rope(x, { width: 4 }), x, (row) => row % 4, { width: 4 });
    expectTurned(rope(x, { width: 6, interleaved: true }), x, (row) => row % 4, { width: 6, interleaved: true });
  });

  test("goes on from an offset, or takes positions", () => {
    expectTurned(rope(x, { offset: dim("past", 7) }), x, (row) => 7 + (row % 4), {});
    expectTurned(rope(x, { positions: tensor([9, 0, 2, 2], [seq], "i32") }), x, (row) => [9, 0, 2, 2][row % 4]!, {});
    const batch = randomTensor([2, 3, seq, 8], 2);
    const positions = tensor([0, 1, 2, 3, 5, 6, 7, 8], [2, seq], "i32");
    expectTurned(rope(batch, { positions }), batch, (row) => positions.data[4 * Math.floor(row / 12) + (row % 4)]!, {});
  });

  test("is scaled for longer sequences", () => {
    const linear = rope(x, { scaling: { kind: "linear", factor: 4 } });
    expectTurned(linear, x, (row) => (row % 4) / 4, {});
    const ntk = rope(x, { scaling: { kind: "ntk", factor: 4 } });
    expectTurned(ntk, x, (row) => row % 4, { base: 10000 * 4 ** (8 / 6) });
    expect(() => rope(x, { base: 0 })).toThrow("rope: the base is a finite number above 0: got 0");
    expect(() => rope(x, { offset: -1 })).toThrow(RangeError);
  });

  test("makes products of query and key depend on their distance alone", () => {
    const [q, k] = [randomTensor([1, 8], 3), randomTensor([1, 8], 4)];
    const product = (i: number, j: number, interleaved: boolean): number =>
      matmul(rope(q, { offset: i, interleaved }), transpose(rope(k, { offset: j, interleaved }))).data[0]!;
    const position = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(position, position, position, fc.boolean(), (i, j, shift, interleaved) => {
        expect(product(i + shift, j + shift, interleaved)).toBeCloseTo(product(i, j, interleaved), 4);
      }),
      { numRuns: 30 },
    );
  });

  test("chunk by chunk is what it is at once", () => {
    const chunks = [rope(narrow(x, 1, 0, 1)), rope(narrow(x, 1, 1, 3), { offset: 1 })] as const;
    expect(concat([...chunks], 1).data).toEqual(rope(x).data);
  });
});

test("rotate takes the angles as tables", () => {
  const x = randomTensor([2, seq, 4], 5);
  const angles = [0, 1, 2, 3].flatMap((p) => [p, p / 100]);
  const [cos, sin] = [tensor(angles.map(Math.cos), [seq, 2]), tensor(angles.map(Math.sin), [seq, 2])];
  expect(rotate(x, cos, sin).data).toEqual(rope(x).data);
  expect(rotate(x, cos, sin, { interleaved: true }).data).toEqual(rope(x, { interleaved: true }).data);
});
