import { expect, test } from "vitest";
import { showDiff } from "../../../codegen/output/show-diff.js";

const numbered = (count: number, replaced: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, index) => `${replaced[index + 1] ?? `line ${index + 1}`}\n`).join("");

test("hunks show the change with the lines around it, and where it is", () => {
  const diff = showDiff(numbered(30), numbered(30, { 10: "ten", 20: "twenty" }), 100);
  expect(diff).toMatchInlineSnapshot(`
    [
      "@@ -8,5 +8,5 @@",
      " line 8",
      " line 9",
      "-line 10",
      "+ten",
      " line 11",
      " line 12",
      "@@ -18,5 +18,5 @@",
      " line 18",
      " line 19",
      "-line 20",
      "+twenty",
      " line 21",
      " line 22",
    ]
  `);
});

test("changes near each other are one hunk", () => {
  const diff = showDiff(numbered(9), numbered(9, { 3: "three", 7: "seven" }), 100);
  expect(diff.filter((line) => line.startsWith("@@"))).toEqual(["@@ -1,9 +1,9 @@"]);
});

test("an empty side counts from line 0", () => {
  expect(showDiff("", "a\nb\n", 100)).toEqual(["@@ -0,0 +1,2 @@", "+a", "+b"]);
});

test("a long diff is cut, and says how much is left", () => {
  const diff = showDiff("", numbered(50), 10);
  expect(diff).toHaveLength(11);
  expect(diff.at(-1)).toBe(".. 41 more lines");
});

test("line endings are not looked at, a missing one at the end is", () => {
  expect(showDiff("a\r\nb\r\n", "a\nb\n", 100)).toEqual([]);
  expect(showDiff("a\nb", "a\nb\n", 100)).toEqual(["@@ -1,2 +1,2 @@", " a", "-b (no line ending)", "+b"]);
});

test("control characters can't reach the terminal", () => {
  expect(showDiff("\u001b[2J\u009b\u007f\t\n", "", 100)).toContain("-\\x1b[2J\\x9b\\x7f\t");
});
