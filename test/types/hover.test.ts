import { describe, expect, test } from "vitest";
import { caseFiles } from "./case-files.js";
import type { CaseFile } from "./case-files.js";
import { compilers } from "./compile.js";
import { hoversOf } from "./editor.js";
import type { Position } from "./editor.js";

/**
 * A line that points at a name in the code above: `//    ^? const h: Tensor<[8, "seq", 64], "f32">`. At a call, whose
 * hover each compiler begins in another way, it says the result alone: `//    ^? .. Tensor<[8, "seq", 64], "f32">`.
 */
interface Pointer extends Position {
  readonly expected: string;
}

function pointersIn({ lines }: CaseFile): Pointer[] {
  const pointers: Pointer[] = [];
  let code = 0;
  for (const [index, line] of lines.entries()) {
    const [, before, expected] = /^( *\/\/ *)\^\? (.*)$/.exec(line) ?? [];
    if (before === undefined || expected === undefined) code = index;
    else pointers.push({ line: code, character: before.length, expected });
  }
  return pointers;
}

/** The result in the hover of a call. */
function resultIn(text: string): string {
  return text.replace(/^.*\): (.*)(\n[^]*)?$/, ".. $1");
}

describe.each(caseFiles("hovers"))("a hover of $name", (file) => {
  const pointers = pointersIn(file);

  test.each(compilers)("shows shapes and dtypes written out: %s", async (compiler) => {
    const shown = await hoversOf(compiler, file.path, pointers);
    expect(shown.map((text, i) => (pointers[i]?.expected.startsWith("..") ? resultIn(text) : text))).toEqual(
      pointers.map(({ expected }) => expected),
    );
    expect(pointers.length).toBeGreaterThan(0);
  });
});
