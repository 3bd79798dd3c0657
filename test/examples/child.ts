import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const tsx = createRequire(import.meta.url).resolve("tsx/cli");

/** How an example ended. */
export interface Ended {
  readonly exitCode: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program below examples/ in a process of its own, as a reader would. */
export function runExample(program: string, args: readonly string[] = [], preload?: string): Promise<Ended> {
  const file = fileURLToPath(new URL(`../../examples/${program}`, import.meta.url));
  const env = preload === undefined ? process.env : { ...process.env, NODE_OPTIONS: `--require=${preload}` };
  return new Promise((resolve) => {
    execFile(process.execPath, [tsx, file, ...args], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: error?.code ?? 0, stdout, stderr });
    });
  });
}
