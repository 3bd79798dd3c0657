import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  buffer,
  compare,
  lane,
  load,
  type Module,
  mul,
  num,
  type ProcedureBuilder,
  scalarise,
  select,
  showModule,
  showProcedure,
  simplify,
  splat,
  verify,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { randomValues } from "./random-values.js";
import { expectSameBits } from "./same-bits.js";
import { randomFloats, tiledMatmul } from "./tiled-matmul.js";

const x = buffer("x", "f32", ["seq", 12], "input");
const y = buffer("y", "f32", ["seq", 12], "output");
const t = buffer("t", "f32", [12], "scratch");

function moduleWith(body: (b: ProcedureBuilder) => void): Module {
  return oneProcedure([x, t, y], (b) => b.for("row", 0, "seq", {}, () => body(b)));
}

function scalarised(body: (b: ProcedureBuilder) => void): string {
  const run = scalarise(oneProcedure([x, t, y], body)).procedures.at(-1);
  return run === undefined ? "" : showProcedure(run);
}

describe("vectors become scalars", () => {
  test("with the index of the lane in their names, and a scalar for all lanes computed once", () => {
    const text = scalarised((b) => {
      const v = b.let("v", load(x, [0, 4], 2));
      const sum = b.var("sum", num(0, 2));
      b.assign(sum, add(sum, mul(v, splat(load(x, [0, 0]), 2))));
      b.store(y, [0, 0], select(compare("lt", sum, num(0, 2)), num(0, 2), sum));
      b.store(y, [0, 2], lane(sum, 1));
    });
    expect(text).toMatchInlineSnapshot(`
      "# Runs.
      procedure run() {
        let v_0 = x[0, 4]
        let v_1 = x[0, 5]
        var sum_0 = 0.0
        var sum_1 = 0.0
        let scalar = x[0, 0]
        sum_0 = sum_0 + v_0 * scalar
        sum_1 = sum_1 + v_1 * scalar
        y[0, 0] = sum_0 < 0.0 ? 0.0 : sum_0
        y[0, 1] = sum_1 < 0.0 ? 0.0 : sum_1
        y[0, 2] = sum_1
      }"
    `);
  });

  test("all at once where one lane reads another", () => {
    const module = moduleWith((b) => {
      const v = b.var("v", load(x, [0, 0], 3));
      b.assign(v, select(compare("lt", v, num(0, 3)), splat(lane(v, 0), 3), splat(lane(v, 1), 3)));
      b.assign(v, select(compare("lt", num(0, 3), v), v, select(compare("ne", v, v), v, splat(lane(v, 0), 3))));
      b.store(t, [0], num(1, 12));
      b.store(t, [4], load(x, [0, 4], 8));
      b.store(t, [1], mul(load(t, [0], 11), num(2, 11)));
      b.store(y, [0, 0], load(t, [0], 12));
      b.store(y, [0, 1], v);
    });
    expectSameBits(module, scalarise(module), "y", (seq) => ({ x: randomFloats(seq * 12) }));
  });

  test("under names that nothing else has", () => {
    const module = moduleWith((b) => {
      b.let("v_0", num(3));
      const v = b.let("v", load(x, [0, 0], 2));
      b.store(y, [0, 0], v);
    });
    expect(showModule(scalarise(module))).toContain("let v_0_2 = x[0, 0]");
  });
});

describe("the same bits", () => {
  test("for the tiled matmul, which still verifies, simplified before or after", () => {
    for (const module of [
      scalarise(tiledMatmul()),
      scalarise(simplify(tiledMatmul())),
      simplify(scalarise(tiledMatmul())),
    ]) {
      verify(module);
      expect(showModule(module)).not.toContain("splat");
      expectSameBits(tiledMatmul(), module, "c", (seq) => ({ a: randomFloats(seq * 5), b: randomFloats(40) }));
    }
  });

  test("for random values", () => {
    fc.assert(
      fc.property(randomValues, (module) => {
        const scalars = scalarise(module);
        verify(scalars);
        expectSameBits(module, scalars, "y", (seq) => ({ x: randomFloats(seq * 12) }));
      }),
      { numRuns: 150 },
    );
  });
});
