import { expect, test } from "vitest";
import { listOf, patterns } from "./run.js";

/** A case of each kind as it is right. */
const einsum = {
  id: "product",
  equation: "ij,jk",
  shapes: [
    [2, 3],
    [3, 2],
  ],
  expect: "accepted",
  output_shape: [2, 2],
  output_flat: [10, 4, 1, 4],
  output_checksum: 37,
};
const reduce = {
  id: "sum",
  op: "reduce",
  pattern: "a b -> a",
  input_shape: [2, 3],
  axes_lengths: {},
  reductions: ["max", "callable"],
  expect: "accepted",
  output_shape: [2],
  output_flat: [3, 12],
  output_checksum: 27,
};
const refusal = {
  id: "refusal",
  op: "rearrange",
  pattern: "a b -> a",
  input_shape: [2, 3],
  axes_lengths: {},
  expect: "rejected",
  reason: "lost_axis",
};
const pack = {
  id: "pack",
  op: "pack",
  pattern: "* c",
  shape: {
    list: [
      [2, 3],
      [4, 5, 3],
    ],
  },
  out: [
    [22, 3],
    [[2], [4, 5]],
  ],
  expect: "accepted",
};
const unpack = {
  id: "unpack",
  op: "unpack",
  pattern: "*",
  shape: [5],
  packed_shapes: [[2], [-1]],
  out: { list: [[2], [3]] },
  expect: "accepted",
};
const parseShape = {
  id: "parse",
  op: "parse_shape",
  pattern: "a _",
  shape: [2, 3],
  out: { a: 2 },
  expect: "accepted",
};

test("what is right agrees", async () => {
  const run = await patterns(listOf([einsum, reduce, refusal], [pack, unpack, parseShape]));
  expect(run.report).toMatchObject({ cases: 6, accepted: 5, refused: 1, checks: 7, disagreements: [] });
  expect(run.lines).toEqual([
    "6 cases: 5 accepted, 1 refused, 0 disputed",
    "run time: accepted 5 agree, 0 disagree; refused 1 agree, 0 disagree",
    "types (typescript): accepted 5 agree, 0 disagree; refused 1 agree, 0 disagree",
  ]);
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
});

test("what is wrong is found, both ways where both can tell", async () => {
  const cases = [
    { ...einsum, id: "shape", output_shape: [2, 3] },
    { ...einsum, id: "element", output_flat: [10, 4, 1, 5] },
    { ...einsum, id: "checksum", output_checksum: 38 },
    { ...einsum, id: "no refusal", expect: "rejected", reason: "made_up" },
    { ...einsum, id: "no acceptance", shapes: [[2], [3]] },
    { ...reduce, id: "reduced shape", output_shape: [3] },
    { ...refusal, id: "refusal of a sum", op: "reduce" },
  ];
  const other = [
    {
      ...pack,
      id: "packed shapes",
      out: [
        [22, 3],
        [[2], [5, 4]],
      ],
    },
    { ...unpack, id: "unpacked shape", out: { list: [[2], [2]] } },
    { ...parseShape, id: "size", out: { a: 3 } },
    { ...parseShape, id: "name", out: { b: 2 } },
  ];
  const { exitCode, report, lines } = await patterns(listOf(cases, other));
  const ways = new Map<string, Set<string>>();
  for (const { case: id, way } of report?.disagreements ?? []) ways.set(id, (ways.get(id) ?? new Set()).add(way));
  expect(Object.fromEntries([...ways].map(([id, found]) => [id, [...found]]))).toEqual({
    shape: ["run time", "types"],
    element: ["run time"],
    checksum: ["run time"],
    "no refusal": ["run time", "types"],
    "no acceptance": ["run time", "types"],
    "reduced shape": ["run time", "types"],
    "refusal of a sum": ["run time", "types"],
    "packed shapes": ["run time", "types"],
    "unpacked shape": ["run time", "types"],
    size: ["run time", "types"],
    name: ["run time", "types"],
  });
  expect(exitCode).toBe(1);
  expect(lines[0]).toBe('run time  shape  einsum("ij,jk", [2, 3], [3, 2]): the list gives [2, 3], the oracle [2, 2]');
  expect(report?.types.accepted).toEqual({ agree: 2, disagree: 7 });
});

test("a case that libraries dispute, and what isn't ours, are counted and not judged", async () => {
  const disputed = { ...einsum, id: "disputed one", output_shape: [9], expect: "disputed" };
  const other = { op: "parse_expression", expression: "a b", id: "not ours", expect: "accepted" };
  const { exitCode, report, lines } = await patterns(listOf([disputed, refusal], [other]));
  expect(report).toMatchObject({ cases: 3, disputed: ["disputed one"], notOurs: { parse_expression: 1 }, checks: 1 });
  expect(lines.slice(0, 2)).toEqual([
    "disputed  disputed one",
    "3 cases: 0 accepted, 1 refused, 1 disputed, not ours: parse_expression 1",
  ]);
  expect(exitCode).toBe(0);
});
