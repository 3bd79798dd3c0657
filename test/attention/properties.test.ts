import fc from "fast-check";
import { expect, test } from "vitest";
import { add, attention, concat, full, narrow, tensor, type Tensor } from "heddle";
import { randomData } from "../random.js";

/** Attention over a few heads with a float mask, some of it -Infinity. The sizes are unknown to the compiler. */
interface Problem {
  readonly q: Tensor<[number, number, number]>;
  readonly k: Tensor<[number, number, number]>;
  readonly v: Tensor<[number, number, number]>;
  readonly mask: Tensor<[number, number]>;
}

const size = fc.integer({ min: 1, max: 6 });
const problems: fc.Arbitrary<Problem> = fc
  .record({ heads: size, queries: size, keys: size, width: size, seed: fc.integer({ min: 1, max: 1e6 }) })
  .map(({ heads, queries, keys, width, seed }) => ({
    q: tensor(randomData(heads * queries * width, seed), [heads, queries, width]),
    k: tensor(randomData(heads * keys * width, seed + 1), [heads, keys, width]),
    v: tensor(randomData(heads * keys * width, seed + 2), [heads, keys, width]),
    mask: tensor(
      randomData(queries * keys, seed + 3).map((value) => (value < -0.4 ? -Infinity : value)),
      [queries, keys],
    ),
  }));

/** The positions of the last axis but one in the order that `from` gives. */
function reordered<S extends [number, number] | [number, number, number]>(
  x: Tensor<S>,
  axis: 1 | -2,
  from: (position: number, length: number) => number,
): Float32Array {
  const width = axis === 1 ? 1 : x.sizes.at(-1)!;
  const length = axis === 1 ? x.sizes[1]! : x.sizes.at(-2)!;
  return x.data.map((_, i) => {
    const position = Math.floor(i / width) % length;
    return x.data[i + (from(position, length) - position) * width]!;
  });
}

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.sizes).toEqual(expected.sizes);
  const distances = actual.data.map((value, i) => Math.abs(value - expected.data[i]!));
  expect(Math.max(...distances)).toBeLessThan(1e-6);
}

/** `run` holds for every problem. */
function holds(run: (problem: Problem) => void): void {
  fc.assert(fc.property(problems, run));
}

test("a constant value gives that value, or zeros where every key is masked", () => {
  holds(({ q, k, v, mask }) => {
    const [heads, keys, width] = [v.sizes[0]!, v.sizes[1]!, v.sizes[2]!];
    const y = attention(q, k, full([heads, keys, width], 0.75), { mask });
    const isEmpty = (query: number) => mask.data.slice(query * keys, (query + 1) * keys).every((b) => b === -Infinity);
    for (const [i, value] of y.data.entries()) {
      const query = Math.floor(i / width) % q.sizes[1]!;
      expect(value).toBeCloseTo(isEmpty(query) ? 0 : 0.75, 6);
    }
  });
});

test("the order of the keys doesn't matter", () => {
  holds(({ q, k, v, mask }) => {
    const backwards = (position: number, length: number) => length - 1 - position;
    const [heads, keys, width] = [k.sizes[0]!, k.sizes[1]!, k.sizes[2]!];
    const k2 = tensor(reordered(k, -2, backwards), [heads, keys, width]);
    const v2 = tensor(reordered(v, -2, backwards), [heads, keys, width]);
    const mask2 = tensor(reordered(mask, 1, backwards), [mask.sizes[0]!, keys]);
    expectClose(attention(q, k2, v2, { mask: mask2 }), attention(q, k, v, { mask }));
  });
});

test("adding a constant to the scores of a query changes nothing", () => {
  holds(({ q, k, v, mask }) => {
    const shift = tensor(randomData(q.sizes[1]!, 5), [q.sizes[1]!, 1]);
    expectClose(attention(q, k, v, { mask: add(mask, shift) }), attention(q, k, v, { mask }));
  });
});

test("one key that isn't masked gives its value", () => {
  holds(({ q, k, v }) => {
    const keys = k.sizes[1]!;
    const chosen = keys - 1;
    const only = tensor(
      Array.from({ length: keys }, (_, j) => (j === chosen ? 1 : 0)),
      [keys],
      "bool",
    );
    const y = attention(q, k, v, { mask: only });
    const values = narrow(v, 1, chosen, 1);
    expectClose(y, add(values, full([1, q.sizes[1]!, 1], 0)));
  });
});

test("queries chunk by chunk give what they give at once", () => {
  holds(({ q, k, v, mask }) => {
    const queries = q.sizes[1]!;
    const rows = Array.from({ length: queries }, (_, i) =>
      attention(narrow(q, 1, i, 1), k, v, { mask: narrow(mask, 0, i, 1) }),
    );
    const chunked = rows.slice(1).reduce<Tensor>((all, next) => concat([all, next], 1), rows[0]!);
    expect(chunked.data).toEqual(attention(q, k, v, { mask }).data);
  });
});

test("heads with one shared key and value are rows of one longer attention", () => {
  holds(({ q, k, v }) => {
    const [heads, queries, width] = [q.sizes[0]!, q.sizes[1]!, q.sizes[2]!];
    const [key, value] = [narrow(k, 0, 0, 1), narrow(v, 0, 0, 1)];
    const rows = attention(tensor(q.data, [1, heads * queries, width]), key, value);
    const first = attention(narrow(q, 0, 0, 1), key, value);
    expect(rows.data.slice(0, queries * width)).toEqual(first.data);
  });
});
