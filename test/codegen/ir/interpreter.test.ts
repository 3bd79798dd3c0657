import { describe, expect, test } from "vitest";
import {
  add,
  addPairs,
  affine,
  buffer,
  bufferParameter,
  compare,
  convert,
  div,
  type Expression,
  floor,
  indexValue,
  int,
  interpret,
  lane,
  load,
  max,
  min,
  moduleOf,
  mul,
  neg,
  num,
  poisonInt,
  powerOfTwo,
  procedure,
  select,
  splat,
  sqrt,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";
import { plainMatmul, randomFloats, tiledMatmul } from "./tiled-matmul.js";

/** The float that `value` is in `arithmetic`, kept in a float64. */
function evaluate(value: Expression, arithmetic: "f32" | "f64" = "f64"): number {
  const y = buffer("y", "f64", [], "output");
  const module = oneProcedure([y], (b) => b.store(y, [], value));
  return interpret(module, { dims: { seq: 1 }, buffers: {}, arithmetic }).y?.[0] ?? NaN;
}

describe("arithmetic", () => {
  test("float32 rounds every operation, float64 none", () => {
    expect(evaluate(num(0.1), "f32")).toBe(Math.fround(0.1));
    expect(evaluate(add(num(0.1), num(0.2)))).toBe(0.1 + 0.2);
    expect(evaluate(add(num(0.1), num(0.2)), "f32")).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
    expect(evaluate(div(num(1), num(3)), "f32")).toBe(Math.fround(1 / 3));
    expect(evaluate(sqrt(num(2)), "f32")).toBe(Math.fround(Math.SQRT2));
    expect(evaluate(convert("float", int(2 ** 24 + 1)), "f32")).toBe(2 ** 24);
    expect(evaluate(convert("float", int(2 ** 24 + 1)))).toBe(2 ** 24 + 1);
  });

  test("min and max pass over a NaN on the right and keep one on the left", () => {
    expect(evaluate(min(num(1), num(NaN)))).toBe(1);
    expect(evaluate(min(num(NaN), num(1)))).toBeNaN();
    expect(evaluate(max(num(1), num(NaN)))).toBe(1);
    expect(evaluate(max(num(NaN), num(1)))).toBeNaN();
    expect(evaluate(max(num(0), num(-0)))).toBe(0);
    expect(evaluate(max(num(-0), num(0)))).toBe(-0);
  });

  test("pairs of neighbouring lanes are added up, those of the left side first", () => {
    const [x, y] = [buffer("x", "f32", [8], "input"), buffer("y", "f32", [4], "output")];
    const module = oneProcedure([x, y], (b) => b.store(y, [0], addPairs(load(x, [0], 4), load(x, [4], 4))));
    const { y: sums } = interpret(module, {
      dims: { seq: 1 },
      buffers: { x: Float32Array.of(1, 2, 4, 8, 16, 32, 64, 128) },
      arithmetic: "f32",
    });
    expect([...(sums ?? [])]).toEqual([3, 12, 48, 192]);
    expect(() => addPairs(num(1), num(2))).toThrow("addPairs: the operands have no pairs of lanes");
    expect(() => addPairs(int(1, 4), int(2, 4))).toThrow("addPairs");
  });

  test("ints wrap at 32 bits and floats become ints towards zero", () => {
    expect(evaluate(convert("float", add(int(2 ** 31 - 1), int(1))))).toBe(-(2 ** 31));
    expect(evaluate(convert("float", mul(int(65537), int(65537))))).toBe(131073);
    expect(evaluate(convert("float", convert("int", num(-2.9))))).toBe(-2);
    expect(evaluate(convert("float", convert("int", num(NaN))))).toBe(0);
    expect(() => evaluate(convert("float", convert("int", num(3e9))))).toThrow("out of the range of a 32-bit int");
    expect(evaluate(convert("float", convert("int", num(-3e9))), "f32")).toBe(-(2 ** 31));
  });

  test("powers of two are exact over the normal exponents and refused outside", () => {
    expect(evaluate(powerOfTwo(int(-126)), "f32")).toBe(2 ** -126);
    expect(evaluate(powerOfTwo(int(-127)), "f32")).toBe(0);
    expect(() => evaluate(powerOfTwo(int(-128)), "f32")).toThrow("the exponent -128 is not within -126 .. 127");
    expect(evaluate(powerOfTwo(int(127)), "f32")).toBe(2 ** 127);
    expect(() => evaluate(powerOfTwo(int(128)), "f32")).toThrow("the exponent 128 is not within -126 .. 127");
    expect(evaluate(powerOfTwo(int(1023)))).toBe(2 ** 1023);
    expect(() => evaluate(powerOfTwo(int(-1023)))).toThrow("the exponent -1023 is not within -1022 .. 1023");
  });

  test("select takes a branch, floor and neg do as they say", () => {
    expect(evaluate(select(compare("le", num(1), num(1)), num(2), num(3)))).toBe(2);
    expect(evaluate(select(compare("ne", num(NaN), num(NaN)), num(2), num(3)))).toBe(2);
    expect(evaluate(floor(num(-1.5)))).toBe(-2);
    expect(evaluate(neg(num(0)))).toBe(-0);
  });
});

describe("statements", () => {
  const y = buffer("y", "f32", ["seq"], "output");

  test("a strip covers its range once, with the widest parts first", () => {
    for (let seq = 1; seq <= 12; seq++) {
      const module = oneProcedure([y], (b) => {
        b.strip("i", 1, ["seq", 11], [4, 3, 1], (i, width) => b.store(y, [i], num(width, width)));
      });
      const { y: result } = interpret(module, { dims: { seq }, buffers: {}, arithmetic: "f32" });
      const length = Math.min(seq, 11) - 1;
      const expected: number[] = [NaN];
      for (const width of [4, 3, 1]) {
        while (expected.length + width <= length + 1) expected.push(...Array.from({ length: width }, () => width));
      }
      if (seq > 11) expected.push(NaN);
      expect([...(result ?? [])]).toEqual(expected);
    }
  });

  test("a vector is assigned and stored as a whole, also where it reads itself", () => {
    const module = oneProcedure([y], (b) => {
      const v = b.var("v", num(0, 2));
      b.assign(v, add(v, select(compare("eq", v, num(1, 2)), v, num(1, 2))));
      b.assign(v, add(v, splat(lane(v, 0), 2)));
      b.store(y, [0], v);
      b.store(y, [2], num(5, 2));
      b.store(y, [1], load(y, [0], 3));
    });
    const { y: result } = interpret(module, { dims: { seq: 4 }, buffers: {}, arithmetic: "f32" });
    expect([...(result ?? [])]).toEqual([2, 2, 2, 5]);
  });

  test("bounds of loops are the least of their list, also bound by name", () => {
    const module = oneProcedure([y], (b) => {
      b.for("i", 0, "seq", {}, (i) => b.store(y, [i], num(0)));
      const end = b.bind("end", ["seq", 5]);
      const start = b.bindMax("start", [affine.sub(end, 2), 1]);
      b.for("j", start, [end, 9], {}, (j) => b.store(y, [j], convert("float", indexValue(j))));
    });
    const at = (seq: number) => [...(interpret(module, { dims: { seq }, buffers: {}, arithmetic: "f64" }).y ?? [])];
    expect(at(7)).toEqual([0, 0, 0, 3, 4, 0, 0]);
    expect(at(2)).toEqual([0, 1]);
  });

  test("an access out of bounds says where", () => {
    const module = oneProcedure([y], (b) => b.for("i", 0, 4, {}, (i) => b.store(y, [affine.add(i, 1)], num(0))));
    expect(() => interpret(module, { dims: { seq: 3 }, buffers: {}, arithmetic: "f32" })).toThrow(
      "run: store y[i + 1] at [3] is outside y [3]",
    );
  });

  test("what was not written is poison", () => {
    const buffers = (["f32", "f64", "i32", "bool"] as const).map((element) =>
      buffer(`${element}s`, element, ["seq"], "temporary"),
    );
    const result = interpret(
      oneProcedure(buffers, () => {}),
      { dims: { seq: 1 }, buffers: {}, arithmetic: "f32" },
    );
    expect(result).toEqual({
      f32s: Float32Array.of(NaN),
      f64s: Float64Array.of(NaN),
      i32s: Int32Array.of(poisonInt),
      bools: Uint8Array.of(255),
    });
  });

  test("the same procedure runs with other buffers and indices at each call", () => {
    const source = bufferParameter("source", "f32", [3]);
    const target = bufferParameter("target", "f32", [3]);
    const shift = procedure("shift", { summary: "Adds n.", buffers: [source, target], indices: ["n"] }, (b) => {
      b.for("i", 0, 3, {}, (i) => b.store(target, [i], add(load(source, [i]), convert("float", indexValue("n")))));
    });
    const [a, t, out] = [
      buffer("a", "f32", [3], "input"),
      buffer("t", "f32", [3], "scratch"),
      buffer("out", "f32", [3], "output"),
    ];
    const run = procedure("run", { summary: "Shifts twice." }, (b) => {
      b.call(shift, [a, t], [10]);
      b.call(shift, [t, out], [affine.add("seq", 100)]);
    });
    const prepare = procedure("prepare", { summary: "Nothing." }, () => {});
    const module = moduleOf({ name: "shifts", dims: ["seq"], buffers: [a, t, out], procedures: [shift], prepare, run });
    const result = interpret(module, { dims: { seq: 7 }, buffers: { a: Float32Array.of(1, 2, 3) }, arithmetic: "f32" });
    expect(result.out).toEqual(Float32Array.of(118, 119, 120));
  });

  test("arrays and dims that don't fit are refused", () => {
    const module = oneProcedure([y], () => {});
    const run = (seq: number, buffers: Record<string, Float32Array | Float64Array>) => () =>
      interpret(module, { dims: { seq }, buffers, arithmetic: "f32" });
    expect(run(0, {})).toThrow("test: dim seq is 0, not an integer of 1 or more");
    expect(run(2, { z: new Float32Array(2) })).toThrow("test has no buffer z; it has y");
    expect(run(2, { y: new Float32Array(3) })).toThrow(
      "y: a Float32Array of 3 elements is given, but f32[seq] needs 2",
    );
    expect(run(2, { y: new Float64Array(2) })).toThrow(
      "y: a Float64Array of 2 elements is given, but f32[seq] needs 2",
    );
  });
});

describe("the tiled matmul", () => {
  test.each([1, 2, 3, 4, 7, 9])("is the plain one, bit for bit, for seq = %i", (seq) => {
    for (const arithmetic of ["f32", "f64"] as const) {
      const [a, b] = [randomFloats(seq * 5), randomFloats(40)];
      const { c } = interpret(tiledMatmul(), { dims: { seq }, buffers: { a, b }, arithmetic });
      expect(c).toEqual(plainMatmul(a, b, seq, arithmetic));
    }
  });
});
