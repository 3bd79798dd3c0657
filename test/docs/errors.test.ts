import { beforeAll, describe, expect, test } from "vitest";
import { ShapeError } from "../../src/shape/index.js";
import { type Compiler, compilers } from "../../patterns/compiler.js";
import { readCommonStart, readIndexRows, readPages, type Section } from "./error-pages.js";
import { compileExamples, runExample, scope, type Verdict } from "./examples.js";
import { codesInDocstrings, errorsInSource } from "./source-codes.js";
import { thrownCodes } from "./thrown-codes.js";

const pages = readPages();
const sections = pages.flatMap((page) => page.sections);
const start = readCommonStart();

/** For `test.each`: the sections with their names. */
function named(of: readonly Section[]): (readonly [string, Section, number])[] {
  return of.map((section, i) => [`${section.code} in ${section.kind}.md (${section.foundBy})`, section, i]);
}

describe("the pages of errors", () => {
  test("are one for each kind of mistake that the source tells of, and no other", () => {
    const kinds = new Set(errorsInSource().map(({ kind }) => kind));
    expect(pages.map(({ kind }) => kind)).toEqual([...kinds].toSorted());
  });

  test("have sections, of their own kind", () => {
    for (const { kind, sections: own } of pages) {
      const kinds = own.filter(({ foundBy }) => foundBy !== "strict mode").map(({ code }) => code.split("/")[1]);
      expect([kind, new Set(kinds)]).toEqual([kind, new Set([kind])]);
    }
  });

  test("name each code that the source names", () => {
    const written = errorsInSource().flatMap(({ op, kind }) => (op === undefined ? [] : [`${op}/${kind}`]));
    const text = pages.map((page) => page.text).join("\n");
    const missing = [...written, ...codesInDocstrings()].filter((code) => !text.includes(`\`${code}\``));
    expect([...new Set(missing)]).toEqual([]);
  });

  test("name the codes that wrong programs get, and no others", async () => {
    const shown = new Set(sections.filter(({ foundBy }) => foundBy !== "strict mode").map(({ code }) => code));
    const mentioned = pages.flatMap(({ text }) => [...text.matchAll(/`(\w+\/[a-z]+)`/g)].map(([, code = ""]) => code));
    const thrown = [...(await thrownCodes(start))];
    expect([...new Set(mentioned)].toSorted()).toEqual([...new Set([...thrown, ...shown])].toSorted());
  });

  test("stand in the index, with their titles", () => {
    const titles = pages.map(({ kind, title }) => ({ kind, title }));
    expect(readIndexRows().map(({ kind, title }) => ({ kind, title }))).toEqual(titles);
  });

  test("stand in the index with the operations that they name", () => {
    const operations = pages.map(({ kind, text }) => [kind, operationsIn(text)]);
    expect(readIndexRows().map((row) => [row.kind, row.operations])).toEqual(operations);
  });
});

/** The operations whose codes a page names, in the order of names; the names of programs are none. */
function operationsIn(page: string): string[] {
  const names = [...page.matchAll(/`(\w+)\/[a-z]+`/g)].map(([, name = ""]) => name);
  return [...new Set(names)].filter((name) => name in scope).toSorted();
}

const plain = sections.filter(({ foundBy }) => foundBy !== "strict mode");
const strict = sections.filter(({ foundBy }) => foundBy === "strict mode");

describe.each([
  ["by default", plain, false],
  ["in strict mode", strict, true],
] as const)("the examples of the pages, %s", (_, examples, isStrict) => {
  const verdicts = new Map<Compiler, Verdict>();
  beforeAll(async () => {
    const compile = (each: Compiler) => compileExamples(start, bothOf(examples), each, { strict: isStrict });
    const all = await Promise.all(compilers.map(async (each) => [each, await compile(each)] as const));
    for (const [compiler, verdict] of all) verdicts.set(compiler, verdict);
  }, 300_000);

  describe.each(compilers)("%s", (compiler) => {
    test("accepts what all start with", () => {
      expect(verdicts.get(compiler)?.ofStart).toEqual([]);
    });

    test.each(named(examples))("judges %s", (_name, section, i) => {
      expectJudged(section, verdicts.get(compiler), i);
    });
  });
});

function bothOf(of: readonly Section[]): string[] {
  return of.flatMap(({ wrong, mended }) => [wrong, mended]);
}

/** Expects one error for the wrong code of the section at `i`, unless only the run time finds it, none for the mended. */
function expectJudged({ foundBy, message }: Section, verdict: Verdict | undefined, i: number): void {
  const told = `is not assignable to parameter of type '${JSON.stringify(message)}'.`;
  const [wrong, mended] = [verdict?.ofExamples[2 * i], verdict?.ofExamples[2 * i + 1]];
  expect(wrong).toEqual(foundBy === "run time" ? [] : [expect.stringContaining(told)]);
  expect(mended).toEqual([]);
}

describe("the examples of the pages, when they run", () => {
  test.each(named(sections))("%s", (_, { kind, code, foundBy, message, wrong, mended }) => {
    // What strict mode refuses is right at run time, where every dim has a size.
    expect(thrownBy(wrong)).toEqual(foundBy === "strict mode" ? undefined : { kind, code, message });
    expect(thrownBy(mended)).toBeUndefined();
  });
});

/** The ShapeError that an example throws, undefined if it runs through. */
function thrownBy(example: string): Pick<Section, "kind" | "code" | "message"> | undefined {
  try {
    runExample(start, example);
  } catch (error) {
    if (error instanceof ShapeError) return { kind: error.kind, code: error.code, message: error.message };
    throw error;
  }
  return undefined;
}
