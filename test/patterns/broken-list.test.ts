import { expect, test } from "vitest";
import { fileWith, listOf, patterns } from "./run.js";

const einsum = { id: "e", equation: "i", shapes: [[2]], expect: "accepted", output_shape: [2] };
const reduce = { id: "r", op: "reduce", pattern: "a ->", input_shape: [2], expect: "accepted", output_shape: [] };
const unpack = { id: "u", op: "unpack", pattern: "*", shape: [2], packed_shapes: [[2]], expect: "accepted" };

/** The error of a run that can't be judged: exit code 2 and nothing else. */
async function errorOf(...args: string[]): Promise<string> {
  const { exitCode, lines, report, stderr } = await patterns(...args);
  expect({ exitCode, lines, report }).toEqual({ exitCode: 2, lines: [], report: undefined });
  expect(stderr).toMatch(/^patterns: .*\n$/);
  return stderr.slice("patterns: ".length, -1);
}

test("a list that isn't there, is no JSON, or is no list is refused", async () => {
  expect(await errorOf("/nowhere.json")).toBe("/nowhere.json can't be read (ENOENT)");
  expect(await errorOf(fileWith("{"))).toMatch(/^\/.*list\.json is no JSON: Expected property name/);
  expect(await errorOf(fileWith("[]"))).toBe("the list is no object");
  expect(await errorOf(fileWith("{}"))).toBe("the list: cases is missing");
  expect(await errorOf(fileWith('{"cases":{}}'))).toBe("the list: cases is no list");
  expect(await errorOf(fileWith('{"cases":[3]}'))).toBe("cases[0] is no object");
});

test.each([
  [{ ...einsum, id: 3 }, "cases[0]: id is no string"],
  [{ ...einsum, shapes: [[-1]] }, "cases[0]: shapes is no list of shapes: lists of integers of at least 0"],
  [{ ...einsum, shapes: [2] }, "cases[0]: shapes is no list of shapes: lists of integers of at least 0"],
  [{ ...einsum, expect: "yes" }, 'cases[0]: expect is "yes", not "accepted" or "rejected" or "disputed"'],
  [{ ...einsum, output_shape: undefined }, "cases[0]: output_shape is missing"],
  [{ ...einsum, output_shape: [1.5] }, "cases[0]: output_shape is no shape: a list of integers of at least 0"],
  [{ ...einsum, output_flat: ["1"] }, "cases[0]: output_flat is no list of numbers"],
  [{ ...einsum, output_checksum: -1 }, "cases[0]: output_checksum is no integer of at least 0"],
  [{ ...einsum, expect: "rejected" }, "cases[0]: reason is missing"],
  [{ ...reduce, op: "stack" }, 'cases[0]: op is "stack", not "rearrange" or "reduce" or "repeat"'],
  [{ ...reduce, axes_lengths: { a: "2" } }, "cases[0].axes_lengths: a is no number"],
  [{ ...reduce, axes_lengths: [] }, "cases[0].axes_lengths is no object"],
  [{ ...reduce, reductions: "sum" }, "cases[0]: reductions is no list of strings"],
  [{ ...reduce, input_shape: null }, "cases[0]: input_shape is no shape: a list of integers of at least 0"],
  [
    { ...reduce, input_shapes_list: [2] },
    "cases[0]: input_shapes_list is no list of shapes: lists of integers of at least 0",
  ],
])("the entry %j is refused", async (entry, message) => {
  expect(await errorOf(listOf([entry]))).toBe(message);
});

test.each([
  [
    { ...unpack, packed_shapes: [[-2]] },
    "other[0]: packed_shapes is no list of shapes: lists of integers of at least -1",
  ],
  [unpack, "other[0].out: list is missing"],
  [{ ...unpack, op: "pack", shape: { list: [[2]] }, out: [[2]] }, "other[0]: out is no list of 2"],
  [{ ...unpack, op: "parse_shape", out: { a: null } }, "other[0].out: a is no number"],
  [{ op: 3, id: "x" }, "other[0]: op is no string"],
])("the other entry %j is refused", async (entry, message) => {
  expect(await errorOf(listOf([], [entry]))).toBe(message);
});

test.each([
  [[], "give one list: FILE.json"],
  [["a.json", "b.json"], "give one list: FILE.json"],
  [["--compiler", "tsc", "a.json"], "give one compiler: --compiler typescript | typescript6 | typescript59"],
  [["--compilers", "tsc"], "unknown option --compilers; did you mean --compiler?"],
])("the arguments %j are refused", async (args, message) => {
  expect(await errorOf(...args)).toBe(message);
});

test("--help shows how it is used", async () => {
  const { exitCode, lines } = await patterns("--help");
  expect({ exitCode, first: lines[0] }).toEqual({
    exitCode: 0,
    first: "Usage: npm run patterns -- [--compiler NAME] FILE.json",
  });
});
