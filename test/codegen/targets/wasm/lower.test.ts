import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  affine,
  buffer,
  type Element,
  convert,
  indexValue,
  IrError,
  load,
  max,
  min,
  type Module,
  moduleOf,
  mul,
  not,
  num,
  add,
  or,
  compare,
  procedure,
  scalarise,
  select,
  simplify,
  splat,
  type Statement,
  verify,
} from "../../../../codegen/ir/index.js";
import { mapStatement } from "../../../../codegen/ir/traverse.js";
import { ConstantPool } from "../../../../codegen/targets/wasm/lower/constant-pool.js";
import { lowerModule } from "../../../../codegen/targets/wasm/index.js";
import { oneProcedure } from "../../ir/one-procedure.js";
import { randomValues } from "../../ir/random-values.js";
import { randomFloats, tiledMatmul } from "../../ir/tiled-matmul.js";
import { expectSameBits } from "./same-bits.js";
import { WasmKernel } from "./wasm-kernel.js";

const lengths = Array.from({ length: 40 }, (_, i) => ({ seq: i + 1 }));

/** A module without the parts of strips that work with vectors of three lanes. */
function withoutThrees(module: Module): Module {
  const body = (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((statement) => {
      const kept =
        statement.kind === "strip"
          ? { ...statement, parts: statement.parts.filter(({ width }) => width !== 3) }
          : statement;
      return mapStatement(kept, { body });
    });
  return { ...module, procedures: module.procedures.map((made) => ({ ...made, body: body(made.body) })) };
}

describe("modules give the interpreter's bits", () => {
  test("random arithmetic on scalars and vectors", () => {
    fc.assert(
      fc.property(randomValues, (random) => {
        const module = withoutThrees(random);
        const buffersFor = ({ seq = 1 }) => ({ x: randomFloats(12 * seq).map((x) => x * 4) });
        for (const lowered of [module, simplify(module), scalarise(module)]) {
          expectSameBits(lowered, [{ seq: 1 }, { seq: 3 }], buffersFor);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("a product in tiles with calls, packed panels and strips", () => {
    const module = scalarise(tiledMatmul());
    verify(module);
    const buffersFor = ({ seq = 1 }) => ({ a: randomFloats(5 * seq), b: randomFloats(40) });
    for (const lowered of [module, simplify(module)]) expectSameBits(lowered, lengths, buffersFor);
  });

  test("buffers whose strides and places depend on two dims", () => {
    const x = buffer("x", "f32", [2, "n", "m"], "input");
    const turned = buffer("turned", "f32", ["m", "n", 2], "temporary");
    const y = buffer("y", "f32", ["n", "m"], "output");
    const reserved = ["n", "m", "x", "y", "turned"];
    const run = procedure("run", { summary: "Transposes, then sums.", reserved }, (b) => {
      b.for("head", 0, 2, {}, (head) =>
        b.for("row", 0, "n", {}, (row) =>
          b.for("column", 0, "m", {}, (column) => b.store(turned, [column, row, head], load(x, [head, row, column]))),
        ),
      );
      b.for("row", 0, "n", {}, (row) =>
        b.for("column", 0, "m", {}, (column) =>
          b.store(y, [row, column], add(load(turned, [column, row, 0]), load(turned, [column, row, 1]))),
        ),
      );
    });
    const prepare = procedure("prepare", { summary: "Nothing.", reserved }, () => {});
    const module = moduleOf({ name: "sums", dims: ["m", "n"], buffers: [x, turned, y], prepare, run });
    verify(module);
    const sizes = [
      [1, 1],
      [3, 5],
      [40, 2],
      [2, 40],
      [7, 7],
    ].map(([n = 1, m = 1]) => ({ n, m }));
    expectSameBits(module, sizes, ({ n = 1, m = 1 }) => ({ x: randomFloats(2 * n * m) }));
  });

  test("indices before the start of a group, bounds of several values, and loops that don't run", () => {
    const x = buffer("x", "f32", ["seq", 8], "input");
    const y = buffer("y", "f32", ["seq", 8], "output");
    const module = oneProcedure([x, y], (b) => {
      b.for("row", 0, "seq", {}, (row) => {
        const end = b.bind("end", [8, affine.add(row, 1)]);
        const start = b.bindMax("start", [0, affine.sub(row, 3)]);
        b.for("column", 0, 8, {}, (column) => b.store(y, [row, column], num(0)));
        b.for("column", start, [end, affine.sub("seq", 2)], { step: 3 }, (column) => {
          const back = affine.add(affine.sub(row, column), start);
          b.store(y, [row, column], add(load(x, [row, column]), convert("float", indexValue(back))));
        });
        b.for("from", 9, 17, {}, (from) =>
          b.store(y, [row, affine.sub(from, 9)], mul(num(1.5), load(y, [row, affine.sub(from, 9)]))),
        );
      });
    });
    expectSameBits(module, lengths, ({ seq = 1 }) => ({ x: randomFloats(8 * seq) }));
  });

  test.each<Element>(["f32", "f64", "i32", "bool"])("vectors and scalars of %s in memory", (element) => {
    const x = buffer("x", element, ["seq", 8], "input");
    const y = buffer("y", element, ["seq", 8], "output");
    const module = oneProcedure([x, y], (b) => {
      b.for("row", 0, "seq", {}, (row) => {
        const loaded = load(x, [row, 0], 4);
        const one = splat(load(x, [row, 5]), 4);
        const joined = element === "bool" ? or(not(loaded), one) : add(loaded, one);
        b.store(y, [row, 0], joined);
        for (const column of [4, 5, 6, 7]) b.store(y, [row, column], load(x, [row, column]));
        const chosen = element === "bool" ? one : select(compare("lt", one, joined), one, joined);
        b.store(y, [row, 4], chosen);
      });
    });
    const arrays = { f32: Float32Array, f64: Float64Array, i32: Int32Array, bool: Uint8Array };
    expectSameBits(module, lengths, ({ seq = 1 }) => ({
      x: new arrays[element](
        randomFloats(8 * seq).map((value) => (element === "bool" ? Number(value > 0) : 3000 * value)),
      ),
    }));
  });

  test("minimum, maximum and selection, with NaN, infinities and both zeros", () => {
    const x = buffer("x", "f32", ["seq", 8], "input");
    const y = buffer("y", "f32", [4, "seq", 8], "output");
    const module = oneProcedure([x, y], (b) => {
      b.for("row", 0, "seq", {}, (row) => {
        for (const [first, lanes] of [
          [0, 4],
          [4, 1],
          [5, 1],
          [6, 1],
          [7, 1],
        ] as const) {
          const [left, right] = [
            load(x, [row, first], lanes),
            load(x, [affine.sub("seq", affine.add(row, 1)), first], lanes),
          ];
          b.store(y, [0, row, first], min(left, right));
          b.store(y, [1, row, first], max(left, right));
          b.store(y, [2, row, first], select(compare("lt", left, right), num(0, lanes), left));
          b.store(y, [3, row, first], select(compare("ne", left, right), right, num(0, lanes)));
        }
      });
    });
    const odd = [NaN, 0, -0, 1, -1, Infinity, -Infinity];
    expectSameBits(module, lengths, ({ seq = 1 }) => ({
      x: Float32Array.from({ length: 8 * seq }, (_, i) => odd[(i * i + (i >> 3)) % odd.length] ?? 0),
    }));
  });

  test("params whose packed form is made once and read at every call", () => {
    const w = buffer("w", "f32", [4, 6], "param");
    const packed = buffer("packed", "f32", [6, 4], "packed");
    const x = buffer("x", "f32", ["seq", 6], "input");
    const y = buffer("y", "f32", ["seq", 4], "output");
    const module = oneProcedure(
      [w, packed, x, y],
      (b) =>
        b.for("row", 0, "seq", {}, (row) => {
          const sum = b.var("sum", num(0, 4));
          b.for("k", 0, 6, {}, (k) =>
            b.assign(sum, add(sum, mul(splat(load(x, [row, k]), 4), load(packed, [k, 0], 4)))),
          );
          b.store(y, [row, 0], sum);
        }),
      (b) => b.for("i", 0, 4, {}, (i) => b.for("k", 0, 6, {}, (k) => b.store(packed, [k, i], load(w, [i, k])))),
    );
    verify(module);
    const buffersFor = ({ seq = 1 }) => ({ w: randomFloats(24), x: randomFloats(6 * seq) });
    expectSameBits(module, lengths, buffersFor);
    // What was packed stays where it is as the memory grows.
    const kernel = new WasmKernel(module);
    const first = kernel.run({ seq: 2 }, buffersFor({ seq: 2 })).get("y");
    kernel.run({ seq: 40_000 }, buffersFor({ seq: 40_000 }));
    kernel.reserve({ seq: 2 });
    kernel.view("x", { seq: 2 }).set(buffersFor({ seq: 2 }).x);
    kernel.call("run");
    expect(kernel.view("y", { seq: 2 })).toEqual(first);
  });
});

describe("relaxed SIMD", () => {
  const x = buffer("x", "f32", ["seq", 4], "input");
  const y = buffer("y", "f32", ["seq", 4], "output");
  const module = oneProcedure([x, y], (b) =>
    b.for("row", 0, "seq", {}, (row) => {
      const value = b.let("value", load(x, [row, 0], 4));
      b.store(y, [row, 0], add(num(1, 4), mul(value, value)));
    }),
  );
  const hasMadd = (bytes: Uint8Array) => Buffer.from(bytes).includes(Buffer.from([0xfd, 0x85, 0x02]));

  test("joins products and sums where it is asked for, and only there", () => {
    expect(hasMadd(lowerModule(module, { relaxed: true }))).toBe(true);
    expect(hasMadd(lowerModule(module))).toBe(false);
  });
});

describe("what can't be lowered", () => {
  test("vectors of another width are refused by name", () => {
    const x = buffer("x", "f32", ["seq", 8], "input");
    const y = buffer("y", "f32", ["seq", 8], "output");
    const module = oneProcedure([x, y], (b) =>
      b.for("row", 0, "seq", {}, (row) => b.store(y, [row, 0], load(x, [row, 0], 8))),
    );
    expect(() => lowerModule(module)).toThrow(IrError);
    expect(() => lowerModule(module)).toThrow("float x 8: WebAssembly's vectors have 4 lanes");
  });

  test("a param that names dims has no lasting place", () => {
    const module = oneProcedure([buffer("w", "f32", ["seq"], "param")], () => {});
    expect(() => lowerModule(module)).toThrow("param w: its extents must be constant");
  });

  test("a callee that stands after its caller is named", () => {
    const later = procedure("later", { summary: "Comes too late." }, () => {});
    const run = procedure("run", { summary: "Calls it." }, (b) => b.call(later));
    const prepare = procedure("prepare", { summary: "Nothing." }, () => {});
    const module = moduleOf({ name: "wrong", dims: [], buffers: [], prepare, run });
    expect(() => lowerModule(module)).toThrow("there is no procedure later before the one that calls it");
  });
});

describe("memory", () => {
  const x = buffer("x", "f32", ["seq", 1024], "input");
  const y = buffer("y", "f32", ["seq", 1024], "output");
  const module = oneProcedure([x, y], (b) =>
    b.for("row", 0, "seq", {}, (row) =>
      b.for("column", 0, 1024, { step: 4 }, (column) => b.store(y, [row, column], load(x, [row, column], 4))),
    ),
  );

  test("sizes that don't fit in 4 GiB, or in the maximum, are refused and change nothing", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 64 });
    const kernel = new WasmKernel(module, { memory: { from: { module: "env", name: "memory" } } }, memory);
    expect(kernel.call("reserve", 8)).toBe(1);
    const before = [kernel.addressOf("x"), kernel.addressOf("y")];
    for (const seq of [10_000, 524_288, 2 ** 31 - 1]) expect(kernel.call("reserve", seq)).toBe(0);
    expect([kernel.addressOf("x"), kernel.addressOf("y")]).toEqual(before);
    expectSameBits(module, [{ seq: 3 }], () => ({ x: randomFloats(3 * 1024) }), kernel);
  });

  test("sizes whose product has more than 64 bits are refused", () => {
    const square = oneProcedure([buffer("x", "f32", ["seq", "seq"], "input")], () => {});
    const kernel = new WasmKernel(square);
    for (const seq of [50_000, 2 ** 26, 2 ** 31 - 1]) expect(kernel.call("reserve", seq)).toBe(0);
    expect(kernel.call("reserve", 100)).toBe(1);
  });

  test("shared memory works as the module's own does", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 64, shared: true });
    const from = { module: "env", name: "memory" };
    const kernel = new WasmKernel(module, { memory: { from, maximum: 64, shared: true } }, memory);
    expectSameBits(module, [{ seq: 3 }], () => ({ x: randomFloats(3 * 1024) }), kernel);
  });

  test("buffers lie apart, at multiples of 64", () => {
    const odd = ["first", "second", "third"].map((name) => buffer(name, "f32", ["seq", 3], "input"));
    const kernel = new WasmKernel(oneProcedure(odd, () => {}));
    kernel.reserve({ seq: 3 });
    const [first = 0, ...others] = odd.map(({ name }) => kernel.addressOf(name));
    expect(first % 64).toBe(0);
    // 36 bytes each.
    expect(others).toEqual([first + 64, first + 128]);
  });
});

test("constants are kept once each, as four float32, while there is room", () => {
  const pool = new ConstantPool(64, 64 + 4 * 16);
  expect([0.1, Math.fround(0.1), -0, 0, NaN, NaN, 5].map((value) => pool.placeOf(value))).toEqual([
    64,
    64,
    80,
    96,
    112,
    112,
    undefined,
  ]);
  const floats = new Float32Array(pool.bytes.slice().buffer);
  expect([0, 3, 4, 8, 12].map((i) => floats[i])).toEqual([Math.fround(0.1), Math.fround(0.1), -0, 0, NaN]);
});

test("the same module gives the same bytes", () => {
  const module = scalarise(tiledMatmul());
  expect(lowerModule(module)).toEqual(lowerModule(module));
});
