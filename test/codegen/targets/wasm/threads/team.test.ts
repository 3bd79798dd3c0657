import { exp, gelu, layerNorm, linear, matmul, type Program, program, softmax, transpose } from "heddle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lowerForVectors } from "../../../../../codegen/compile.js";
import { GenerateError } from "../../../../../codegen/errors.js";
import {
  type Affine,
  affine,
  buffer,
  bufferParameter,
  add,
  type Expression,
  interpret,
  load,
  type Module,
  moduleOf,
  mul,
  num,
  procedure,
  type ProcedureBuilder,
  type Statement,
  verify,
} from "../../../../../codegen/ir/index.js";
import { mapStatement } from "../../../../../codegen/ir/traverse.js";
import { webAssembly } from "../../../../../codegen/schedule/machine.js";
import { BEAT_STEP, BEATS, DONE, OPEN, TEAM, TICKET } from "../../../../../codegen/targets/wasm/lower/control.js";
import { mha64x4 } from "../../../../../presets/multi-head.js";
import { attentionProgram, causalMha64x4 } from "../../../kernels/programs.js";
import { randomPrograms } from "../../../kernels/random-programs.js";
import { declaredTensors } from "../../../kernels/tensors.js";
import { firstDifference } from "../same-bits.js";
import { TeamKernel } from "./team-kernel.js";

type Sizes = Readonly<Record<string, number>>;

/** The same module, but every parallel loop is worth sharing. */
function worthwhile(module: Module): Module {
  const marked = (body: readonly Statement[]): readonly Statement[] =>
    body.map((statement) => {
      const mapped = mapStatement(statement, { body: marked });
      return mapped.kind === "for" && mapped.parallel ? { ...mapped, parallel: affine.constant(1 << 24) } : mapped;
    });
  const procedures = module.procedures.map((one) => ({ ...one, body: marked(one.body) }));
  return { ...module, procedures };
}

/** The loops of a program; none where it is refused. */
function lowered(made: Program): Module | undefined {
  try {
    return lowerForVectors(made, webAssembly);
  } catch (error) {
    if (error instanceof GenerateError) return undefined;
    throw error;
  }
}

/** Expects the interpreter's bits of threads that share all they can, and of loops that run backwards. */
async function expectShared(made: Program, sizes: readonly Sizes[], threads: number): Promise<void> {
  const loops = lowered(made);
  if (!loops) return;
  const module = worthwhile(loops);
  const kernel = new TeamKernel(module, threads);
  await Promise.all(Array.from({ length: threads - 1 }, (_, i) => kernel.start(i + 1, threads)));
  for (const dims of sizes) {
    const declared = Object.entries(declaredTensors({ ...made.params, ...made.inputs }, dims));
    // A program may have inputs that nothing reads.
    const tensors = declared.filter(([name]) => module.buffers.some((one) => one.name === name));
    const buffers = Object.fromEntries(tensors.map(([name, { data }]) => [name, data] as const));
    const expected = interpret(module, { dims, buffers, arithmetic: "f32" });
    const backwards = interpret(module, { dims, buffers, arithmetic: "f32", parallel: "backwards" });
    for (const [name, data] of kernel.run(dims, buffers)) {
      const wanted = expected[name] ?? new Float32Array();
      const differs = [data, backwards[name] ?? []].map((given) => firstDifference(Float32Array.from(given), wanted));
      expect({ dims, name, differs }).toEqual({ dims, name, differs: [undefined, undefined] });
    }
  }
  await kernel.end();
}

const lengths = [1, 2, 3, 5, 8, 13, 16, 17, 24, 31, 33, 40].map((seq) => ({ seq }));
const pairs = lengths.map(({ seq }, i) => ({ n: seq, m: lengths.at(-1 - i)?.seq ?? 1 }));

describe("threads that share every loop", () => {
  test.each([mha64x4, causalMha64x4])("give the interpreter's bits: $name", (made) => expectShared(made, lengths, 3));

  test("also where rows are packed and copied between the loops", () =>
    expectShared(
      program({
        name: "mixed",
        params: { w: [16, 24], b: [16], g: [16] },
        inputs: { x: ["n", 24], y: ["m", 24] },
        body: ({ x, y, w, b, g }) => {
          const h = gelu(linear(x, w, b));
          const k = linear(exp(y), w);
          return softmax(matmul(layerNorm(h, g), transpose(k)));
        },
      }),
      pairs,
      3,
    ));

  test("also where keys come in several blocks and some are masked", () =>
    expectShared(
      attentionProgram({ name: "masked", heads: 3, width: 5, mask: { shape: ["n", "m"], dtype: "bool" } }),
      [...pairs, { n: 5, m: 700 }],
      4,
    ));

  test("also in random programs", () =>
    fc.assert(
      fc.asyncProperty(randomPrograms, ({ program: random, sizes }) => expectShared(random, [sizes], 2)),
      { numRuns: 10 },
    ));
});

/**
 * `t = 2 x`, then `t += 1` by one thread alone, then `y` is `t` backwards, by way of scratch that every thread fills. The
 * shared loops are slow, so that threads come to their ends at different times.
 */
function threeSteps(): Module {
  const x = buffer("x", "f32", [8], "input");
  const t = buffer("t", "f32", [8], "temporary");
  const y = buffer("y", "f32", [8], "output");
  const copy = buffer("copy", "f32", [8], "scratch");
  const [from, to] = [bufferParameter("from", "f32", [8]), bufferParameter("to", "f32", [8])];
  const slow = (b: ProcedureBuilder, store: (i: Affine, nothing: Expression) => void): void =>
    b.for("i", 0, 8, { parallel: 1 << 20 }, (i) => {
      const nothing = b.var("nothing", num(0));
      b.for("k", 0, 200_000, {}, () => b.assign(nothing, mul(nothing, load(from, [i]))));
      store(i, nothing);
    });
  const double = procedure("double", { summary: "Doubles.", buffers: [from, to] }, (b) =>
    slow(b, (i, nothing) => b.store(to, [i], add(mul(load(from, [i]), num(2)), nothing))),
  );
  const increment = procedure("increment", { summary: "Adds one.", buffers: [to] }, (b) =>
    b.for("i", 0, 8, {}, (i) => b.store(to, [i], add(load(to, [i]), num(1)))),
  );
  const reverse = procedure("reverse", { summary: "Reverses.", buffers: [from, to] }, (b) => {
    b.for("i", 0, 8, {}, (i) => b.store(copy, [i], load(from, [i])));
    slow(b, (i, nothing) => b.store(to, [i], add(load(copy, [affine.sub(7, i)]), nothing)));
  });
  return moduleOf({
    name: "threeSteps",
    dims: [],
    buffers: [x, t, y, copy],
    procedures: [double, increment, reverse],
    prepare: procedure("prepare", { summary: "Nothing." }, () => {}),
    run: procedure("run", { summary: "Runs." }, (b) => {
      b.call(double, [x, t]);
      b.call(increment, [t]);
      b.call(reverse, [t, y]);
    }),
  });
}

/** `y = x`, to which 1 is added 100,000 times, in loops that no thread shares. */
function countsAlone(): Module {
  const [x, y] = [buffer("x", "f32", [8], "input"), buffer("y", "f32", [8], "output")];
  return moduleOf({
    name: "countsAlone",
    dims: [],
    buffers: [x, y],
    procedures: [],
    prepare: procedure("prepare", { summary: "Nothing." }, () => {}),
    run: procedure("run", { summary: "Counts." }, (b) => {
      b.for("i", 0, 8, {}, (i) => b.store(y, [i], load(x, [i])));
      b.for("k", 0, 100_000, {}, () => b.for("i", 0, 8, {}, (i) => b.store(y, [i], add(load(y, [i]), num(1)))));
    }),
  });
}

test("what has no loop to share is the caller's alone", async () => {
  const module = countsAlone();
  verify(module);
  const kernel = new TeamKernel(module, 3);
  await Promise.all([kernel.start(1, 3), kernel.start(2, 3)]);
  const x = Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
  const expected = x.map((value) => value + 100_000);
  for (let i = 0; i < 30; i++) expect(kernel.run({}, { x }).get("y")).toEqual(expected);
  await kernel.end();
});

describe("the barrier", () => {
  const module = threeSteps();
  const given = { x: Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]) };
  const expected = Float32Array.from([17, 15, 13, 11, 9, 7, 5, 3]);

  /** Does passes of the first loop by hand, each long after it has taken it; `t` lies two lines behind `x`. */
  const slowly = (address: number): string => `
    const [words, tickets] = [new Int32Array(memory.buffer), new BigInt64Array(memory.buffer, 0, 512)];
    const [from, to] = [${address}, ${address} + 128].map((at) => new Float32Array(memory.buffer, at, 8));
    for (;;) {
      const ticket = Atomics.load(tickets, ${TICKET / 8});
      const pass = Number(ticket & 0xffffffffn);
      if (ticket >> 32n !== 1n || pass > 7) continue;
      if (Atomics.compareExchange(tickets, ${TICKET / 8}, ticket, ticket + 1n) !== ticket) continue;
      Atomics.add(words, ${BEATS / 4 + BEAT_STEP / 4}, 1);
      Atomics.wait(words, 0, 0, 20);
      to[pass] = 2 * from[pass];
      Atomics.add(words, ${DONE / 4}, 1);
    }`;

  test("keeps a loop from starting before all passes of the one ahead are done", async () => {
    verify(module);
    let stalls = 0;
    const kernel = new TeamKernel(module, 2, () => stalls++);
    await kernel.start(1, 2, slowly(kernel.addressOf("x")));
    const taken = new Int32Array(kernel.memory.buffer, BEATS + BEAT_STEP, 1);
    // On a busy machine the worker may come too late at times.
    for (let i = 0; i < 100 && Atomics.load(taken, 0) < 3; i++) {
      expect(kernel.run({}, given).get("y")).toEqual(expected);
    }
    expect(Atomics.load(taken, 0)).toBeGreaterThan(0);
    expect(stalls).toBeGreaterThan(0);
    await kernel.end();
  });

  test("keeps threads together, again and again", async () => {
    const kernel = new TeamKernel(module, 3);
    await Promise.all([kernel.start(1, 3), kernel.start(2, 3)]);
    for (let i = 0; i < 30; i++) expect(kernel.run({}, given).get("y")).toEqual(expected);
    await kernel.end();
  });

  test("keeps a call from ending while a worker takes part in it", async () => {
    const kernel = new TeamKernel(module, 2);
    await kernel.start(
      1,
      2,
      `const words = new Int32Array(memory.buffer);
      for (;;) {
        const team = Atomics.load(words, ${TEAM / 4});
        if (team !== ${OPEN} || Atomics.compareExchange(words, ${TEAM / 4}, team, team + 1) !== team) continue;
        while (Atomics.load(words, ${TEAM / 4}) >= ${OPEN});
        Atomics.wait(words, 0, 0, 20);
        Atomics.add(words, ${TEAM / 4 + 1}, 1);
        Atomics.sub(words, ${TEAM / 4}, 1);
      }`,
    );
    const [team, seen] = [new Int32Array(kernel.memory.buffer, TEAM, 1), new Int32Array(kernel.memory.buffer, TEAM, 2)];
    for (let i = 0; i < 100 && Atomics.load(seen, 1) < 3; i++) {
      kernel.run({}, given);
      expect(Atomics.load(team, 0)).toBe(0);
    }
    expect(Atomics.load(seen, 1)).toBeGreaterThan(0);
    await kernel.end();
  });

  test("can be left where a worker is lost, by what the caller does in the meantime", async () => {
    let patience = 100;
    const kernel = new TeamKernel(module, 2, () => {
      if (patience-- < 0) throw new Error("lost");
    });
    await kernel.start(1, 2, slowly(kernel.addressOf("x")).replace("words, 0, 0, 20", "words, 0, 0"));
    expect(() => {
      for (let i = 0; i < 100; i++) kernel.run({}, given);
    }).toThrow("lost");
    await kernel.end();
  });
});
