import { add, program } from "heddle";
import { describe, expect, test } from "vitest";
import { compileKernel } from "../../../codegen/compile.js";
import { GenerateError } from "../../../codegen/errors.js";
import type { ProgramGraph } from "../../../codegen/plan/program.js";
import type { Node } from "../../../src/graph/node.js";
import { type Dim, noBindings } from "../../../src/shape/dim.js";

/** Texts that would end a comment, a string, a template or a line, or that objects give a meaning to. */
const hostile = [
  "a*/ globalThis.broken = 1 /*",
  "a`b",
  "${globalThis.broken = 1}",
  "a\u2028b",
  "a\u2029b",
  'a"b',
  "a'b",
  "a\\b",
  "a\nb",
  "a\rb",
  "a\0b",
  "a.b",
  "a-b",
  "a b",
  "a;b",
  "1a",
  "",
  "ä",
  "\u202Ea",
  "__proto__",
  "constructor",
  "prototype",
  "await",
  "let",
  "globalThis",
  "a".repeat(65),
];

const named = hostile.map((name) => ({ name, shown: JSON.stringify(name) }));

interface Names {
  readonly name?: string;
  readonly param?: string;
  readonly input?: string;
  readonly dim?: string;
  readonly output?: string;
}

/** The same program by program(). */
function traced({ name = "kernel", param = "w", input = "x", dim = "n", output = "y" }: Names): unknown {
  return program({
    name,
    params: Object.fromEntries([[param, [2]]]),
    inputs: Object.fromEntries([[input, [dim, 2]]]),
    body: (tensors) => Object.fromEntries(Object.values(tensors).map((tensor) => [output, add(tensor, 1)])),
  });
}

/** The graph of such a program as someone may write it who goes around program(). */
function handMade({ name = "kernel", param = "w", input = "x", dim = "n", output = "y" }: Names): ProgramGraph {
  const placeholder = (role: "param" | "input", called: string, shape: (number | string)[]): Node => ({
    op: "placeholder",
    role,
    name: called,
    shape,
    dtype: "f32",
    dims: noBindings,
  });
  const left = placeholder("input", input, [dim, 2]);
  const right = placeholder("param", param, [2]);
  return {
    name,
    params: Object.fromEntries([[param, { shape: [2], dtype: "f32" }]]),
    inputs: Object.fromEntries([[input, { shape: [dim, 2], dtype: "f32" }]]),
    outputs: [
      { name: output, node: { op: "binary", fn: "add", left, right, shape: [dim, 2], dtype: "f32", dims: noBindings } },
    ],
    single: false,
  };
}

describe.each(["name", "param", "input", "dim", "output"] as const)("a %s", (role) => {
  test.each(named)("$shown is refused before anything is generated", ({ name }) => {
    expect(() => traced({ [role]: name })).toThrow(/can't be used/);
    const compile = () => compileKernel(handMade({ [role]: name }), { command: "npx heddle generate" });
    expect(compile).toThrow(GenerateError);
    expect(compile).toThrow(/can't be used as a name|is no dim/);
  });
});

test("the same graph with good names is generated", () => {
  expect(compileKernel(handMade({}), { command: "npx heddle generate" }).files).not.toHaveLength(0);
});

describe("a graph made by hand", () => {
  const graph = handMade({});
  const refusal = (changed: Partial<ProgramGraph>) => () => compileKernel({ ...graph, ...changed }, { command: "x" });

  test("with sizes that are none is refused", () => {
    for (const size of [0, -1, 1.5, Number.NaN, Infinity, 2 ** 60]) {
      const compile = refusal({ inputs: { x: { shape: ["n", size], dtype: "f32" } } });
      expect(compile).toThrow(GenerateError);
      expect(compile).toThrow(/has an axis of .*; use positive integers/);
    }
  });

  test("that reads what it doesn't declare is refused", () => {
    expect(refusal({ params: {} })).toThrow("the body uses param w [2], which is not declared so");
    expect(refusal({ params: { w: { shape: [3], dtype: "f32" } } })).toThrow("which is not declared so");
    expect(refusal({ params: { w: { shape: [2], dtype: "i32" } } })).toThrow(GenerateError);
  });
});

describe("the cache of a graph made by hand", () => {
  const kept = (name: string, axis: string, by: Dim, declared: readonly Dim[] = [axis, 2]): ProgramGraph => {
    const entry: Node = {
      op: "placeholder",
      role: "cache",
      name,
      shape: [axis, 2],
      dtype: "f32",
      dims: noBindings,
    };
    const { inputs, ...graph } = handMade({});
    const fresh: Node = { op: "fill", value: 1, shape: [1, 2], dtype: "f32", dims: noBindings };
    const next: Node = {
      op: "concat",
      axis: 0,
      inputs: [entry, fresh],
      shape: [`${axis}+1`, 2],
      dtype: "f32",
      dims: noBindings,
    };
    return {
      ...graph,
      inputs,
      cache: Object.fromEntries([[name, { shape: [...declared], dtype: "f32" }]]),
      nextCache: [{ name, node: next }],
      growth: { axis, by },
    };
  };
  const compile = (graph: ProgramGraph) => () =>
    compileKernel(graph, { command: "x", targets: ["wasm", "typescript"] });

  test("is generated with good names", () => {
    expect(compile(kept("keys", "past", 1))).not.toThrow();
  });

  test.each(named)("is refused where something is called $shown", ({ name }) => {
    for (const graph of [kept(name, "past", 1), kept("keys", name, 1), kept("keys", "past", name)]) {
      expect(compile(graph)).toThrow(GenerateError);
      expect(compile(graph)).toThrow(/can't be used as a name|is no dim/);
    }
  });

  test("is refused where it doesn't say how it grows", () => {
    expect(compile({ ...kept("keys", "past", 1), growth: undefined })).toThrow("does not say how its cache grows");
    expect(compile({ ...kept("keys", "past", 1), nextCache: [] })).toThrow("does not say what comes next of keys");
    expect(compile(kept("keys", "past", 1, ["past", 3]))).toThrow("which is not declared so");
    expect(compile(kept("keys", "past", 2))).toThrow("not written in full");
    expect(compile(kept("keys", "past", 0))).toThrow("use positive integers");
  });
});

test("a command stays in its comment, whatever it is", () => {
  const command = "npx heddle generate\nglobalThis.broken = 1;\u2028globalThis.broken = 1;\r*/ `${1}`";
  for (const { path, text } of compileKernel(handMade({}), { command }).files) {
    const lines = text.split(/[\r\n\u2028\u2029]/).filter((line) => line.includes("broken"));
    expect(
      lines.every((line) => line.startsWith("//")),
      path,
    ).toBe(true);
  }
});
