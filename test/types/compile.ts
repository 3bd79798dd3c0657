import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { caseFiles, projects } from "./case-files.js";

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

/** What a compiler makes of the cases in type-tests. */
export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  /** The lines of the declarations that it writes for files of results, by path: the types as a hover shows them. */
  readonly declarations: ReadonlyMap<string, readonly string[]>;
}

/** Compiles each project of cases once with one of the {@link compilers}. */
export async function compileCases(compiler: string): Promise<Compilation> {
  const folder = await mkdtemp(join(tmpdir(), "heddle-types-"));
  try {
    const emit = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", folder];
    const diagnostics: Diagnostic[] = [];
    for (const project of projects) diagnostics.push(...(await compileProject(compiler, project, emit)));
    const declarations = new Map<string, readonly string[]>();
    for (const { path } of caseFiles("results")) {
      const text = await readFile(join(folder, path.replace(/\.ts$/, ".d.ts")), "utf8");
      declarations.set(path, text.split("\n"));
    }
    return { diagnostics, declarations };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The errors of a folder of type-tests that has a tsconfig, in the order of files and lines. */
export async function compileProject(
  compiler: string,
  project: string,
  options: readonly string[] = [],
): Promise<Diagnostic[]> {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
  const argv = [tsc, "-p", `type-tests/${project}`, "--pretty", "false", ...options];
  return parse(await outputOf(process.execPath, argv));
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
