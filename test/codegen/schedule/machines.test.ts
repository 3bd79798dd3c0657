import fc from "fast-check";
import { program, type Program } from "heddle";
import { multiHeadAttention } from "heddle/nn";
import { test } from "vitest";
import { GenerateError } from "../../../codegen/errors.js";
import { type Module, verify } from "../../../codegen/ir/index.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import type { Machine } from "../../../codegen/schedule/machine.js";
import { schedule } from "../../../codegen/schedule/schedule.js";
import { expectSimilar } from "../kernels/close.js";
import { outputsOf } from "../kernels/any-kernel.js";
import { interpretProgram } from "../kernels/interpret.js";
import { attentionProgram } from "../kernels/programs.js";
import { randomPrograms } from "../kernels/random-programs.js";
import { declaredTensors } from "../kernels/tensors.js";

const size = (min: number, max: number) => fc.integer({ min, max });
const falling = fc.constantFrom([1], [2, 1], [3, 1], [3, 2, 1], [4, 1], [4, 3, 2, 1]);

/** Machines with blocks so small that every loop over blocks runs several times, and seldom evenly. */
const machines: fc.Arbitrary<Machine> = fc.record({
  temporary: fc.constantFrom("f32", "f64"),
  arithmetic: fc.constant("f64"),
  lanes: fc.constant(1),
  threads: fc.boolean(),
  tile: fc.record({
    rows: falling,
    columns: falling,
    stretches: size(1, 4),
    summands: fc.constant(1),
    panelsOfRow: fc.constant(1),
  }),
  blockElements: size(1, 40),
  padding: size(0, 3),
  depth: fc.constantFrom(2, 4, 6),
  attention: fc.record({ queries: size(1, 7), keys: size(1, 7) }),
});

/** The program's module for a machine, proven; undefined where the program is one that is refused. */
function scheduled(graph: ProgramGraph, machine: Machine): Module | undefined {
  try {
    const module = schedule(planProgram(graph, machine.temporary), machine);
    verify(module);
    return module;
  } catch (error) {
    if (error instanceof GenerateError) return undefined;
    throw error;
  }
}

test("random programs are right on any machine", () => {
  fc.assert(
    fc.property(randomPrograms, machines, ({ program: random, sizes }, machine) => {
      const module = scheduled(random, machine);
      if (!module) return;
      const tensors = declaredTensors({ ...random.params, ...random.inputs }, sizes);
      const expected = outputsOf(random, random.evaluate(tensors));
      for (const [name, data] of interpretProgram(module, random, tensors)) {
        expectSimilar(data, expected.get(name)?.data ?? []);
      }
    }),
    { numRuns: 100 },
  );
});

const mask = { shape: ["n", "m"], dtype: "bool" } as const;
const bias = { shape: [2, 1, "m"], dtype: "f32" } as const;
const attentions: readonly Program[] = [
  attentionProgram({ name: "full", heads: 2, width: 3, valueWidth: 2 }),
  attentionProgram({ name: "causal", width: 3, causal: true }),
  attentionProgram({ name: "square", width: 2, causal: true, keys: "n" }),
  attentionProgram({ name: "masked", heads: 2, width: 2, mask }),
  attentionProgram({ name: "biased", heads: 2, width: 2, causal: true, mask: bias }),
  program({
    name: "layer",
    params: { wq: [6, 6], bq: [6], wk: [6, 6], bk: [6], wv: [6, 6], bv: [6], wo: [6, 6], bo: [6] },
    inputs: { x: ["n", 6], y: ["m"] },
    body: ({ x, ...weights }) => multiHeadAttention(x, weights, { heads: 2, causal: true }),
  }),
];

test("attention is right on any machine, at any length", () => {
  fc.assert(
    fc.property(fc.constantFrom(...attentions), machines, size(1, 20), size(1, 20), (made, machine, n, m) => {
      const module = scheduled(made, machine);
      const tensors = declaredTensors({ ...made.params, ...made.inputs }, { n, m });
      const expected = outputsOf(made, made.evaluate(tensors)).get("out");
      const actual = module && interpretProgram(module, made, tensors).get("out");
      expectSimilar(actual ?? [], expected?.data ?? []);
    }),
    { numRuns: 100 },
  );
});
