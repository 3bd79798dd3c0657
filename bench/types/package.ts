import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { blocksFile, untypedLibrary } from "./blocks.js";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** The npm names of the compilers that are compared. */
export const compilers = ["typescript59", "typescript6", "typescript"] as const;

/** The script that runs a compiler. */
export function tscOf(compiler: string): string {
  return join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
}

/** A project with one file that uses the package as users have it: its declarations, not its source. */
export interface Project {
  /** The folder of a tsconfig. */
  readonly folder: string;
  /** The one file. */
  readonly file: string;
}

/** Writes the declarations of the package into a new folder, and returns that. */
export function declarePackage(): string {
  const folder = mkdtempSync(join(tmpdir(), "heddle-bench-types-"));
  const emit = ["--declaration", "--emitDeclarationOnly", "--outDir", join(folder, "package")];
  execFileSync(process.execPath, [tscOf("typescript"), "-p", join(root, "tsconfig.build.json"), ...emit]);
  return folder;
}

/** Writes a project with a file of so many blocks beside the declarations in `folder`. */
export function writeProject(folder: string, blocks: number, library: "heddle" | "untyped"): Project {
  const project = mkdtempSync(join(folder, `${library}-${blocks}-`));
  const file = join(project, "blocks.ts");
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023"],
    module: "nodenext",
    moduleResolution: "nodenext",
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { heddle: ["../package/src/index.d.ts"] },
  };
  writeFileSync(join(project, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["blocks.ts"] }));
  writeFileSync(join(project, "untyped.d.ts"), untypedLibrary());
  writeFileSync(file, blocksFile(blocks, library));
  return { folder: project, file };
}
