import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ListError } from "./list-error.js";

/** The npm names of the compilers that can judge: 7.0, 6.0 and 5.9. */
export const compilers = ["typescript", "typescript6", "typescript59"] as const;

/** One of {@link compilers}. */
export type Compiler = (typeof compilers)[number];

/** The errors of a file by the line, counted from 1; the first line of each. */
export type ErrorsByLine = ReadonlyMap<number, readonly string[]>;

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Compiles a file that imports heddle, strictly and in a folder of its own, and gives its errors.
 *
 * @throws ListError if the compiler finds errors elsewhere: then it says nothing of the cases
 */
export async function errorsOf(text: string, compiler: Compiler): Promise<ErrorsByLine> {
  const folder = await mkdtemp(join(tmpdir(), "heddle-patterns-"));
  try {
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
    await writeFile(join(folder, "cases.ts"), text);
    const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
    return parse(await outputOf(process.execPath, [tsc, "-p", folder, "--pretty", "false"], folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const configuration = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023"],
    module: "nodenext",
    moduleResolution: "nodenext",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    paths: {
      heddle: [join(root, "src/index.ts")],
      "heddle/attention": [join(root, "src/attention/index.ts")],
      "heddle/nn": [join(root, "src/nn/index.ts")],
    },
  },
  files: ["cases.ts"],
};

/** A compiler that found errors exits with 1 or 2: the output is what counts. */
async function outputOf(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd, maxBuffer: 1 << 28 })).stdout;
  } catch (error) {
    if (error instanceof Error && "stdout" in error && typeof error.stdout === "string" && error.stdout !== "") {
      return error.stdout;
    }
    throw error;
  }
}

function parse(output: string): ErrorsByLine {
  const errors = new Map<number, string[]>();
  for (const text of output.split(/\r?\n(?=\S)/)) {
    const [line = ""] = text.split(/\r?\n/);
    if (line === "") continue;
    const [, file, position, message = ""] = /^(.+)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line) ?? [];
    if (file !== "cases.ts") throw new ListError(`the compiler can't judge the cases: ${line}`);
    errors.set(Number(position), [...(errors.get(Number(position)) ?? []), message]);
  }
  return errors;
}
