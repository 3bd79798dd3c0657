import fc from "fast-check";
import { append, attention, program, zeros } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerForVectors, lowerProgram } from "../../../codegen/compile.js";
import type { Target } from "../../../codegen/kernel.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { javaScript, webAssembly } from "../../../codegen/schedule/machine.js";
import { randomTensor } from "../../random.js";
import type { AnyTensor } from "../kernels/any-kernel.js";
import { expectClose } from "../kernels/close.js";
import { randomParams } from "../kernels/tensors.js";
import { floats, withViews } from "../targets/wasm/host/kernel-folder.js";
import { cachedKernels, elementsOf } from "./cached-kernel.js";
import { InterpretedCache } from "./interpreted-cache.js";
import { type CachedProgram, decode, grouped, plain, programs } from "./programs.js";

const targets: readonly Target[] = ["typescript", "wasm"];
const made = new Map(programs.map((each) => [each, cachedKernels(each)] as const));

function kernelsOf(cached: CachedProgram, target: Target) {
  const kernels = made.get(cached);
  if (!kernels) throw new Error(`no kernels of ${cached.name}`);
  return kernels(target);
}

function interpreted(cached: CachedProgram, target: Target): InterpretedCache {
  return target === "wasm"
    ? new InterpretedCache(lowerForVectors(cached, webAssembly), "f32", randomParams(cached))
    : new InterpretedCache(lowerProgram(cached), "f64", randomParams(cached));
}

/** How many rows a program takes in one call: any, or one. */
function rowsOf({ inputs }: CachedProgram, wanted: number): number {
  return inputs["x"]?.shape[0] === 1 ? 1 : wanted;
}

const cases = programs.flatMap((cached) => targets.map((target) => ({ name: cached.name, cached, target })));

describe.each(cases)("$name for $target", ({ cached, target }) => {
  const chunks = [1, 3, 1, 2, 5, 1, 1, 4, 7, 1];

  test("gives the bits that the interpreter gives, call after call, as its capacity grows", async () => {
    const kernel = await kernelsOf(cached, target).create(randomParams(cached), { capacity: 1 });
    const expected = interpreted(cached, target);
    for (const [i, chunk] of chunks.entries()) {
      const rows = rowsOf(cached, chunk);
      const x = randomTensor([rows, 8], i + 1).data;
      const actual = elementsOf(kernel({ x }));
      expect({ i, data: [...actual] }).toEqual({ i, data: [...expected.step(x, rows)] });
      expect(kernel.length).toBe(expected.length);
      expect(kernel.capacity).toBeGreaterThanOrEqual(kernel.length);
    }
  });

  test("gives what the evaluator gives", async () => {
    const params = randomParams(cached);
    const kernel = await kernelsOf(cached, target).create(params);
    let cache: Readonly<Record<string, AnyTensor>> = Object.fromEntries(
      Object.entries(cached.cache ?? {}).map(([name, { shape, dtype }]) => {
        return [
          name,
          zeros(
            shape.map((dim) => (typeof dim === "number" ? dim : 0)),
            dtype,
          ),
        ] as const;
      }),
    );
    for (const [i, chunk] of chunks.slice(0, 6).entries()) {
      const x = randomTensor([rowsOf(cached, chunk), 8], i + 1);
      const step = cached.evaluate({ ...params, x, ...cache });
      expectClose(elementsOf(kernel({ x })), elementsOf(step.out));
      cache = step.cache;
    }
  });
});

describe.each(targets)("a kernel with a cache for %s", (target) => {
  const make = (capacity?: number) =>
    kernelsOf(decode, target).create(randomParams(decode), capacity === undefined ? {} : { capacity });
  const rows = (count: number, seed: number) => randomTensor([count, 8], seed).data;

  test("gives in chunks what it gives for all at once", async () => {
    const kernel = await make(2);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), async (chunks) => {
        const total = chunks.reduce((sum, chunk) => sum + chunk, 0);
        const x = rows(total, total);
        kernel.reset();
        const whole = [...elementsOf(kernel({ x }))];
        kernel.reset();
        const parts: number[] = [];
        for (const chunk of chunks) {
          const start = kernel.length * 8;
          parts.push(...elementsOf(kernel({ x: x.slice(start, start + chunk * 8) })));
        }
        expectClose(parts, whole);
      }),
      { numRuns: 25 },
    );
  });

  test("gives the interpreter's bits after any steps, resets and truncations", async () => {
    const operation = fc.oneof(
      fc.record({ kind: fc.constant("step" as const), to: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ kind: fc.constant("truncate" as const), to: fc.integer({ min: 0, max: 100 }) }),
      fc.record({ kind: fc.constant("reset" as const), to: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 12 }), async (operations) => {
        const [kernel, expected] = [await make(1), interpreted(decode, target)];
        for (const [i, { kind, to }] of operations.entries()) {
          if (kind === "step") {
            const x = rows(to, i);
            expect([...elementsOf(kernel({ x }))]).toEqual([...expected.step(x, to)]);
          } else {
            const length = kind === "reset" ? 0 : Math.round((to / 100) * kernel.length);
            if (kind === "reset") kernel.reset();
            else kernel.truncate(length);
            expected.length = length;
          }
          expect(kernel.length).toBe(expected.length);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("doubles its capacity, and takes what it is told to begin with", async () => {
    expect((await make()).capacity).toBe(128);
    const kernel = await make(3);
    const capacities = [1, 1, 1, 1, 1, 1, 1].map((count, i) => {
      kernel({ x: rows(count, i) });
      return kernel.capacity;
    });
    expect(capacities).toEqual([3, 3, 3, 6, 6, 6, 12]);
    kernel({ x: rows(100, 9) });
    expect([kernel.length, kernel.capacity]).toEqual([107, 107]);
  });

  test("is as new after reset", async () => {
    const kernel = await make(4);
    const first = [...elementsOf(kernel({ x: rows(3, 1) }))];
    kernel({ x: rows(6, 2) });
    kernel.reset();
    expect(kernel.length).toBe(0);
    expect([...elementsOf(kernel({ x: rows(3, 1) }))]).toEqual(first);
  });

  test("goes on from where it is truncated to", async () => {
    const kernel = await make(4);
    kernel({ x: rows(3, 1) });
    const wanted = [...elementsOf(kernel({ x: rows(2, 2) }))];
    kernel({ x: rows(9, 3) });
    kernel.truncate(3);
    expect(kernel.length).toBe(3);
    expect([...elementsOf(kernel({ x: rows(2, 2) }))]).toEqual(wanted);
    kernel.truncate(5);
    expect(kernel.length).toBe(5);
  });

  test.each([-1, 4, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses to truncate to %s", async (to) => {
    const kernel = await make();
    kernel({ x: rows(3, 1) });
    expect(() => kernel.truncate(to)).toThrow(
      new RangeError(`decode: truncate takes a length from 0 to 3, that of the cache: got ${to}`),
    );
    expect(kernel.length).toBe(3);
  });

  test.each([0, -1, 2.5, Number.NaN])("refuses a capacity of %s", async (capacity) => {
    await expect(make(capacity)).rejects.toThrow(
      new RangeError(`decode: capacity takes a positive integer: got ${capacity}`),
    );
  });

  test("keeps its cache where a call fails", async () => {
    const kernel = await make(2);
    kernel({ x: rows(3, 1) });
    const wanted = [...elementsOf(kernel({ x: rows(2, 2) }))];
    kernel.truncate(3);
    expect(() => kernel({ x: new Float32Array(7) })).toThrow("input x has 7 elements");
    expect(() => kernel({})).toThrow("input x is missing");
    expect(() => kernel({ x: rows(2, 2) }, new Float32Array(3))).toThrow("out has 3 elements");
    expect(kernel.length).toBe(3);
    expect([...elementsOf(kernel({ x: rows(2, 2) }))]).toEqual(wanted);
  });

  test("has a cache of its own in each kernel", async () => {
    const [one, other] = [await make(2), await make(2)];
    one({ x: rows(5, 1) });
    const wanted = [...elementsOf(other({ x: rows(2, 2) }))];
    other.reset();
    one({ x: rows(5, 3) });
    expect([...elementsOf(other({ x: rows(2, 2) }))]).toEqual(wanted);
  });

  test("complains after dispose", async () => {
    const kernel = await make();
    kernel({ x: rows(1, 1) });
    kernel.dispose();
    expect(() => kernel({ x: rows(1, 1) })).toThrow("has been disposed of");
    expect(() => kernel.reset()).toThrow("has been disposed of");
    expect(() => kernel.truncate(0)).toThrow("has been disposed of");
  });
});

describe("views of a kernel with a cache", () => {
  const rows = (count: number, seed: number) => randomTensor([count, 8], seed).data;

  test("are where a call reads and writes, as long as the cache has room", async () => {
    const [kernel, other] = [
      withViews(await kernelsOf(decode, "wasm").create(randomParams(decode), { capacity: 4 })),
      await kernelsOf(decode, "wasm").create(randomParams(decode)),
    ];
    const { inputs, out } = kernel.views({ seq: 2 });
    for (const seed of [1, 2]) {
      floats(inputs["x"]).set(rows(2, seed));
      expect([...floats(kernel(inputs, out))]).toEqual([...elementsOf(other({ x: rows(2, seed) }))]);
    }
    // The third call needs more room, which moves what lies behind the cache.
    expect(() => kernel(inputs, out)).toThrow("take views again");
    const larger = kernel.views({ seq: 2 });
    floats(larger.inputs["x"]).set(rows(2, 3));
    expect([...floats(kernel(larger.inputs, larger.out))]).toEqual([...elementsOf(other({ x: rows(2, 3) }))]);
  });

  test("of other sizes leave the cache where it is", async () => {
    const kernel = withViews(await kernelsOf(decode, "wasm").create(randomParams(decode)));
    const other = await kernelsOf(decode, "wasm").create(randomParams(decode));
    for (const each of [kernel, other]) each({ x: rows(3, 1) });
    const { inputs } = kernel.views({ seq: 5000 });
    floats(inputs["x"]).fill(Number.NaN);
    expect([...elementsOf(kernel({ x: rows(1, 2) }))]).toEqual([...elementsOf(other({ x: rows(1, 2) }))]);
  });
});

test("a cache for which there is no more memory stays as it was", async () => {
  const kernel = withViews(await kernelsOf(decode, "wasm").create(randomParams(decode), { capacity: 2 }));
  const expected = interpreted(decode, "wasm");
  for (const seed of [1, 2, 3]) {
    const x = randomTensor([2, 8], seed).data;
    expect([...elementsOf(kernel({ x }))]).toEqual([...expected.step(x, 2)]);
    expect(() => kernel.views({ seq: 2 ** 28 })).toThrow("decode: there is not enough memory for a call with");
  }
});

describe("the plan of a cache", () => {
  test("stores what is new, and nothing else of it", () => {
    const stored = (cached: CachedProgram) =>
      planProgram(cached, javaScript.temporary).steps.map(({ root, target }) => [root.op, target.buffer.name]);
    expect(stored(decode).filter(([, buffer]) => buffer === "keys" || buffer === "values")).toEqual([
      ["permute", "keys"],
      ["permute", "values"],
    ]);
    // The projection writes its rows where they are kept.
    expect(stored(plain)[0]).toEqual(["linear", "rows"]);
    expect(stored(grouped).some(([op]) => op === "concat")).toBe(false);
  });

  test("needs an append", () => {
    const remade = program({
      name: "remade",
      params: {},
      inputs: { x: [1, 8] },
      cache: { rows: ["past", 8] },
      body: ({ x }) => ({ out: x, cache: { rows: zeros(["past+1", 8]) } }),
    });
    expect(() => planProgram(remade, "f32")).toThrow(
      "the next rows of the cache is no append to rows, so it can't be made in place: give append(rows, ..)",
    );
  });

  test("refuses attention to a cache that may be empty", () => {
    const empty = program({
      name: "empty",
      params: {},
      inputs: { x: [1, 8] },
      cache: { rows: ["past", 8] },
      body: ({ x, rows }) => ({ out: attention(x, rows, rows), cache: { rows: append(rows, x) } }),
    });
    expect(() => planProgram(empty, "f32")).toThrow("attention: there is no key while the cache is empty");
  });
});
