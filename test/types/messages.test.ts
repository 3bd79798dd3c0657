import { beforeAll, describe, expect, test } from "vitest";
import { ShapeError } from "../../src/shape/index.js";
import { caseFiles, linesStartingWith } from "./case-files.js";
import type { CaseFile } from "./case-files.js";
import { compileCases, compilers } from "./compile.js";
import type { Compilation, Diagnostic } from "./compile.js";

const compilations = new Map<string, Compilation>();

beforeAll(async () => {
  const compiled = await Promise.all(compilers.map(compileCases));
  for (const [index, compiler] of compilers.entries()) {
    const compilation = compiled[index];
    if (compilation) compilations.set(compiler, compilation);
  }
}, 300_000);

function errorsIn(compiler: string, { path }: CaseFile): Diagnostic[] {
  return (compilations.get(compiler)?.diagnostics ?? []).filter(({ file }) => file === path);
}

/** Compilers print the members of a union in different orders: here they are sorted. */
function withSortedUnions(text: string): string {
  return text.replaceAll(/\((Tensor<[^()]*|[^()]* \| [^()]*)\)\[\]/g, (_, union: string) => {
    return `(${union.split(" | ").toSorted().join(" | ")})[]`;
  });
}

/** What the compiler says, and from where in the line it underlines. */
function describeError({ line, column, code, text }: Diagnostic, { lines }: CaseFile): string {
  return `${(lines[line - 1] ?? "").slice(column - 1)}\n  ${code} ${withSortedUnions(text)}`;
}

/** The message in the type of the parameter at fault. */
function messageOf(text: string): string {
  const [, literal] = /.*type '(".*")'\.$/.exec(text) ?? [];
  return literal === undefined ? text : String(JSON.parse(literal));
}

const wrong = caseFiles("messages");

test.each(compilers)("no file has errors but those of cases: %s", (compiler) => {
  const expected = new Set([...wrong, ...caseFiles("generic-refused")].map(({ path }) => path));
  expect(compilations.get(compiler)?.diagnostics.filter(({ file }) => !expected.has(file))).toEqual([]);
});

describe.each(wrong)("a wrong program of $name", (file) => {
  test.each(compilers)("is refused with one error a mistake, and no other: %s", (compiler) => {
    const caseLines = linesStartingWith("  () => ", file);
    expect(errorsIn(compiler, file).map(({ line }) => line)).toEqual(caseLines);
    expect(caseLines.length).toBeGreaterThan(0);
  });

  test.each(compilers)("is refused in one line, at an argument: %s", (compiler) => {
    const errors = errorsIn(compiler, file);
    expect(errors.filter(({ text }) => text.includes("\n"))).toEqual([]);
    expect(errors.filter(({ code }) => code !== "TS2345")).toEqual([]);
  });

  test.each(compilers)("is refused in these words: %s", async (compiler) => {
    const errors = errorsIn(compiler, file).map((error) => describeError(error, file));
    await expect(`${errors.join("\n")}\n`).toMatchFileSnapshot(`snapshots/${file.name}.txt`);
  });

  test.each(compilers.slice(1))("is refused in the words of 5.9: %s", (compiler) => {
    const wordsOf = (each: string) => errorsIn(each, file).map((error) => describeError(error, file));
    expect(wordsOf(compiler)).toEqual(wordsOf("typescript59"));
  });

  // What strict mode refuses is right at run time, as there every dim has a size.
  test.skipIf(file.name === "strict/unknown")("is refused in the same words at run time", async () => {
    const { cases }: { cases: readonly (() => unknown)[] } = await import(file.url.href);
    expect(cases.map(thrownBy)).toEqual(errorsIn("typescript59", file).map(({ text }) => messageOf(text)));
  });
});

/** The message of the ShapeError that a wrong call throws. */
function thrownBy(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ShapeError) return error.message;
    throw error;
  }
  return `accepted: ${call}`;
}

describe.each(caseFiles("generic-accepted"))("generic code of $name", (file) => {
  test.each(compilers)("compiles, as it is right: %s", (compiler) => {
    expect(errorsIn(compiler, file)).toEqual([]);
  });
});

describe.each(caseFiles("generic-refused"))("generic code of $name", (file) => {
  test.each(compilers)("is refused, as it is wrong: %s", (compiler) => {
    const refused = new Set(errorsIn(compiler, file).map(({ line }) => line));
    const functions = linesStartingWith("export function", file);
    expect([...refused]).toEqual(functions);
    expect(functions.length).toBeGreaterThan(0);
  });
});

describe.each(caseFiles("arithmetic"))("arithmetic of $name", (file) => {
  test.each(compilers)("gives the expected types: %s", (compiler) => {
    expect(errorsIn(compiler, file)).toEqual([]);
  });

  test("gives the same at run time", async () => {
    const { rows }: { rows: readonly (readonly [unknown, unknown])[] } = await import(file.url.href);
    expect(rows.map(([, computed]) => computed)).toEqual(rows.map(([expected]) => expected));
  });
});

describe.each(caseFiles("results"))("a result of $name", (file) => {
  const expected = file.lines.flatMap((line) => {
    const [, name, type] = /^export const (\w+) = .*; \/\/ (.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [`export declare const ${name}: ${type};`];
  });

  test.each(compilers)("shows its shape and dtype written out: %s", (compiler) => {
    const declared = compilations.get(compiler)?.declarations.get(file.path) ?? [];
    expect(errorsIn(compiler, file)).toEqual([]);
    expect(declared.filter((line) => line.startsWith("export declare const"))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });
});
