import { describe, expect, test } from "vitest";
import {
  affine,
  type AffineLike,
  buffer,
  bufferParameter,
  load,
  type Module,
  moduleOf,
  nameOf,
  num,
  procedure,
  type Statement,
  valueType,
  verify,
} from "../../../codegen/ir/index.js";
import { oneProcedure } from "./one-procedure.js";

const { constant, variable } = affine;
const x = buffer("x", "f32", ["seq", 8], "input");
const float = valueType("float");

/** A module whose `run` has these statements, which the builder would refuse to write. */
function raw(...body: readonly Statement[]): Module {
  const module = oneProcedure([x], () => {});
  const procedures = module.procedures.map((p) => (p.name === "run" ? { ...p, body } : p));
  return { ...module, procedures };
}

const letX = (name: string): Statement => ({ kind: "let", name, value: num(1) });
const loop = (name: string, body: readonly Statement[], upper = constant(4), unroll = false): Statement => {
  return { kind: "for", variable: name, lower: constant(0), upper: [upper], step: 1, unroll, body };
};

describe("what is put together wrongly is refused", () => {
  test.each<[string, Module]>([
    ["run: let a = 1.0: a is already the name of a let", raw(letX("a"), letX("a"))],
    ["run: let a = 1.0: a is already the name of an index", raw(loop("a", []), letX("a"))],
    ["run: let seq = 1.0: seq is already the name of a dim", raw(letX("seq"))],
    ['run: let a b = 1.0: "a b" is not an identifier', raw(letX("a b"))],
    ["run: let b = a: a is not defined here", raw({ kind: "let", name: "b", value: nameOf("a", float) }, letX("a"))],
    [
      "run: let b = a: a is not defined here",
      raw(loop("i", [letX("a")]), { kind: "let", name: "b", value: nameOf("a", float) }),
    ],
    [
      "run: let b = a: a is float, but is used as float x 4",
      raw(letX("a"), { kind: "let", name: "b", value: nameOf("a", valueType("float", 4)) }),
    ],
    ["run: a = 1.0: a is a let, which does not change", raw(letX("a"), { kind: "assign", name: "a", value: num(1) })],
    [
      "run: a = splat2(1.0): a is float, the value is float x 2",
      raw({ kind: "var", name: "a", value: num(1) }, { kind: "assign", name: "a", value: num(1, 2) }),
    ],
    [
      "run: let a = x[i, 0]: the index i is not defined here",
      raw({ kind: "let", name: "a", value: load(x, ["i", 0]) }),
    ],
    [
      "run: let b = x[a, 0]: a is a value, not an index",
      raw(letX("a"), { kind: "let", name: "b", value: load(x, ["a", 0]) }),
    ],
    [
      "run: let a = x[0, 0]: x holds f32, which is no int",
      raw({
        kind: "let",
        name: "a",
        value: { kind: "load", buffer: "x", indices: [constant(0), constant(0)], type: valueType("int") },
      }),
    ],
    [
      "run: let a = x[0]: x has rank 2, but 1 indices are given",
      raw({ kind: "let", name: "a", value: { kind: "load", buffer: "x", indices: [constant(0)], type: float } }),
    ],
    [
      "run: let a = 1.0 + splat2(1.0): add: left is float, right is float x 2",
      raw({ kind: "let", name: "a", value: { kind: "binary", operator: "add", left: num(1), right: num(1, 2) } }),
    ],
    [
      "run: for i in 0 .. seq unrolled: the loop is unrolled, but how often it runs is not constant",
      raw(loop("i", [], variable("seq"), true)),
    ],
    [
      "run: strip i in 0 .. 4: the widths are 2; they must fall and end with 1",
      raw({ kind: "strip", variable: "i", lower: constant(0), upper: [constant(4)], parts: [{ width: 2, body: [] }] }),
    ],
    ["run: if 1.0: the condition is not a bool", raw({ kind: "if", condition: num(1), whenTrue: [], otherwise: [] })],
    [
      "run: call run(): no procedure run stands before this one",
      raw({ kind: "call", callee: "run", buffers: [], indices: [] }),
    ],
    ["run: index e = min(): a bound needs at least one expression", raw({ kind: "bind", name: "e", min: [] })],
  ])("%s", (message, module) => {
    expect(() => verify(module)).toThrow(message);
  });
});

describe("calls", () => {
  const source = bufferParameter("source", "f32", ["n", 8]);
  const read = procedure("read", { summary: "Reads.", buffers: [source], indices: ["n"] }, () => {});
  const prepare = procedure("prepare", { summary: "Nothing." }, () => {});
  const calling = (index: AffineLike, target = x): Module => {
    const run = procedure("run", { summary: "Runs." }, (b) => b.call(read, [target], [index]));
    return moduleOf({ name: "m", dims: ["seq"], buffers: [target], procedures: [read], prepare, run });
  };

  test("with buffers of the callee's extents, which may name its indices, are accepted", () => {
    verify(calling("seq"));
    verify(calling(3, buffer("three", "f32", [3, 8], "input")));
  });

  test("with another extent or element are refused", () => {
    expect(() => verify(calling(3))).toThrow(
      "run: call read(x; 3): read takes source: f32[3, 8], but is given x: f32[seq, 8]",
    );
    expect(() => verify(calling("seq", buffer("x", "f64", ["seq", 8], "input")))).toThrow(
      "but is given x: f64[seq, 8]",
    );
  });

  test("that the callee's body makes wrong are refused, with the way there", () => {
    const reach = procedure("reach", { summary: "Reads.", buffers: [source], indices: ["n"] }, (b) => {
      b.for("i", 0, "n", {}, (i) => b.let("v", load(source, [affine.add(i, 1), 0])));
    });
    const run = procedure("run", { summary: "Runs." }, (b) => b.call(reach, [x], ["seq"]));
    const module = moduleOf({ name: "m", dims: ["seq"], buffers: [x], procedures: [reach], prepare, run });
    expect(() => verify(module)).toThrowErrorMatchingInlineSnapshot(
      `[VerifyError: reach (called from run): let v = source[i + 1, 0]: the load of input x[reach.i + 1, 0] may be out of bounds along axis 0: cannot prove reach.i + 2 <= seq]`,
    );
  });
});

describe("declarations", () => {
  const module = oneProcedure([x], () => {});
  test.each<[string, Module]>([
    ["buffer x: another buffer has the same name", { ...module, buffers: [x, x] }],
    ["dim seq: another dim has the same name", { ...module, dims: ["seq", "seq"] }],
    ['buffer "x;y": the name is not an identifier', { ...module, buffers: [buffer("x;y", "f32", [1], "input")] }],
    ["there is no procedure walk", { ...module, run: "walk" }],
    ["scratch s: the extent seq is not constant", { ...module, buffers: [buffer("s", "f32", ["seq"], "scratch")] }],
    ["input z: the extent kv names kv, which is no dim", { ...module, buffers: [buffer("z", "f32", ["kv"], "input")] }],
    [
      "input z: the extent seq - 2 may be negative",
      { ...module, buffers: [buffer("z", "f32", [affine.sub("seq", 2)], "input")] },
    ],
  ])("are refused: %s", (message, wrong) => {
    expect(() => verify(wrong)).toThrow(message);
  });
});
