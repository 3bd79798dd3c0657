import { add, type Dim, linear, matmul, max, mul, program, reshape, softmax, sum, transpose } from "heddle";
import { describe, expect, test } from "vitest";
import { subject, works } from "../kernels/check.js";
import { attentionProgram } from "../kernels/programs.js";
import { declaredTensors } from "../kernels/tensors.js";

describe("sizes that come with a call", () => {
  test("are found in whichever input tells them", async () => {
    const made = program({
      name: "sums",
      params: {},
      inputs: { x: [2, "m+n", 3], y: ["m", "n"], z: ["n"] },
      body: ({ x, y, z }) => ({ a: sum(x, 1), b: sum(y, 0), c: add(z, z) }),
    });
    await works(made, { n: 3, m: 4 });
    await works(made, { n: 1, m: 1 });
  });

  test("of which the result has none", async () => {
    const made = program({
      name: "lone",
      params: {},
      inputs: { x: ["n", "m"], y: ["n"] },
      body: ({ x }) => sum(sum(x, 0), 0),
    });
    await works(made, { n: 3, m: 4 });
  });

  test("may be none at all: memory is there from the start", async () => {
    const fixed: readonly Dim[] = [5, 4];
    const made = program({
      name: "fixed",
      params: { w: [4, 4] },
      inputs: { x: fixed },
      body: ({ x, w }) => softmax(mul(linear(x, w), sum(linear(x, w), 0))),
    });
    await works(made, {});
    const params = program({ name: "constant", params: { w: [4] }, inputs: {}, body: ({ w }) => softmax(w) });
    await works(params, {});
  });

  test("may grow and shrink from call to call", async () => {
    const checked = subject(
      attentionProgram({ name: "growing", heads: 2, mask: { shape: ["n", "m"], dtype: "bool" } }),
    );
    const sizes: readonly (readonly [number, number])[] = [
      [1, 1],
      [5, 2],
      [2, 9],
      [60, 3],
      [3, 700],
      [4, 4],
      [1, 1],
    ];
    for (const [n, m] of sizes) {
      const tensors = declaredTensors(checked.program.inputs, { n, m });
      await checked.expectClose(tensors);
      await checked.expectSameBits(tensors);
    }
  });

  test("for which there is no memory leave the kernel as it was", async () => {
    const made = program({
      name: "square",
      params: {},
      inputs: { x: ["n", 1] },
      body: ({ x }) => sum(softmax(matmul(x, transpose(x))), 0),
    });
    const checked = subject(made);
    const small = declaredTensors(made.inputs, { n: 5 });
    await checked.expectClose(small);
    // A square of 100 thousand float64: 80 GB.
    await expect(checked.run(declaredTensors(made.inputs, { n: 100_000 }))).rejects.toThrow(RangeError);
    await checked.expectClose(small);
    await checked.expectClose(declaredTensors(made.inputs, { n: 9 }));
  });
});

test("memory is what the largest call needs, not the greatest of all sizes at once", async () => {
  const made = program({
    name: "outer",
    params: {},
    inputs: { x: ["n", 1], y: [1, "m"] },
    body: ({ x, y }) => max(softmax(matmul(x, y)), 0),
  });
  const checked = subject(made);
  // 100 thousand squared float64 would be 80 GB.
  for (const [n, m] of [
    [100_000, 1],
    [1, 100_000],
    [3, 4],
    [100_000, 2],
  ] as const) {
    await checked.expectClose(declaredTensors(made.inputs, { n, m }));
  }
});

test("a tensor of one shape can be the input of several programs and its result theirs", async () => {
  const first = subject(program({ name: "first", params: {}, inputs: { x: ["n", 4] }, body: ({ x }) => add(x, 1) }));
  const second = subject(
    program({ name: "second", params: {}, inputs: { x: ["n", 4] }, body: ({ x }) => reshape(x, ["n", 2, 2]) }),
  );
  const given = declaredTensors(first.program.inputs, { n: 3 });
  const between = (await first.run(given)).get("out");
  if (!between) throw new Error("the first gives out");
  await second.expectClose({ x: between });
});
