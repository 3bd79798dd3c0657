import { attention, type Dim, dim, type DimArgument, program } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerProgram } from "../../../codegen/compile.js";
import { verify } from "../../../codegen/ir/index.js";
import { randomTensor } from "../../random.js";
import { subject } from "./check.js";

/** Attention of `heads` query heads, of which several read one of `keyHeads`, with a mask of its own for each head. */
const grouped = program({
  name: "grouped",
  params: {},
  inputs: {
    q: [6, "n", 4],
    k: [2, "m", 4],
    v: [2, "m", 3],
    mask: { shape: [6, 1, "m"], dtype: "bool" },
  },
  body: ({ q, k, v, mask }) => attention(q, k, v, { mask }),
});

const single = program({
  name: "single",
  params: {},
  inputs: { q: ["batch", 4, "n", 5], k: ["batch", 1, "n", 5], v: ["batch", 1, "n", 5] },
  body: ({ q, k, v }) => attention(q, k, v, { causal: true }),
});

const batched = program({
  name: "batched",
  params: {},
  inputs: { q: [2, 4, "n", 5], k: [2, 2, "n", 5], v: [2, 2, "n", 5] },
  body: ({ q, k, v }) => attention(q, k, v, { causal: true }),
});

const random = (shape: readonly DimArgument[], seed: number) => randomTensor([...shape], seed);
const bool = (size: number) => ({
  shape: [6, 1, "m"] as Dim[],
  sizes: [6, 1, size],
  dtype: "bool" as const,
  data: Uint8Array.from({ length: 6 * size }, (_, i) => Number(i % 3 !== 0)),
});

describe("query heads that share a key head", () => {
  const checked = subject(grouped);

  test.each([1, 7, 300])("read the head of their group: %d keys", async (size) => {
    const [n, m] = [dim("n", 30), dim("m", size)];
    const tensors = { q: random([6, n, 4], 1), k: random([2, m, 4], 2), v: random([2, m, 3], 3), mask: bool(size) };
    await checked.expectClose(tensors);
    await checked.expectSameBits(tensors);
  });

  test.each([
    ["a batch of one key head", single, ["batch", 1] as const],
    ["a batch of two key heads", batched, [2, 2] as const],
  ])("%s", async (_, definition, [, keyHeads]) => {
    const other = subject(definition);
    const [batch, n] = [definition === single ? dim("batch", 2) : 2, dim("n", 9)];
    const kv = (seed: number) => random([batch, keyHeads, n, 5], seed);
    const tensors = { q: random([batch, 4, n, 5], 4), k: kv(5), v: kv(6) };
    await other.expectClose(tensors);
    await other.expectSameBits(tensors);
  });

  test.each([grouped, single, batched])("stay in bounds", (definition) => {
    expect(() => verify(lowerProgram(definition))).not.toThrow();
  });
});
