import { append, attention, linear, matmul, program, softmax, sum, transpose } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import type { Target } from "../../../codegen/kernel.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { webAssembly } from "../../../codegen/schedule/machine.js";
import { randomTensor } from "../../random.js";
import { expectClose } from "../kernels/close.js";
import { randomParams } from "../kernels/tensors.js";
import { type CachedKernel, cachedKernels, elementsOf } from "./cached-kernel.js";
import { InterpretedCache } from "./interpreted-cache.js";
import type { CachedProgram } from "./programs.js";
import { turned, windowed, windowPrograms } from "./window-programs.js";

const targets: readonly Target[] = ["typescript", "wasm"];

function interpreted(cached: CachedProgram, target: Target): InterpretedCache {
  return target === "wasm"
    ? new InterpretedCache(lowerForVectors(cached, webAssembly), "f32", randomParams(cached))
    : new InterpretedCache(lowerProgram(cached), "f64", randomParams(cached));
}

function rowsOf({ inputs }: CachedProgram, wanted: number): number {
  return inputs["x"]?.shape[0] === 1 ? 1 : wanted;
}

const cases = windowPrograms.flatMap((cached) => {
  const [kernels, unbounded] = [cachedKernels(cached), cachedKernels({ ...cached, window: undefined })];
  return targets.map((target) => ({
    name: cached.name,
    window: cached.window ?? 0,
    cached,
    kernels,
    unbounded,
    target,
  }));
});

describe.each(cases)("$name for $target", ({ window, cached, kernels, unbounded, target }) => {
  const params = randomParams(cached);
  const chunks = [1, 3, 1, 2, 5, 1, 1, 4, 17, 1, 1, 1, 2, 30, 1, 1, 1, 1, 6, 1, 2, 1, 9, 1];

  test("gives the interpreter's bits, and what a cache that holds all gives", async () => {
    const kernel = await kernels(target).create(params, { capacity: 2 });
    const [all, expected] = [await unbounded(target).create(params), interpreted(cached, target)];
    let capacity = kernel.capacity;
    for (const [i, chunk] of chunks.entries()) {
      const rows = rowsOf(cached, chunk);
      // What the kernel does where it has no room.
      if (expected.length + rows > capacity) expected.keep(Math.min(expected.length, window));
      const x = randomTensor([rows, 8], i + 1).data;
      const actual = elementsOf(kernel({ x }));
      capacity = kernel.capacity;
      expect({ i, data: [...actual] }).toEqual({ i, data: [...expected.step(x, rows)] });
      expectClose(actual, elementsOf(all({ x })));
      expect([kernel.length, expected.seen]).toEqual([all.length, all.length]);
    }
  });

  test("keeps to its memory, however long it goes on", async () => {
    const kernel = await kernels(target).create(params, { capacity: 1 });
    const capacities = Array.from({ length: 10 * window }, (_, i) => {
      kernel({ x: randomTensor([1, 8], i).data });
      return kernel.capacity;
    });
    expect(Math.max(...capacities)).toBe(2 * window);
    expect(kernel.length).toBe(10 * window);
  });

  test("goes back to before the last call, and to nothing", async () => {
    const kernel = await kernels(target).create(params, { capacity: 2 * window });
    const wholly = await unbounded(target).create(params);
    const both = (step: (kernel: CachedKernel) => Float32Array | undefined) => {
      const [actual, expected] = [step(kernel), step(wholly)];
      if (actual && expected) expectClose(actual, expected);
    };
    for (let i = 0; i < 5 * window; i++) {
      const x = randomTensor([rowsOf(cached, 1 + (i % 3)), 8], i).data;
      const before = kernel.length;
      both((each) => elementsOf(each({ x })));
      if (i % 4 === 1) both((each) => void each.truncate(before));
      if (i % 7 === 6) both((each) => void each.truncate(before + 1 > each.length ? before : before + 1));
    }
    both((each) => void each.truncate(0));
    expect(kernel.length).toBe(0);
    const x = randomTensor([1, 8], 1).data;
    both((each) => elementsOf(each({ x })));
    both((each) => void each.reset());
    both((each) => elementsOf(each({ x })));
  });
});

test.each(targets)("refuses to go back to what is dropped: %s", async (target) => {
  const kernel = await cachedKernels(windowed(4))(target).create(randomParams(windowed(4)), { capacity: 8 });
  for (let i = 0; i < 9; i++) kernel({ x: randomTensor([1, 8], i).data });
  expect(() => kernel.truncate(7)).toThrow(
    new RangeError(
      "windowed4: truncate takes 0, or a length from 8 to 9: what is needed before that is dropped by now: got 7",
    ),
  );
  expect(() => kernel.truncate(10)).toThrow("truncate takes a length from 0 to 9");
  kernel.truncate(8);
  expect(kernel.length).toBe(8);
});

test.each(targets)("is as it was after a call that fails: %s", async (target) => {
  const cached = windowed(4);
  const { create } = cachedKernels(cached)(target);
  const params = randomParams(cached);
  const [kernel, other] = [await create(params, { capacity: 5 }), await create(params, { capacity: 5 })];
  for (let i = 0; i < 20; i++) {
    const x = randomTensor([1 + (i % 3), 8], i).data;
    const before = [kernel.length, kernel.capacity];
    // Three rows and a half, another width, and a dtype that isn't the input's.
    expect(() => kernel({ x: new Float32Array(28) })).toThrow("windowed4: input x");
    expect(() => kernel({ x: randomTensor([2, 9], i) })).toThrow("windowed4: input x");
    expect(() => kernel({ x: new Int32Array(8) })).toThrow("windowed4: input x");
    expect([kernel.length, kernel.capacity]).toEqual(before);
    expect([...elementsOf(kernel({ x }))]).toEqual([...elementsOf(other({ x }))]);
  }
  expect(() => kernel.truncate(Number.NaN)).toThrow(RangeError);
  await expect(create(params, { capacity: 0 })).rejects.toThrow("windowed4: capacity takes a positive integer: got 0");
});

test("two threads give the bits of one", async () => {
  const { create } = cachedKernels(turned, { wasm: { bytes: "base64", threads: true } })("wasm");
  const params = randomParams(turned);
  const [one, two] = [await create(params, { capacity: 3 }), await create(params, { capacity: 3, threads: 2 })];
  for (const rows of [40, 1, 1, 30, 20, 1, 60, 3]) {
    const x = randomTensor([rows, 8], rows).data;
    expect([...elementsOf(two({ x }))]).toEqual([...elementsOf(one({ x }))]);
  }
  two.dispose();
});

describe("a window is refused", () => {
  const inputs = { x: ["seq", 8] } as const;
  const cache = { rows: ["past", 8] } as const;

  test("where attention looks further back, or is not bounded", () => {
    expect(() => planProgram(windowed(9, 8), "f32")).toThrow(
      "attention of [2, seq, 4] to [2, past+seq, 4] with the mask",
    );
    expect(() => planProgram(windowed(9, 8), "f32")).toThrow(
      "sees keys more than 8 positions before a query, which a cache with a window of 8 drops; give it window: { left: 8 }",
    );
    planProgram(windowed(8, 9), "f32");
    const body = (mask: object) =>
      program({
        name: "unbounded",
        params: {},
        inputs,
        cache,
        window: 8,
        body: ({ x, rows }) => {
          const all = append(rows, x);
          return { out: attention(x, all, all, mask), cache: { rows: all } };
        },
      });
    expect(() => planProgram(body({}), "f32")).toThrow("with no mask sees keys more than 8 positions");
    expect(() => planProgram(body({ causal: true }), "f32")).toThrow("sees keys more than 8 positions");
  });

  test("where something else needs all of the cache", () => {
    const scores = program({
      name: "scores",
      params: {},
      inputs,
      cache,
      window: 8,
      body: ({ x, rows }) => {
        const all = append(rows, x);
        return { out: matmul(softmax(matmul(x, transpose(all))), all), cache: { rows: all } };
      },
    });
    expect(() => planProgram(scores, "f32")).toThrow("is as long as all positions, past, or needs all of them");
    const total = program({
      name: "total",
      params: { w: [8, 8] },
      inputs,
      cache,
      window: 8,
      body: ({ x, rows, w }) => {
        const all = append(rows, linear(x, w));
        return { out: sum(all, 0), cache: { rows: all } };
      },
    });
    expect(() => planProgram(total, "f32")).toThrow(
      "reduce [8] is as long as all positions, past, or needs all of them",
    );
  });

  test("without a cache, and where it is no number of positions", () => {
    expect(() => program({ name: "none", params: {}, inputs, window: 8, body: ({ x }) => x })).toThrow(
      "program none: a window is of the cache, and none is declared",
    );
    expect(() => windowed(0)).toThrow("program windowed0: the window is a whole number of positions from 1: got 0");
  });
});
