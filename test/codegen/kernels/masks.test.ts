import { randomData } from "../../random.js";
import { describe, expect, test } from "vitest";
import { javaScript } from "../../../codegen/schedule/machine.js";
import { subject } from "./check.js";
import type { AnyTensor } from "./any-kernel.js";
import { attentionProgram, causalMha64x4 } from "./programs.js";
import { randomParams, randomRows } from "./tensors.js";

const { queries: queryBlock, keys: keyBlock } = javaScript.attention;

const width = 2;
const full = subject(attentionProgram({ name: "full", width }));
const causal = subject(attentionProgram({ name: "causal", width, causal: true }));
const masked = subject(attentionProgram({ name: "masked", width, mask: { shape: ["n", "m"], dtype: "bool" } }));
const biased = subject(attentionProgram({ name: "biased", width, mask: { shape: ["n", "m"], dtype: "f32" } }));

/** What one attention of one head is given. */
interface Problem {
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
}

function problem(queries: number, keys: number): Problem {
  return { q: randomData(queries * width, 1), k: randomData(keys * width, 2), v: randomData(keys * width, 3) };
}

function tensors({ q, k, v }: Problem): Readonly<Record<string, AnyTensor>> {
  const of = (dim: string, data: Float32Array): AnyTensor => ({
    shape: [1, dim, width],
    sizes: [1, data.length / width, width],
    dtype: "f32",
    data,
  });
  return { q: of("n", q), k: of("m", k), v: of("m", v) };
}

/** A mask of those elements: bool from booleans, f32 from numbers. */
function maskOf<T extends boolean | number>({ q, k }: Problem, element: (query: number, key: number) => T): AnyTensor {
  const [queries, keys] = [q.length / width, k.length / width];
  const values = Array.from({ length: queries * keys }, (_, i) => element(Math.floor(i / keys), i % keys));
  const common = { shape: ["n", "m"], sizes: [queries, keys] };
  return typeof values[0] === "boolean"
    ? { ...common, dtype: "bool", data: Uint8Array.from(values, Number) }
    : { ...common, dtype: "f32", data: Float32Array.from(values, Number) };
}

/** The rows of the only output. */
function rowsOf(outputs: ReadonlyMap<string, AnyTensor>, row = width): readonly (readonly number[])[] {
  const data = outputs.get("out")?.data ?? new Float32Array();
  return Array.from({ length: data.length / row }, (_, i) => Array.from(data.slice(i * row, (i + 1) * row)));
}

describe("a row without a key", () => {
  test.each([
    ["bool", masked, (query: number) => query % 3 !== 1],
    ["f32", biased, (query: number) => (query % 3 === 1 ? -Infinity : 0.5)],
  ] as const)("gives zeros under a %s mask, and leaves the others alone", async (_, checked, element) => {
    const given = problem(2 * queryBlock, 5);
    const all = { ...tensors(given), mask: maskOf<boolean | number>(given, element) };
    await checked.expectClose(all);
    const rows = rowsOf(await checked.run(all));
    for (const [i, row] of rows.entries()) expect(row.every((x) => Object.is(x, 0))).toBe(i % 3 === 1);
  });

  test("is told from one with hopeless scores by its mask", async () => {
    const given = problem(3, 4);
    const all = { ...tensors(given), mask: maskOf(given, (query) => (query === 1 ? -1e30 : 0)) };
    await biased.expectClose(all);
    expect(rowsOf(await biased.run(all))[1]?.every((x) => x !== 0)).toBe(true);
  });
});

describe("NaN and infinities", () => {
  const spoilers = [Number.NaN, Infinity, -Infinity];

  test.each(spoilers)("%s in a key or value that is masked for all doesn't reach the result", async (spoiler) => {
    for (const keys of [5, keyBlock + 9]) {
      const given = problem(7, keys);
      const mask = maskOf(given, (_, key) => key !== 3 && key !== keys - 2);
      const clean = rowsOf(await masked.run({ ...tensors(given), mask }));
      for (const key of [3, keys - 2]) {
        given.k[key * width] = spoiler;
        given.v[key * width + 1] = spoiler;
      }
      expect(rowsOf(await masked.run({ ...tensors(given), mask }))).toEqual(clean);
      const bias = maskOf(given, (_, key) => (key === 3 || key === keys - 2 ? -Infinity : 0));
      expect(rowsOf(await biased.run({ ...tensors(given), mask: bias }))).toEqual(clean);
    }
  });

  test.each(spoilers)("%s reaches the rows that see it, and no others", async (spoiler) => {
    for (const where of ["k", "v"] as const) {
      const given = problem(9, 8);
      given[where][3 * width + 1] = spoiler;
      const mask = maskOf(given, (query, key) => key !== 3 || query === 4);
      await masked.expectClose({ ...tensors(given), mask });
      await full.expectClose(tensors(given));
      await causal.expectClose(tensors(given));
    }
  });

  test.each(spoilers)("%s in a query spoils its own row alone", async (spoiler) => {
    const given = problem(9, 8);
    given.q[4 * width] = spoiler;
    await full.expectClose(tensors(given));
    await causal.expectClose(tensors(given));
    const rows = rowsOf(await full.run(tensors(given)));
    expect(rows.map((row) => row.some((x) => Number.isNaN(x)))).toEqual(rows.map((_, i) => i === 4));
  });

  test("NaN in a float mask spoils its row", async () => {
    const given = problem(5, 6);
    await biased.expectClose({ ...tensors(given), mask: maskOf(given, (query) => (query === 2 ? Number.NaN : 0)) });
  });

  test("NaN in x leaves the rows before it alone, bit for bit, where attention is causal", async () => {
    const checked = subject(causalMha64x4);
    const params = randomParams(causalMha64x4);
    for (const spoilt of [0, 1, 17, queryBlock, queryBlock + 11]) {
      const seq = queryBlock + 17;
      const x = randomRows(seq, 64);
      const before = rowsOf(await checked.run({ ...params, x }), 64);
      x.data[spoilt * 64 + 5] = Number.NaN;
      const rows = rowsOf(await checked.run({ ...params, x }), 64);
      expect(rows.slice(0, spoilt)).toEqual(before.slice(0, spoilt));
      expect(rows.slice(spoilt).every((row) => row.every((value) => Number.isNaN(value)))).toBe(true);
    }
  });
});

describe("more keys than a block holds", () => {
  const keys = 2 * keyBlock + 7;

  test("hidden in whole blocks, as windows hide them", async () => {
    const given = problem(queryBlock + 3, keys);
    const windows = [
      (_: number, key: number) => key >= keyBlock,
      (_: number, key: number) => key < keyBlock,
      (_: number, key: number) => key >= 2 * keyBlock,
      (query: number, key: number) => Math.floor(key / keyBlock) === query % 3,
      (query: number, key: number) => Math.abs(20 * query - key) < 5,
      (query: number, key: number) => query % 4 !== 0 && key === keys - 1,
    ];
    for (const window of windows) {
      await masked.expectClose({ ...tensors(given), mask: maskOf(given, window) });
      const bias = maskOf(given, (query, key) => (window(query, key) ? 0.25 : -Infinity));
      await biased.expectClose({ ...tensors(given), mask: bias });
    }
  });

  test("with the greatest score in any of the blocks", async () => {
    for (const greatest of [0, keyBlock - 1, keyBlock, 2 * keyBlock - 1, 2 * keyBlock, keys - 1]) {
      const given = problem(5, keys);
      // Half of the queries look one way, half the other: for those the greatest score is elsewhere.
      given.k[greatest * width] = 9;
      await full.expectClose(tensors(given));
      await causal.expectClose(tensors(given));
    }
  });

  test("with scores so far apart that the others underflow", async () => {
    for (const size of [10, 100, 1e4, 1e15]) {
      const given = problem(6, keys);
      given.q.forEach((x, i) => (given.q[i] = x * size));
      await full.expectClose(tensors(given));
    }
  });

  test("and more queries than keys or the other way round under a causal mask", async () => {
    await causal.expectClose(tensors(problem(keyBlock + 5, 3)));
    await causal.expectClose(tensors(problem(3, keyBlock + 5)));
    await causal.expectClose(tensors(problem(keyBlock + queryBlock + 1, keyBlock + 2)));
  });

  test("with equal values give that value", async () => {
    const given = problem(queryBlock + 1, keys);
    given.v.fill(0.75);
    for (const row of rowsOf(await full.run(tensors(given)))) expect(row).toEqual([0.75, 0.75]);
  });
});

test("a constant added to all scores of a query changes nothing", async () => {
  const given = problem(5, 9);
  const none = { ...tensors(given), mask: maskOf(given, () => 0) };
  const shifted = { ...tensors(given), mask: maskOf(given, (query) => 50 * query) };
  const before = rowsOf(await biased.run(none)).flat();
  for (const [i, x] of rowsOf(await biased.run(shifted))
    .flat()
    .entries())
    expect(x).toBeCloseTo(before[i] ?? 0, 5);
});

test("a row that may see every key has no zeros made for it, even where all scores are -infinity", async () => {
  // q is one -infinity, k is positive: every score is -infinity, and -infinity minus itself is NaN.
  const given = problem(1, 3);
  given.q.fill(-Infinity);
  given.k.fill(1);
  for (const [kernel, mask] of [
    [masked, maskOf(given, () => true)],
    [biased, maskOf(given, () => 0)],
  ] as const) {
    const [row = []] = rowsOf(await kernel.run({ ...tensors(given), mask }));
    expect(row).toEqual([Number.NaN, Number.NaN]);
  }
});
