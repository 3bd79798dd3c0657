import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { check } from "../../codegen/check.js";
import { generate } from "../../codegen/generate.js";
import type { Project } from "../../codegen/load/index.js";
import { fakeCompiler, projectIn } from "./fake-compiler.js";
import { filesIn, temporaryFolder, writeFile } from "./temporary-folder.js";

const kernels = { mha: { "index.js": "one\ntwo\nthree\n", "index.d.ts": "types\n" }, ffn: { "index.js": "ffn\n" } };

let root: string;
let project: Project;

beforeEach(() => {
  root = temporaryFolder();
  project = projectIn(root, ["mha", "ffn"]);
  generate(project, [], fakeCompiler(kernels));
});

test("nothing is stale right after generate", () => {
  expect(check(project, [], fakeCompiler(kernels))).toEqual({ stale: [], upToDate: 3 });
});

test("every file that differs is listed by path, and nothing is written", () => {
  writeFile(root, "generated/mha/index.js", "one\n2\nthree\n");
  rmSync(join(root, "generated/ffn/index.js"));
  const fewer = { ...kernels, mha: { "index.js": "one\ntwo\nthree\n", "index.ts": "new\n" } };
  writeFile(root, "generated/mha/index.ts", "mine\n");
  const before = filesIn(root);
  expect(check(project, [], fakeCompiler(fewer)).stale).toEqual([
    {
      path: "generated/.heddle.json",
      state: "stale",
      diff: [
        "@@ -2,6 +2,6 @@",
        '   "files": [',
        '     "ffn/index.js",',
        '-    "mha/index.d.ts",',
        '-    "mha/index.js"',
        '+    "mha/index.js",',
        '+    "mha/index.ts"',
        "   ]",
        " }",
      ],
    },
    { path: "generated/ffn/index.js", state: "missing", diff: [] },
    { path: "generated/mha/index.d.ts", state: "left over", diff: [] },
    { path: "generated/mha/index.js", state: "stale", diff: ["@@ -1,3 +1,3 @@", " one", "-2", "+two", " three"] },
    {
      path: "generated/mha/index.ts",
      state: "blocked",
      note: "heddle did not write this file and leaves it alone: move or delete it",
      diff: [],
    },
  ]);
  expect(filesIn(root)).toEqual(before);
});

test("nothing generated yet: everything is missing", () => {
  const empty = projectIn(temporaryFolder(), ["ffn"]);
  const { stale } = check(empty, [], fakeCompiler(kernels));
  expect(stale.map(({ path, state }) => `${state} ${path}`)).toEqual([
    "missing generated/.heddle.json",
    "missing generated/ffn/index.js",
  ]);
  expect(filesIn(empty.root)).toEqual({});
});

test("Windows line endings are stale, and said to be what differs", () => {
  writeFile(root, "generated/ffn/index.js", "ffn\r\n");
  expect(check(project, [], fakeCompiler(kernels)).stale).toEqual([
    {
      path: "generated/ffn/index.js",
      state: "stale",
      note: "differs in its line endings only: heddle writes LF (put `generated/** text=auto eol=lf` into .gitattributes)",
      diff: [],
    },
  ]);
});

test("with names only those kernels are compared", () => {
  writeFile(root, "generated/ffn/index.js", "edited\n");
  expect(check(project, ["mha"], fakeCompiler(kernels)).stale).toEqual([]);
  expect(check(project, ["ffn"], fakeCompiler(kernels)).stale).toHaveLength(1);
});

test("a long diff is cut", () => {
  writeFile(root, "generated/ffn/index.js", "x\n".repeat(500));
  const [stale] = check(project, [], fakeCompiler(kernels)).stale;
  expect(stale?.diff).toHaveLength(21);
  expect(stale?.diff.at(-1)).toMatch(/^\.\. \d+ more lines$/);
});
