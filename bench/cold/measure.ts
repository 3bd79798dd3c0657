import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { checkResult } from "../check.js";
import type { Comparison, Measurement, Timing } from "../compare.js";
import type { Contestant } from "../contestant.js";
import { jobOf } from "../job.js";
import { type Effort, ratioOf, type Runner, spreadOf, timeInTurns } from "../measure.js";
import { isInstalled } from "../missing-packages.js";
import { referenceOf } from "../reference.js";
import { coldTask } from "./cold-start.js";
import { starters, writeProgram, writeWasm } from "./programs.js";

const run = promisify(execFile);
const WORKLOAD = "cold start, mha512x8 seq 128";

/** A contestant's program, started with one of its variants. */
interface ColdRunner extends Runner {
  readonly contestant: Contestant;
  readonly variant: string;
}

/**
 * The time from the start of a process to its first result, weights bound from memory, of everyone whose packages are
 * there. Of several variants the one that starts first counts.
 * @throws Error if someone computes something else
 */
export async function measureColdStarts(effort: Effort): Promise<Measurement> {
  writeWasm();
  const reference = referenceOf(jobOf(coldTask)).subarray(0, coldTask.width);
  const runners: ColdRunner[] = [];
  for (const starter of starters.filter(({ contestant }) => contestant.packages.every(isInstalled))) {
    const path = await writeProgram(starter);
    runners.push(...runnersOf(starter.contestant, path, reference));
  }
  const times = await timeInTurns(runners, effort);
  const typical = (runner: ColdRunner): number => spreadOf(times.get(runner) ?? []).median;
  const fastest = [...new Set(runners.map(({ contestant }) => contestant))].flatMap((contestant) =>
    runners
      .filter((runner) => runner.contestant === contestant)
      .toSorted((left, right) => typical(left) - typical(right))
      .slice(0, 1),
  );
  const timings = fastest.map((runner): Timing => {
    const { name, threads } = runner.contestant;
    return { name, threads, variant: runner.variant, seconds: typical(runner) };
  });
  const comparisons = fastest
    .filter(({ contestant }) => contestant.role === "target")
    .flatMap((own) =>
      fastest
        .filter((other) => other !== own)
        .map((other): Comparison => {
          const { low, median, high } = ratioOf(times.get(own) ?? [], times.get(other) ?? []);
          const { name: target, threads } = own.contestant;
          return { workload: WORKLOAD, target, threads, against: other.name, ratio: median, low, high };
        }),
    );
  return { workload: WORKLOAD, timings, comparisons, missing: [] };
}

function runnersOf(contestant: Contestant, path: string, reference: Float64Array): readonly ColdRunner[] {
  return contestant.variantsFor(coldTask).map(({ name: variant }) => ({
    name: contestant.name,
    contestant,
    variant,
    time: async () => {
      const { stdout } = await run(process.execPath, [path, variant]);
      // Libraries print to stdout too; the program's own line is the last.
      const line: ColdResult = JSON.parse(stdout.slice(stdout.lastIndexOf('{"seconds"')));
      checkResult(contestant.name, WORKLOAD, { data: Float32Array.from(line.row), from: 0 }, reference);
      return line.seconds;
    },
  }));
}

/** What a program prints. */
interface ColdResult {
  readonly seconds: number;
  /** The first row of the result. */
  readonly row: readonly number[];
}
