import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The npm names of the compilers that the types support: 5.9, 6.0 and 7.0. */
export const compilers = ["typescript59", "typescript6", "typescript"] as const;

/** An error of the compiler. Lines and columns count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  /** All lines of it. */
  readonly text: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

/** What a compiler makes of the cases in type-tests/cases. */
export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  /** The declarations of results.ts: the types as a hover shows them. */
  readonly declarations: string;
}

/** Compiles the cases in type-tests/cases with one of the {@link compilers}. */
export async function compileCases(compiler: string): Promise<Compilation> {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
  const folder = await mkdtemp(join(tmpdir(), "heddle-types-"));
  try {
    const emit = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", folder];
    const output = await outputOf(process.execPath, [tsc, "-p", "type-tests/cases", "--pretty", "false", ...emit]);
    const declarations = await readFile(join(folder, "type-tests/cases/results.d.ts"), "utf8");
    return { diagnostics: parse(output), declarations };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A compiler that found errors exits with 1 or 2: the output is what counts. */
async function outputOf(command: string, argv: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, argv, { cwd: root })).stdout;
  } catch (error) {
    if (error instanceof Error && "stdout" in error && typeof error.stdout === "string") return error.stdout;
    throw error;
  }
}

function parse(output: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const text of output.split(/\r?\n(?=\S)/)) {
    const [, file, line, column, code, message] =
      /^(.+)\((\d+),(\d+)\): error (TS\d+): ([^]*)$/.exec(text.trim()) ?? [];
    if (file === undefined || code === undefined || message === undefined) {
      if (text.trim() === "") continue;
      throw new Error(`not a diagnostic: ${text}`);
    }
    diagnostics.push({ file, line: Number(line), column: Number(column), code, text: message });
  }
  return diagnostics;
}
