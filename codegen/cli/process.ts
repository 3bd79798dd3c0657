import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { CliEnvironment } from "./environment.js";
import { runCli } from "./run.js";

/** Runs the CLI on the arguments and streams of this process, and ends the process with its exit code. */
export async function runInProcess(loadCompiler: CliEnvironment["loadCompiler"]): Promise<void> {
  const { stdout, stderr } = process;
  // `heddle check | head` closes the pipe early, which is no error.
  stdout.on("error", () => process.exit());
  const exitCode = await runCli(process.argv.slice(2), {
    cwd: process.cwd(),
    stdout: { isTTY: stdout.isTTY, write: (text) => stdout.write(text) },
    stderr: { isTTY: stderr.isTTY, write: (text) => stderr.write(text) },
    variables: process.env,
    version: readVersion(),
    now: () => performance.now(),
    loadCompiler,
  });
  // A config may have left timers or servers behind; what was written must be out before the process ends.
  stdout.write("", () => stderr.write("", () => process.exit(exitCode)));
}

/** The version in the package's own package.json. */
function readVersion(): string {
  const file = createRequire(import.meta.url).resolve("heddle/package.json");
  const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion ? String(manifest.version) : "unknown";
}
