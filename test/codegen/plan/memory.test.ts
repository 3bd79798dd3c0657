import fc from "fast-check";
import { concat, full, linear, program, relu, reshape, softmax, where } from "heddle";
import { describe, expect, test } from "vitest";
import { lowerProgram } from "../../../codegen/compile.js";
import { GenerateError } from "../../../codegen/errors.js";
import type { Module } from "../../../codegen/ir/index.js";
import { evaluateOffset } from "../../../codegen/ir/offset.js";
import { BYTES, planMemory } from "../../../codegen/plan/memory.js";
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

  test("not before its last reader has run", () => {
    // Query, key, value and what attention needs are all read by the attention, which writes the context.
    const { placed, peak, sum } = planMemory(lowerProgram(mha64x4));
    expect(placed.map(({ buffer }) => buffer.name)).toEqual(
      expect.arrayContaining(["query", "key", "value", "context"]),
    );
    expect(peak).toEqual(sum);
  });
});
