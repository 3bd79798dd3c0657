import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  affine,
  bool,
  buffer,
  compare,
  convert,
  div,
  type Expression,
  indexValue,
  int,
  lane,
  load,
  mul,
  neg,
  not,
  num,
  or,
  powerOfTwo,
  type ProcedureBuilder,
  select,
  showExpression,
  showProcedure,
  simplify,
  splat,
  sub,
  verify,
} from "../../../codegen/ir/index.js";
import { simplifyExpression } from "../../../codegen/ir/simplify/expression-rules.js";
import { oneProcedure } from "./one-procedure.js";
import { randomValues } from "./random-values.js";
import { expectSameBits } from "./same-bits.js";
import { randomFloats, tiledMatmul } from "./tiled-matmul.js";

const x = buffer("x", "f32", ["seq", 12], "input");
const y = buffer("y", "f32", ["seq", 12], "output");
const value = load(x, [0, 0]);

/** `run` with this body, simplified, as text. */
function simplified(body: (b: ProcedureBuilder) => void): string {
  const run = simplify(oneProcedure([x, y], body)).procedures.at(-1);
  return run === undefined ? "" : showProcedure(run);
}

describe("expressions", () => {
  test.each<[Expression, string]>([
    [add(num(1), num(2)), "3.0"],
    [add(num(0.1), num(0.2)), "0.1 + 0.2"],
    [mul(num(1e30), num(1e30)), "1e+30 * 1e+30"],
    [div(num(1), num(3)), "1.0 / 3.0"],
    [neg(num(0.1)), "-0.1"],
    [mul(value, num(1)), "x[0, 0]"],
    [mul(num(1), value), "x[0, 0]"],
    [div(value, num(1)), "x[0, 0]"],
    [sub(value, num(0)), "x[0, 0]"],
    [sub(value, num(-0)), "x[0, 0] - -0.0"],
    [add(value, num(0)), "x[0, 0] + 0.0"],
    [mul(value, num(0)), "x[0, 0] * 0.0"],
    [add(convert("int", value), int(0)), "int(x[0, 0])"],
    [neg(neg(value)), "x[0, 0]"],
    [not(not(compare("lt", value, num(1)))), "x[0, 0] < 1.0"],
    [or(bool(false), compare("lt", value, num(1))), "x[0, 0] < 1.0"],
    [select(compare("lt", num(1), num(2)), value, num(3)), "x[0, 0]"],
    [compare("eq", num(0.1), num(0.1)), "0.1 == 0.1"],
    [lane(splat(value, 4), 2), "x[0, 0]"],
    [mul(load(x, [0, 0], 4), splat(num(1), 4)), "x[0, 0 .. 4]"],
    [convert("float", indexValue(affine.constant(7))), "7.0"],
    [convert("float", int(2 ** 24 + 1)), "float(16777217)"],
    [powerOfTwo(int(-126)), "1.1754943508222875e-38"],
    [powerOfTwo(int(-127)), "powerOfTwo(-127)"],
  ])("simplifies only what has the same bits in every arithmetic: %#", (expression, text) => {
    expect(showExpression(simplifyExpression(expression))).toBe(text);
  });
});

describe("statements", () => {
  test("an unrolled loop is its passes, each with names of its own", () => {
    const text = simplified((b) => {
      const total = b.var("total", num(0));
      b.for("k", 0, 3, { unroll: true }, (k) => {
        const product = b.let("product", mul(load(x, [0, k]), num(2)));
        b.assign(total, add(total, product));
      });
      b.store(y, [0, 0], total);
    });
    expect(text).toMatchInlineSnapshot(`
      "# Runs.
      procedure run() {
        var total = 0.0
        let product = x[0, 0] * 2.0
        total = total + product
        let product2 = x[0, 1] * 2.0
        total = total + product2
        let product3 = x[0, 2] * 2.0
        total = total + product3
        y[0, 0] = total
      }"
    `);
  });

  test("a strip of constant length is a loop or the passes of each part", () => {
    const text = simplified((b) => {
      const end = b.bind("end", [11, 20]);
      b.strip("i", 0, [end, 12], [4, 2, 1], (i, width) => b.store(y, [0, i], num(width, width)));
    });
    expect(text).toMatchInlineSnapshot(`
      "# Runs.
      procedure run() {
        for i in 0 .. 8 step 4 {
          y[0, i .. i + 4] = splat4(4.0)
        }
        y[0, 8 .. 10] = splat2(2.0)
        y[0, 10] = 1.0
      }"
    `);
  });

  test("two loops from one strip have different variables", () => {
    const module = oneProcedure([x, y], (b) => {
      b.for("row", 0, "seq", {}, (row) =>
        b.strip("i", 0, 12, [5, 1], (i, width) => b.store(y, [row, i], num(0, width))),
      );
    });
    verify(simplify(module));
  });

  test("dead values go, with what only they read, and loops that are left empty", () => {
    const text = simplified((b) => {
      const a = b.let("a", value);
      b.let("unused", add(a, a));
      const sum = b.var("sum", num(0));
      b.for("i", 0, "seq", {}, () => b.assign(sum, add(sum, num(1))));
      b.if(compare("lt", num(2), num(1)), () => b.store(y, [0, 0], num(1)));
      b.block("nothing", () => {});
    });
    expect(text).toBe("# Runs.\nprocedure run() {\n}");
  });

  test("bounds that never count are left out", () => {
    const text = simplified((b) => {
      b.for("i", 0, ["seq", affine.add("seq", 1), 12, 9, "seq"], {}, (i) => b.store(y, [i, 0], num(1)));
      const start = b.bindMax("start", [0, affine.sub("seq", 3), affine.sub("seq", 5)]);
      b.for("j", start, "seq", {}, (j) => b.store(y, [j, 0], num(1)));
    });
    expect(text).toContain("for i in 0 .. min(seq, 9) {");
    expect(text).toContain("index start = max(0, seq - 3)");
  });
});

describe("the same bits", () => {
  test("for the tiled matmul, which still verifies", () => {
    const module = simplify(tiledMatmul());
    verify(module);
    expectSameBits(tiledMatmul(), module, "c", (seq) => ({ a: randomFloats(seq * 5), b: randomFloats(40) }));
  });

  test("for random values", () => {
    fc.assert(
      fc.property(randomValues, (module) => {
        const simple = simplify(module);
        verify(simple);
        expectSameBits(module, simple, "y", (seq) => ({ x: randomFloats(seq * 12) }));
      }),
      { numRuns: 150 },
    );
  });

  test("simplifying again changes nothing", () => {
    fc.assert(
      fc.property(randomValues, (module) => {
        const once = simplify(module);
        expect(simplify(once)).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });
});
