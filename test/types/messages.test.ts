import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { ShapeError } from "../../src/shape/index.js";
import { compileCases, compilers } from "./compile.js";
import type { Compilation, Diagnostic } from "./compile.js";

const folder = new URL("../../type-tests/cases/", import.meta.url);
const compilations = new Map<string, Compilation>();

beforeAll(async () => {
  for (const compiler of compilers) compilations.set(compiler, await compileCases(compiler));
}, 120_000);

function sourceLines(name: string): string[] {
  return readFileSync(new URL(name, folder), "utf8").split("\n");
}

function errorsIn(compiler: string, name: string): Diagnostic[] {
  return (compilations.get(compiler)?.diagnostics ?? []).filter(({ file }) => file.endsWith(`/${name}`));
}

/** Compilers print the members of a union in different orders: here they are sorted. */
function withSortedUnions(text: string): string {
  return text.replaceAll(/\((Tensor<[^()]*|[^()]* \| [^()]*)\)\[\]/g, (_, union: string) => {
    return `(${union.split(" | ").toSorted().join(" | ")})[]`;
  });
}

/** What the compiler says, and from where in the line it underlines. */
function describeError({ line, column, code, text }: Diagnostic, lines: readonly string[]): string {
  return `${(lines[line - 1] ?? "").slice(column - 1)}\n  ${code} ${withSortedUnions(text)}`;
}

/** The message in the type of the parameter at fault. */
function messageOf(text: string): string {
  const [, literal] = /.*type '(".*")'\.$/.exec(text) ?? [];
  return literal === undefined ? text : String(JSON.parse(literal));
}

describe("a wrong program", () => {
  const lines = sourceLines("messages.ts");
  const caseLines = [...lines.entries()].filter(([, text]) => text.startsWith("  () => ")).map(([index]) => index + 1);

  test.each(compilers)("is refused with one error a mistake, and no other: %s", (compiler) => {
    expect(errorsIn(compiler, "messages.ts").map(({ line }) => line)).toEqual(caseLines);
  });

  test.each(compilers)("is refused in these words: %s", async (compiler) => {
    const errors = errorsIn(compiler, "messages.ts").map((error) => describeError(error, lines));
    await expect(`${errors.join("\n")}\n`).toMatchFileSnapshot("messages.snap.txt");
  });

  test("is refused in the same words at run time", async () => {
    const { cases }: { cases: readonly (() => unknown)[] } = await import(new URL("messages.ts", folder).href);
    expect(cases.length).toBe(caseLines.length);
    expect(cases.map(thrownBy)).toEqual(errorsIn("typescript59", "messages.ts").map(({ text }) => messageOf(text)));
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

describe("generic code", () => {
  test.each(compilers)("that is right compiles: %s", (compiler) => {
    expect(errorsIn(compiler, "generic-accepted.ts")).toEqual([]);
  });

  test.each(compilers)("that is wrong is refused: %s", (compiler) => {
    const functions = [...sourceLines("generic-refused.ts").entries()]
      .filter(([, text]) => text.startsWith("export function"))
      .map(([index]) => index + 1);
    const refused = new Set(errorsIn(compiler, "generic-refused.ts").map(({ line }) => line));
    expect([...refused]).toEqual(functions);
  });
});

describe("arithmetic on dims", () => {
  test.each(compilers)("gives the expected types: %s", (compiler) => {
    expect(errorsIn(compiler, "arithmetic.ts")).toEqual([]);
  });

  test("gives the same at run time", async () => {
    const { rows }: { rows: readonly (readonly [unknown, unknown])[] } = await import(
      new URL("arithmetic.ts", folder).href
    );
    expect(rows.map(([, computed]) => computed)).toEqual(rows.map(([expected]) => expected));
  });
});

describe("a result", () => {
  const expected = sourceLines("results.ts").flatMap((line) => {
    const [, name, type] = /^export const (\w+) = .*; \/\/ (.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [`export declare const ${name}: ${type};`];
  });

  test.each(compilers)("shows its shape and dtype written out: %s", (compiler) => {
    const declared = compilations.get(compiler)?.declarations.split("\n") ?? [];
    expect(errorsIn(compiler, "results.ts")).toEqual([]);
    expect(declared.filter((line) => line.startsWith("export declare const"))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(30);
  });
});
