import fc from "fast-check";
import { concat, full, linear, program, relu, reshape, softmax, where } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerProgram } from "../../../codegen/compile.js";
import { GenerateError } from "../../../codegen/errors.js";
import { add, type AffineLike, evaluateAffine } from "../../../codegen/ir/affine.js";
import { buffer as bufferOf, bufferParameter, moduleOf } from "../../../codegen/ir/declarations.js";
import { procedure } from "../../../codegen/ir/builder.js";
import type { Buffer, Element, Module } from "../../../codegen/ir/index.js";
import { evaluateOffset, type Offset, showOffset } from "../../../codegen/ir/offset.js";
import { planMemory } from "../../../codegen/plan/memory.js";
import { BYTES } from "../../../codegen/plan/regions.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import { mha64x4 } from "../../../presets/multi-head.js";
import { randomPrograms } from "../kernels/random-programs.js";

/** From the first call of `run` that is passed a buffer to the last. */
function lifeOf(module: Module, buffer: string): readonly [first: number, last: number] {
  const { body } = module.procedures.find(({ name }) => name === module.run) ?? { body: [] };
  const calls = body.flatMap((statement, i) =>
    statement.kind === "call" && statement.buffers.includes(buffer) ? [i] : [],
  );
  return [calls[0] ?? 0, calls.at(-1) ?? Infinity];
}

function lowered(graph: ProgramGraph): Module | undefined {
  try {
    return lowerProgram(graph);
  } catch (error) {
    if (error instanceof GenerateError) return undefined;
    throw error;
  }
}

test("temporaries lie in memory, aligned, and share it only with those that live at another time", () => {
  fc.assert(
    fc.property(randomPrograms, ({ program: random, sizes }) => {
      const module = lowered(random);
      if (!module) return;
      const { placed, peak } = planMemory(module);
      const bytesAt = (offset: typeof peak) => evaluateOffset(offset, (name) => sizes[name] ?? 0);
      const places = placed.map(({ buffer, offset, bytes }) => {
        const start = bytesAt(offset);
        return { buffer, start, end: start + bytesAt(bytes), life: lifeOf(module, buffer.name) };
      });
      expect(places.map(({ buffer }) => buffer.name).toSorted()).toEqual(
        module.buffers.flatMap(({ role, name }) => (role === "temporary" ? [name] : [])).toSorted(),
      );
      for (const { buffer, start, end } of places) {
        expect(start % BYTES[buffer.element]).toBe(0);
        expect(end).toBeLessThanOrEqual(bytesAt(peak));
      }
      for (const left of places) {
        for (const right of places) {
          if (left === right || left.end <= right.start || right.end <= left.start) continue;
          expect(left.life[1] < right.life[0] || right.life[1] < left.life[0]).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("wide elements come first, so that those behind an odd number of bytes are aligned too", () => {
  const mixed = program({
    name: "mixed",
    params: {},
    inputs: { c: { shape: ["n"], dtype: "bool" }, x: ["n", 3] },
    body: ({ c, x }) => {
      const twice = concat([c, c], 0);
      return softmax(where(reshape(twice, [-1, 1]), concat([x, x], 0), full([3], 1)));
    },
  });
  const { placed } = planMemory(lowerProgram(mixed));
  expect(placed.map(({ buffer }) => buffer.element).toSorted()).toContain("bool");
  for (const { buffer, offset } of placed) {
    expect(evaluateOffset(offset, () => 5) % BYTES[buffer.element]).toBe(0);
  }
});

describe("a place is passed on", () => {
  test("from layer to layer: two take turns", () => {
    const layers = program({
      name: "layers",
      params: { w: [8, 8] },
      inputs: { x: ["n", 8] },
      body: ({ x, w }) => {
        let y = x;
        for (let i = 0; i < 7; i++) y = relu(linear(y, w));
        return y;
      },
    });
    const { placed, peak, sum } = planMemory(lowerProgram(layers));
    const layer = { constant: 0, terms: [{ coefficient: 8 * 8, variables: ["n"] }] };
    expect(placed).toHaveLength(6);
    expect(peak).toEqual({ constant: 0, terms: [{ coefficient: 2 * 64, variables: ["n"] }] });
    expect(sum).toEqual({ constant: 0, terms: [{ coefficient: 6 * 64, variables: ["n"] }] });
    expect(placed.map(({ bytes }) => bytes)).toEqual(placed.map(() => layer));
  });

  test("to smaller ones side by side, each at a line of the cache", () => {
    const module = moduleWith(
      ["n"],
      [
        { element: "f32", extents: ["n", 64], steps: [0, 1] },
        { element: "f32", extents: ["n", 16], steps: [2, 3] },
        { element: "f32", extents: ["n", 16], steps: [2, 4] },
        { element: "i32", extents: ["n"], steps: [4, 5] },
        { element: "f32", extents: [4], steps: [5, 6] },
      ],
    );
    const { regions } = planMemory(module);
    expect(
      regions.map(({ placed }) => placed.map(({ buffer: { name }, offset }) => [name, showOffset(offset)])),
    ).toEqual([
      [
        ["t0", "0"],
        ["t1", "0"],
        ["t2", "n * 64"],
        ["t3", "0"],
      ],
      [["t4", "0"]],
    ]);
  });

  test("not to what may be larger for some sizes", () => {
    const module = moduleWith(
      ["m", "n"],
      [
        { element: "f32", extents: ["m", 64], steps: [0, 1] },
        { element: "f32", extents: ["n", 16], steps: [2, 3] },
      ],
    );
    const { peak, sum } = planMemory(module);
    expect(peak).toEqual(sum);
  });

  test("to what is as long as the cache, whose capacity is at least what a call adds", () => {
    const state = { length: "past", growth: add("seq"), capacity: "capacity" };
    const given = [
      { element: "f32", extents: [add("past", "seq"), 64], steps: [0, 1] },
      { element: "f32", extents: ["seq", 64], steps: [2, 3] },
      { element: "f32", extents: ["past", "seq"], steps: [4, 4] },
    ] as const;
    const { regions, peak } = planMemory({ ...moduleWith(["seq", "past", "capacity"], given), state });
    expect(regions[0]?.placed.map(({ buffer: { name } }) => name)).toEqual(["t0", "t1"]);
    expect(showOffset(peak)).toContain("capacity * 256");
  });

  test("not before its last reader has run", () => {
    // Query, key, value and what attention needs are all read by the attention, which writes the context.
    const { placed, peak, sum } = planMemory(lowerProgram(mha64x4));
    expect(placed.map(({ buffer }) => buffer.name)).toEqual(
      expect.arrayContaining(["query", "key", "value", "context"]),
    );
    expect(peak).toEqual(sum);
  });
});

/** A temporary, and the first and the last step that use it. */
interface Given {
  readonly element: Element;
  readonly extents: readonly AffineLike[];
  readonly steps: readonly [number, number];
}

/** A module whose steps do nothing but use temporaries `t0`, `t1` and so on. */
function moduleWith(dims: readonly string[], given: readonly Given[]): Module {
  const buffers = given.map(({ element, extents }, i) => bufferOf(`t${i}`, element, extents, "temporary"));
  const count = 1 + Math.max(-1, ...given.map(({ steps }) => steps[1]));
  const steps = Array.from({ length: count }, (_, step) => {
    const used = buffers.filter((_each, i) => given[i]?.steps.includes(step));
    const taken = used.map(({ name, element, extents }) => bufferParameter(name, element, extents));
    return { used, callee: procedure(`step${step}`, { summary: "Nothing.", buffers: taken }, () => {}) };
  });
  return moduleOf({
    name: "idle",
    dims,
    buffers,
    procedures: steps.map(({ callee }) => callee),
    prepare: procedure("prepare", { summary: "Nothing." }, () => {}),
    run: procedure("run", { summary: "Each step." }, (b) => {
      for (const { callee, used } of steps) b.call(callee, used, []);
    }),
  });
}

const extents = fc.array(
  fc.oneof(fc.constantFrom<AffineLike>("n", "m", add("n", "m"), add("n", 3)), fc.integer({ min: 1, max: 40 })),
  { maxLength: 3 },
);
const steps = fc.tuple(fc.nat(12), fc.nat(4)).map(([first, more]) => [first, first + more] as const);
const given = fc.array(fc.record({ element: fc.constantFrom<Element>("f64", "f32", "i32", "bool"), extents, steps }), {
  minLength: 1,
  maxLength: 25,
});
const dim = fc.integer({ min: 1, max: 50 });

test("whatever lives when: nothing that meets overlaps, and the peak lies between what lives at once and the sum", () => {
  fc.assert(
    fc.property(given, dim, dim, (temporaries, n, m) => {
      const { placed, peak, sum } = planMemory(moduleWith(["m", "n"], temporaries));
      const valueOf = (offset: Offset): number => evaluateOffset(offset, (name) => (name === "n" ? n : m));
      const bytesOf = ({ element, extents: own }: Buffer): number =>
        BYTES[element] * own.reduce((product, extent) => product * evaluateAffine(extent, { n, m }), 1);
      const places = placed.map(({ buffer: held, offset, steps: [from, to] }) => {
        const start = valueOf(offset);
        return { held, start, end: start + bytesOf(held), from, to };
      });
      expect(places.map(({ held }) => held.name).toSorted()).toEqual(temporaries.map((_, i) => `t${i}`).toSorted());
      for (const [i, left] of places.entries()) {
        const declared = temporaries[Number(left.held.name.slice(1))]?.steps;
        expect([left.from, left.to]).toEqual(declared);
        expect(left.start % BYTES[left.held.element]).toBe(0);
        expect(left.end).toBeLessThanOrEqual(valueOf(peak));
        for (const right of places.slice(i + 1)) {
          const meets = left.from <= right.to && right.from <= left.to;
          if (meets) expect(left.end <= right.start || right.end <= left.start).toBe(true);
        }
      }
      expect(valueOf(peak)).toBeLessThanOrEqual(valueOf(sum));
      for (let step = 0; step < 17; step++) {
        const live = places.filter(({ from, to }) => from <= step && step <= to);
        const needed = live.reduce((total, { start, end }) => total + end - start, 0);
        expect(valueOf(peak)).toBeGreaterThanOrEqual(needed);
      }
    }),
    { numRuns: 300 },
  );
});
