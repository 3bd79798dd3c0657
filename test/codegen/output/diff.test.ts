import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines } from "../../../codegen/output/diff.js";

const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 40 });

const textsWithout = (mark: string, before: readonly string[], after: readonly string[]) =>
  diffLines(before, after)
    .filter((line) => line.mark !== mark)
    .map(({ text }) => text);

/** The length of the longest common subsequence, by the textbook's table. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let above = Array.from({ length: right.length + 1 }, () => 0);
  for (const a of left) {
    const row = [0];
    for (const [index, b] of right.entries()) {
      const longer = Math.max(above[index + 1] ?? 0, row[index] ?? 0);
      row.push(a === b ? (above[index] ?? 0) + 1 : longer);
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}

test("without the insertions it is the first text, without the deletions the second", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      expect(textsWithout("+", before, after)).toEqual(before);
      expect(textsWithout("-", before, after)).toEqual(after);
    }),
  );
});

test("as many lines stay as can stay", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const kept = diffLines(before, after).filter(({ mark }) => mark === " ");
      expect(kept).toHaveLength(longestCommon(before, after));
    }),
  );
});

test("texts without a common line are one deletion and one insertion", () => {
  const before = Array.from({ length: 3000 }, (_, index) => `old ${index}`);
  const after = Array.from({ length: 3000 }, (_, index) => `new ${index}`);
  const marks = diffLines(["same", ...before], ["same", ...after]).map(({ mark }) => mark);
  expect(marks.join("")).toBe(` ${"-".repeat(3000)}${"+".repeat(3000)}`);
});
