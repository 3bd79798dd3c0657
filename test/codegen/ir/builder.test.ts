import { describe, expect, test } from "vitest";
import {
  add,
  bool,
  buffer,
  compare,
  convert,
  div,
  indexValue,
  int,
  lane,
  load,
  not,
  num,
  powerOfTwo,
  procedure,
  select,
  showProcedure,
  splat,
  sqrt,
  typeOf,
} from "../../../codegen/ir/index.js";

const x = buffer("x", "f32", ["seq", 8], "input");
const ids = buffer("ids", "i32", ["seq"], "input");
const one = buffer("one", "f32", [], "output");

describe("expressions", () => {
  test("have the type that their operands give them", () => {
    expect(typeOf(load(x, ["row", 0], 4))).toEqual({ scalar: "float", lanes: 4 });
    expect(typeOf(load(ids, ["row"]))).toEqual({ scalar: "int", lanes: 1 });
    expect(typeOf(compare("lt", num(1, 4), num(2, 4)))).toEqual({ scalar: "bool", lanes: 4 });
    expect(typeOf(lane(splat(num(1), 4), 3))).toEqual({ scalar: "float", lanes: 1 });
    expect(typeOf(powerOfTwo(convert("int", num(3, 2))))).toEqual({ scalar: "float", lanes: 2 });
    expect(typeOf(indexValue("row"))).toEqual({ scalar: "int", lanes: 1 });
  });

  test("a splat to one lane and a lane of a scalar are the scalar", () => {
    const scalar = num(2);
    expect(splat(scalar, 1)).toBe(scalar);
    expect(lane(scalar, 0)).toBe(scalar);
  });

  test.each([
    ["add: left is float, right is float x 4", () => add(num(1), num(1, 4))],
    ["add: left is float, right is int", () => add(num(1), int(1))],
    ["add: the operand is bool, but float or int is needed", () => add(bool(true), bool(true))],
    ["div: the operand is int, but float is needed", () => div(int(1), int(2))],
    ["sqrt: the operand is int, but float is needed", () => sqrt(int(1))],
    ["not: the operand is float, but bool is needed", () => not(num(1))],
    ["lt: left is int, right is float", () => compare("lt", int(1), num(1))],
    ["select: the condition is bool, but bool x 4 is needed", () => select(bool(true), num(1, 4), num(2, 4))],
    ["select: left is float, right is int", () => select(bool(true), num(1), int(2))],
    ["splat: the operand is float x 4, not a scalar", () => splat(num(1, 4), 4)],
    ["lane: float x 4 has no lane 4", () => lane(num(1, 4), 4)],
    ["convert to int: the operand is int, but float is needed", () => convert("int", int(1))],
    ["powerOfTwo: the operand is float, but int is needed", () => powerOfTwo(num(1))],
    ["int: 2147483648 is not a 32-bit integer", () => int(2 ** 31)],
    ["load: x has rank 2, but 1 indices are given", () => load(x, ["row"])],
    ["load: one has rank 0 and holds no vector", () => load(one, [], 4)],
    ["float: 0 is not a number of lanes", () => num(1, 0)],
  ])("are refused where types don't fit: %s", (message, build) => {
    expect(build).toThrow(message);
  });
});

describe("a procedure", () => {
  const signature = { summary: "Sums.", buffers: [x], indices: ["n"], reserved: ["seq"] };

  test("gives names asked for twice a number, and never the name of a parameter or a reserved one", () => {
    const p = procedure("sums", signature, (b) => {
      b.let("x", num(1));
      b.let("seq", num(2));
      for (const index of [0, 1]) b.for("i", index, "n", {}, (i) => b.let("x0", load(x, [i, 0])));
    });
    expect(showProcedure(p)).toMatchInlineSnapshot(`
      "# Sums.
      procedure sums(x: f32[seq, 8]; n) {
        let x2 = 1.0
        let seq2 = 2.0
        for i in 0 .. n {
          let x0 = x[i, 0]
        }
        for i2 in 1 .. n {
          let x0_2 = x[i2, 0]
        }
      }"
    `);
  });

  test("is frozen all through", () => {
    const p = procedure("sums", signature, (b) => {
      b.strip("i", 0, ["n", 4], [2, 1], (i, width) => b.let("value", add(load(x, [i, 0], width), num(1, width))));
      b.if(bool(true), () => b.block("label", () => b.bind("end", ["n", 4])));
    });
    const check = (value: unknown) => {
      if (typeof value !== "object" || value === null) return;
      expect(Object.isFrozen(value)).toBe(true);
      Object.values(value).forEach(check);
    };
    check(p);
  });

  test.each([
    [
      "assign: sum is float, the value is int",
      (): void => void procedure("p", signature, (b) => b.assign(b.var("sum", num(0)), int(1))),
    ],
    [
      "store: ids holds i32, the value is float",
      (): void => void procedure("p", signature, (b) => b.store(ids, [0], num(1))),
    ],
    [
      "if: the condition is bool x 2, not bool",
      (): void => void procedure("p", signature, (b) => b.if(bool(true, 2), () => {})),
    ],
    [
      "strip: the widths of i are 2, 4, 1",
      (): void => void procedure("p", signature, (b) => b.strip("i", 0, 9, [2, 4, 1], () => {})),
    ],
    [
      "strip: the widths of i are 4, 2",
      (): void => void procedure("p", signature, (b) => b.strip("i", 0, 9, [4, 2], () => {})),
    ],
    [
      "for: the step of i is 0, not 1 or more",
      (): void => void procedure("p", signature, (b) => b.for("i", 0, 9, { step: 0 }, () => {})),
    ],
    ['"a-b" is not an identifier', (): void => void procedure("p", signature, (b) => b.let("a-b", num(1)))],
    [
      "call: p takes 1 buffers and 1 indices, but 1 and 0 are given",
      (): void =>
        void procedure("q", signature, (b) =>
          b.call(
            procedure("p", signature, () => {}),
            [x],
          ),
        ),
    ],
  ])("refuses: %s", (message, build) => {
    expect(build).toThrow(message);
  });
});
