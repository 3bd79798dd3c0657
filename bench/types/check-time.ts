import { execFileSync } from "node:child_process";
import { spreadOf } from "../measure.js";
import type { Spread } from "../measure.js";
import { tscOf } from "./package.js";
import type { Project } from "./package.js";

/** What a compiler needs for a project. */
export interface CheckTime {
  readonly compiler: string;
  readonly project: Project;
  readonly instantiations: number;
  /** Seconds that it says it checked, without start, parsing and binding. */
  readonly seconds: Spread;
}

/**
 * Compiles every project with every compiler in turns, so that whatever slows the machine for a while slows all alike.
 *
 * @param rounds how often each pair is timed
 */
export function timeChecks(
  compilers: readonly string[],
  projects: readonly Project[],
  rounds: number,
): readonly CheckTime[] {
  const runs = compilers.flatMap((compiler) =>
    projects.map((project) => ({ compiler, project, instantiations: 0, times: [] as number[] })),
  );
  for (let round = 0; round <= rounds; round++) {
    for (const run of runs) {
      const { instantiations, seconds } = checkOnce(run.compiler, run.project);
      run.instantiations = instantiations;
      // The first round reads the files into the system's cache.
      if (round > 0) run.times.push(seconds);
    }
  }
  return runs.map(({ compiler, project, instantiations, times }) => {
    return { compiler, project, instantiations, seconds: spreadOf(times) };
  });
}

function checkOnce(compiler: string, { folder }: Project): { instantiations: number; seconds: number } {
  const argv = [tscOf(compiler), "-p", folder, "--extendedDiagnostics"];
  const output = execFileSync(process.execPath, argv, { encoding: "utf8" });
  return { instantiations: numberAfter("Instantiations", output), seconds: numberAfter("Check time", output) };
}

function numberAfter(label: string, output: string): number {
  const [, number] = new RegExp(String.raw`${label}:\s+([\d.]+)`).exec(output) ?? [];
  if (number === undefined) throw new Error(`the compiler doesn't say its ${label}`);
  return Number(number);
}
