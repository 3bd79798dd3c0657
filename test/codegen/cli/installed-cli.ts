import { spawn } from "node:child_process";
import type { ChildProcess, SpawnOptions } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** How a run of the CLI ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let modules = "";

/** Installs the package, its CLI with a compiler for tests, into a folder that projects link to. */
export function installHeddle(peers: readonly string[] = ["esbuild"]): void {
  beforeAll(async () => {
    const parent = mkdtempSync(join(tmpdir(), "heddle-modules-"));
    // mkdtemp keeps other users out; some tests run as another user.
    chmodSync(parent, 0o755);
    modules = join(parent, "node_modules");
    const folder = join(modules, "heddle");
    const source = (path: string) => join(repository, path);
    await build({
      entryPoints: {
        index: source("src/index.ts"),
        codegen: source("codegen/index.ts"),
        cli: source("test/codegen/cli/cli-with-fake-compiler.ts"),
      },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      external: ["esbuild"],
    });
    const exports = { ".": "./index.js", "./codegen": "./codegen.js", "./package.json": "./package.json" };
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "heddle", version: "1.2.3", type: "module", exports }),
    );
    for (const peer of peers) symlinkSync(join(repository, "node_modules", peer), join(modules, peer));
  });
  afterAll(() => rmSync(join(modules, ".."), { recursive: true, force: true }));
}

/** A folder with those files in which heddle is installed. */
export function userProject(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(files);
  symlinkSync(modules, join(folder, "node_modules"));
  mkdirSync(join(folder, "sub"));
  return folder;
}

/** Starts `heddle ARGS` in a folder. */
export function startHeddle(folder: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [join(modules, "heddle/cli.js"), ...args], {
    cwd: folder,
    timeout: 30_000,
    ...options,
  });
}

/** Runs `heddle ARGS` in a folder to its end. */
export function heddle(folder: string, args: readonly string[], options: SpawnOptions = {}): Promise<Run> {
  const child = startHeddle(folder, args, options);
  const text = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data) => (text.stdout += String(data)));
  child.stderr?.on("data", (data) => (text.stderr += String(data)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, ...text }));
  });
}
