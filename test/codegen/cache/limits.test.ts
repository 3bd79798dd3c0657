import { add, append, program, sum, zeros } from "heddle";
import { learnedPositions } from "heddle/nn";
import { describe, expect, test } from "vitest";
import { cachedKernels, elementsOf } from "./cached-kernel.js";

/** The sums of all rows so far, to each of which a learned position is added: there are 6. */
const kernels = cachedKernels(
  program({
    name: "placed",
    params: { table: [6, 4] },
    inputs: { x: ["n", 4] },
    cache: { rows: ["past", 4] },
    body: ({ table, x, rows }) => {
      const all = append(rows, add(x, learnedPositions(table, "n", { offset: "past" })));
      return { out: sum(all, 0), cache: { rows: all } };
    },
  }),
);

describe.each(["typescript", "wasm"] as const)("%s", (target) => {
  test("a call past the last position is refused, and leaves the cache as it was", async () => {
    const table = zeros([6, 4]);
    table.data.fill(1);
    const kernel = await kernels(target).create({ table });
    const rows = (n: number) => ({ x: new Float32Array(4 * n) });
    expect([...elementsOf(kernel(rows(4)))]).toEqual([4, 4, 4, 4]);
    const complaint = "placed: narrow: positions past to n + past - 1 of axis 0 go past the end of [6, 4]";
    expect(() => kernel(rows(3))).toThrow(new RangeError(`${complaint}, with n = 3, past = 4`));
    expect(kernel.length).toBe(4);
    expect([...elementsOf(kernel(rows(2)))]).toEqual([6, 6, 6, 6]);
    kernel.truncate(1);
    expect([...elementsOf(kernel(rows(5)))]).toEqual([6, 6, 6, 6]);
  });
});
