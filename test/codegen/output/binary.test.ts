import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../../codegen/check.js";
import type { CompileKernel } from "../../../codegen/compile-programs.js";
import { generate } from "../../../codegen/generate.js";
import { fakeCompiler, projectIn } from "../fake-compiler.js";
import { temporaryFolder } from "../temporary-folder.js";

/** Bytes that are no UTF-8, among them line endings of both kinds. */
const bytes = Buffer.from([0, 0x61, 0x73, 0x6d, 0xff, 0xfe, 0x0d, 0x0a, 0x0a, 0x80]);
const compileText = fakeCompiler({ mha: { "index.js": "a\n" } });
const compile: CompileKernel = (program, options) => {
  const kernel = compileText(program, options);
  const file = { path: "kernel.wasm", text: bytes.toString("base64"), encoding: "base64" } as const;
  return { ...kernel, files: [...kernel.files, file] };
};

test("a file of bytes is written as it is, left alone while it is the same, and said to differ without a diff", () => {
  const project = projectIn(temporaryFolder(), ["mha"]);
  const path = "generated/mha/kernel.wasm";
  expect(generate(project, [], compile).written).toContain(path);
  expect(readFileSync(join(project.root, path)).equals(bytes)).toBe(true);
  expect(generate(project, [], compile).unchanged).toContain(path);
  expect(check(project, [], compile).stale).toEqual([]);

  writeFileSync(join(project.root, path), bytes.subarray(0, 9));
  const note = "differs in bytes that are not text";
  expect(check(project, [], compile).stale).toEqual([{ path, state: "stale", note, diff: [] }]);
  expect(generate(project, [], compile).written).toEqual([path]);
  expect(readFileSync(join(project.root, path)).equals(bytes)).toBe(true);
});

test("a file of bytes goes when no kernel has it any more", () => {
  const project = projectIn(temporaryFolder(), ["mha"]);
  generate(project, [], compile);
  expect(generate(project, [], compileText).deleted).toEqual(["generated/mha/kernel.wasm"]);
});
