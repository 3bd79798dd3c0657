import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { checkResult } from "../check.js";
import { type Comparison, type Measurement, type Missing, reasonOf, type Timing } from "../compare.js";
import type { Contestant } from "../contestant.js";
import { jobOf } from "../job.js";
import { type Effort, ratioOf, type Runner, type Sample, spreadOf, timeInTurns } from "../measure.js";
import { isInstalled } from "../missing-packages.js";
import { referenceOf } from "../reference.js";
import { coldTask } from "./cold-start.js";
import { startersWith, writeProgram } from "./programs.js";

const run = promisify(execFile);

/** Milliseconds after which a program that gives no result is ended. */
const TIMEOUT = 120_000;

/** What it is called in reports. */
export const coldStartName = "cold start, mha512x8 seq 128";

/** A contestant's program, started with one of its variants. */
interface ColdRunner extends Runner {
  readonly contestant: Contestant;
  readonly variant: string;
}

/**
 * The time from the start of a process to its first result, weights bound from memory, of everyone whose packages are
 * there. Of several variants the one that starts first counts. Programs and kernels are written into `folder`, below
 * the bench.
 * @throws Error if someone computes something else
 */
export async function measureColdStarts(folder: string, effort: Effort): Promise<Measurement> {
  const reference = referenceOf(jobOf(coldTask)).subarray(0, coldTask.width);
  const runners: ColdRunner[] = [];
  const missing: Missing[] = [];
  const starters = await startersWith(folder);
  for (const starter of starters.filter(({ contestant }) => contestant.packages.every(isInstalled))) {
    const { name, threads } = starter.contestant;
    const path = await writeProgram(starter, folder);
    for (const { name: variant } of starter.contestant.variantsFor(coldTask)) {
      try {
        await runProgram(path, variant);
        runners.push(runnerOf(starter.contestant, path, variant, reference));
      } catch (error) {
        missing.push({ workload: coldStartName, name, threads, reason: `${variant}: ${reasonOf(error)}` });
      }
    }
  }
  const { times, failures, noise } = await timeInTurns(runners, effort);
  for (const [{ name }, error] of failures) {
    missing.push({ workload: coldStartName, name, threads: 1, reason: reasonOf(error) });
  }
  const typical = (runner: ColdRunner): number => spreadOf(times.get(runner) ?? []).median;
  const fastest = [...new Set(runners.map(({ contestant }) => contestant))].flatMap((contestant) =>
    runners
      .filter((runner) => runner.contestant === contestant && times.has(runner))
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
          return { workload: coldStartName, target, threads, against: other.name, ratio: median, low, high };
        }),
    );
  return { workload: coldStartName, timings, comparisons, missing, noise };
}

function runnerOf(contestant: Contestant, path: string, variant: string, reference: Float64Array): ColdRunner {
  const time = async (): Promise<Sample> => {
    const { seconds, waited, row } = await runProgram(path, variant);
    checkResult(contestant.name, coldStartName, { data: Float32Array.from(row), from: 0 }, reference);
    return { seconds, waited };
  };
  return { name: contestant.name, contestant, variant, time };
}

/** What a program prints. */
interface ColdResult extends Sample {
  /** The first row of the result. */
  readonly row: readonly number[];
}

/** Runs a program. Libraries print to stdout too: its own line is the last. Throws Error if it fails. */
async function runProgram(path: string, variant: string): Promise<ColdResult> {
  const { stdout } = await run(process.execPath, [path, variant], { timeout: TIMEOUT });
  const result: ColdResult = JSON.parse(stdout.slice(stdout.lastIndexOf('{"seconds"')));
  return result;
}
