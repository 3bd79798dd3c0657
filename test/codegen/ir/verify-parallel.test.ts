import { describe, expect, test } from "vitest";
import {
  add,
  affine,
  type Affine,
  buffer,
  bufferParameter,
  compare,
  indexValue,
  interpret,
  load,
  type Module,
  moduleOf,
  num,
  procedure,
  type ProcedureBuilder,
  showModule,
  simplify,
  verify,
} from "../../../codegen/ir/index.js";

const x = buffer("x", "f32", ["seq", 64], "input");
const y = buffer("y", "f32", ["seq", 64], "output");
const t = buffer("t", "f32", ["seq", 64], "temporary");
const own = { ...buffer("own", "f32", ["seq"], "temporary"), isPrivate: true };
const s = buffer("s", "f32", [64], "scratch");
const all = [x, y, t, own, s];
const a = bufferParameter("a", "f32", ["seq", 64]);
const b = bufferParameter("b", "f32", ["seq", 64]);
const c = bufferParameter("c", "f32", ["seq", 64]);
const d = bufferParameter("d", "f32", ["seq", 64]);
const mine = bufferParameter("mine", "f32", ["seq"]);
const parallel = 64;

/** A module whose one step has this body: `a` is `x`, `b` is `y`, `c` is `t`, `mine` is `own`; it also fills `y`. */
function step(
  write: (builder: ProcedureBuilder) => void,
  run?: (builder: ProcedureBuilder, steps: readonly Module["procedures"][number][]) => void,
): Module {
  const reserved = ["seq", ...all.map(({ name }) => name)];
  const first = procedure("first", { summary: "First.", buffers: [a, b, c, mine], reserved }, write);
  const fill = procedure("fill", { summary: "Fills.", buffers: [d], reserved }, (builder) =>
    builder.for("i", 0, "seq", { parallel }, (i) =>
      builder.for("j", 0, 64, {}, (j) => builder.store(d, [i, j], num(0))),
    ),
  );
  return moduleOf({
    name: "test",
    dims: ["seq"],
    buffers: all,
    procedures: [fill, first],
    prepare: procedure("prepare", { summary: "Prepares.", reserved }, () => {}),
    run: procedure("run", { summary: "Runs.", reserved }, (builder) => {
      if (run) return run(builder, [fill, first]);
      builder.call(fill, [y]);
      builder.call(fill, [t]);
      builder.call(first, [x, y, t, own]);
    }),
  });
}

/** What is wrong with a step; nothing where that is nothing. */
function complaint(module: Module): string {
  try {
    verify(module);
  } catch (error) {
    return String(error);
  }
  return "";
}

const row = (builder: ProcedureBuilder, body: (i: Affine) => void): void =>
  builder.for("i", 0, "seq", { parallel }, body);

describe("a parallel loop is accepted", () => {
  test("whose passes store to places of their own, and load what nothing stores or what they store themselves", () => {
    const rows = step((builder) =>
      row(builder, (i) =>
        builder.for("j", 0, 64, { step: 4 }, (j) => {
          builder.store(b, [i, j], load(a, [i, j], 4));
          builder.store(c, [i, j], add(load(b, [i, j], 4), load(c, [i, j], 4)));
        }),
      ),
    );
    expect(complaint(rows)).toBe("");
    const columns = step((builder) =>
      builder.for("panel", 0, 8, { parallel }, (panel) =>
        builder.strip("i", 0, "seq", [4, 1], (i, height) => {
          for (let k = 0; k < height; k++) {
            builder.for("j", 0, 8, {}, (j) =>
              builder.store(b, [affine.add(i, k), affine.add(affine.times(panel, 8), j)], num(1)),
            );
          }
        }),
      ),
    );
    expect(complaint(columns)).toBe("");
  });

  test("in steps, up to the least of several ends, within other loops and conditions on indices", () => {
    const module = step((builder) =>
      builder.for("top", 0, "seq", { step: 8 }, (top) => {
        const height = builder.bind("height", [8, affine.sub("seq", top)]);
        builder.if(compare("lt", indexValue(height), indexValue(8)), () =>
          builder.for("j", 0, 64, { step: 16, parallel }, (j) =>
            builder.for("i", 0, height, {}, (i) =>
              builder.store(b, [affine.add(top, i), affine.add(j, 12)], num(0, 4)),
            ),
          ),
        );
      }),
    );
    expect(complaint(module)).toBe("");
  });

  test("that has one pass, wherever it stores", () => {
    const once = (end: number) =>
      step((builder) => builder.for("i", 0, [end, "seq"], { parallel }, () => builder.store(b, [0, 0], num(1))));
    expect(complaint(once(1))).toBe("");
    expect(complaint(once(2))).toContain("one pass may store");
  });

  test("that works in buffers of each thread's own", () => {
    const module = step((builder) => {
      builder.for("j", 0, 64, {}, (j) => builder.store(s, [j], load(a, [0, j])));
      row(builder, (i) => {
        builder.for("j", 0, "seq", {}, (j) => builder.store(mine, [j], load(s, [0])));
        builder.store(s, [1], load(mine, [0]));
        builder.store(b, [i, 0], load(s, [1]));
      });
    });
    expect(complaint(module)).toBe("");
  });
});

describe("a parallel loop is refused", () => {
  test("whose passes store to one place", () => {
    expect(complaint(step((builder) => row(builder, () => builder.store(b, [0, 0], num(1)))))).toMatchInlineSnapshot(
      `"VerifyError: first (called from run): for i in 0 .. seq parallel (64): one pass may store output y[0, 0], which another may store output y[0, 0]"`,
    );
    const overlapping = step((builder) =>
      builder.for("j", 0, 61, { parallel }, (j) => builder.store(b, [0, j], num(0, 4))),
    );
    expect(complaint(overlapping)).toContain("one pass may store output y[0, first.j .. first.j + 4]");
  });

  test("whose passes load what another stores", () => {
    const next = step((builder) =>
      builder.for("i", 1, "seq", { parallel }, (i) => builder.store(b, [i, 0], load(b, [affine.sub(i, 1), 0]))),
    );
    expect(complaint(next)).toContain(
      "one pass may store output y[first.i, 0], which another may load output y[first.i - 1, 0]",
    );
    const any = step((builder) => row(builder, (i) => builder.store(b, [i, 0], load(b, [0, 0]))));
    expect(complaint(any)).toContain("which another may load output y[0, 0]");
  });

  test("whose passes hand values on", () => {
    const module = step((builder) => {
      const sum = builder.var("sum", num(0));
      row(builder, (i) => {
        builder.assign(sum, add(sum, load(a, [i, 0])));
        builder.store(b, [i, 0], sum);
      });
    });
    expect(complaint(module)).toContain("its passes are not independent: they share the var sum");
  });

  test("that stands in another one, also in a callee", () => {
    const module = step((builder) => row(builder, () => row(builder, (i) => builder.store(b, [i, 0], num(0)))));
    expect(complaint(module)).toContain("a parallel loop stands in another");
  });

  test("that depends on what is computed", () => {
    const module = step((builder) =>
      builder.if(compare("lt", load(a, [0, 0]), num(0)), () => row(builder, (i) => builder.store(b, [i, 0], num(0)))),
    );
    expect(complaint(module)).toContain("a parallel loop must not depend on values");
  });

  test("beside stores that all threads would do, and loads of what the loop stores", () => {
    const stores = step((builder) => {
      row(builder, (i) => builder.store(b, [i, 0], num(0)));
      builder.store(c, [0, 0], num(0));
    });
    expect(complaint(stores)).toContain("every thread would store to c, since it stands beside a parallel loop");
    const loads = step((builder) => {
      builder.for("j", 0, 64, {}, (j) => builder.store(s, [j], load(b, [0, j])));
      row(builder, (i) => builder.store(b, [i, 0], load(s, [0])));
    });
    expect(complaint(loads)).toContain("a thread may load b here while others, ahead of it, store to it");
  });

  test("whose scratch is read behind it, or comes from another step", () => {
    const behind = step((builder) => {
      row(builder, () => builder.store(s, [0], num(0)));
      builder.let("v", load(s, [0]));
    });
    expect(complaint(behind)).toContain("may read what was not written");
    const module = step(
      (builder) => row(builder, (i) => builder.store(b, [i, 0], load(s, [0]))),
      (builder, [fill, first]) => {
        const scratch = procedure("scratch", { summary: "Scratch." }, (inner) => inner.store(s, [0], num(0)));
        if (!fill || !first) return;
        builder.call(fill, [y]);
        builder.call(scratch);
        builder.call(first, [x, y, t, own]);
      },
    );
    const scratch = procedure("scratch", { summary: "Scratch." }, (inner) => inner.store(s, [0], num(0)));
    const withScratch = { ...module, procedures: [scratch, ...module.procedures] };
    expect(complaint(withScratch)).toContain("may read what was not written");
  });

  test("in a step that is given a buffer twice and stores to it, or in run itself", () => {
    const twice = step(
      (builder) => row(builder, (i) => builder.store(b, [i, 0], load(a, [i, 0]))),
      (builder, [fill, first]) => {
        if (!fill || !first) return;
        builder.call(fill, [y]);
        builder.call(first, [y, y, t, own]);
      },
    );
    expect(complaint(twice)).toContain("first stores to y, which it is given twice");
    const direct = step(
      () => {},
      (builder) => row(builder, (i) => builder.for("j", 0, 64, {}, (j) => builder.store(y, [i, j], num(0)))),
    );
    expect(complaint(direct)).toContain("where loops are parallel, run holds nothing but calls");
  });
});

test("a parallel loop of one pass stays a loop, so that what it stores isn't every thread's", () => {
  const module = step((builder) => builder.for("i", 0, 1, { parallel }, (i) => builder.store(b, [i, 0], num(1))));
  const simple = simplify(module);
  expect(showModule(simple)).toContain("for i in 0 .. 1 parallel (64) {");
  verify(simple);
});

test("parallel loops may run backwards, each pass with private buffers as they were before", () => {
  const module = step((builder) => {
    builder.for("j", 0, 64, {}, (j) => builder.store(s, [j], num(1)));
    row(builder, (i) => {
      builder.store(s, [0], add(load(s, [0]), load(a, [i, 0])));
      builder.store(b, [i, 0], load(s, [0]));
    });
  });
  verify(module);
  const given = { dims: { seq: 3 }, buffers: { x: Float32Array.from({ length: 192 }, (_, i) => i) } };
  const column = (order: "forwards" | "backwards"): readonly number[] => {
    const { y: result = [] } = interpret(module, { ...given, arithmetic: "f32", parallel: order });
    return [0, 64, 128].map((at) => Number(result[at]));
  };
  // This one hands a value on in scratch, which nothing proves: the order shows it.
  expect(column("forwards")).toEqual([1, 65, 193]);
  expect(column("backwards")).toEqual([1, 65, 129]);
  expect(showModule(module)).toContain("for i in 0 .. seq parallel (64) {");
});
