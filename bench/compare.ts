import { checkResult } from "./check.js";
import type { Contestant } from "./contestant.js";
import { jobOf, operationsOf } from "./job.js";
import { type Effort, type Noise, ratioOf, spreadOf, timeInTurns, type Turns } from "./measure.js";
import { referenceOf } from "./reference.js";
import type { Start, StartedContestant } from "./start.js";
import type { Task } from "./tasks.js";
import type { Workload } from "./workloads.js";

/** How a target did against another. */
export interface Comparison {
  readonly workload: string;
  readonly target: string;
  readonly threads: number;
  readonly against: string;
  /**
   * The median of the rounds' ratios: above 1 the target is faster, or smaller. Against a ceiling, the fraction of it
   * that the target reaches.
   */
  readonly ratio: number;
  /** The quartiles of the rounds' ratios: half of them lie between. */
  readonly low: number;
  readonly high: number;
}

/** What a contestant took. */
export interface Timing {
  readonly name: string;
  readonly threads: number;
  /** The way in which it did the task. */
  readonly variant: string;
  /** The only target that it is compared with, if there is one. */
  readonly target?: string;
  /** Median seconds of a run. */
  readonly seconds: number;
  /** Floating-point operations of a run, where the time is that of a run alone. */
  readonly operations?: number;
}

/** Someone who wasn't measured, and why. */
export interface Missing {
  readonly workload: string;
  readonly name: string;
  readonly threads: number;
  readonly reason: string;
}

/** A workload, measured. */
export interface Measurement {
  readonly workload: string;
  readonly timings: readonly Timing[];
  readonly comparisons: readonly Comparison[];
  readonly missing: readonly Missing[];
  readonly noise: Noise;
}

/** A contestant in a race. */
interface Racer {
  readonly contestant: Contestant;
  readonly started: StartedContestant;
}

/** Right results, which other races of the same workload need as well. */
const references = new WeakMap<Task, Float64Array>();

/**
 * Times a workload by all contestants in turns, and compares each target with everyone else.
 * @throws Error if someone computes something else
 */
export async function race(
  workload: Workload,
  contestants: readonly Contestant[],
  start: Start,
  effort: Effort,
): Promise<Measurement> {
  const missing: Missing[] = [];
  const racers: Racer[] = [];
  try {
    const reference = references.get(workload.task) ?? referenceOf(jobOf(workload.task));
    references.set(workload.task, reference);
    for (const contestant of contestants) {
      const { name, threads, role } = contestant;
      const miss = (reason: string): void => void missing.push({ workload: workload.name, name, threads, reason });
      if (contestant.variantsFor(workload.task).length === 0) {
        if (role === "target")
          miss(`the target doesn't do this with ${threads === 1 ? "one thread" : `${threads} threads`}`);
        continue;
      }
      const started = await start(contestant, workload).catch((error: unknown) => {
        miss(reasonOf(error));
        return undefined;
      });
      if (!started) continue;
      racers.push({ contestant, started });
      if (started.result) checkResult(name, workload.name, started.result, reference);
    }
    const { failures, ...found } = await measured(workload, racers, effort);
    for (const { contestant, started } of racers) {
      const { name, threads } = contestant;
      if (failures.has(started)) {
        missing.push({ workload: workload.name, name, threads, reason: reasonOf(failures.get(started)) });
      }
    }
    return { workload: workload.name, ...found, missing };
  } finally {
    for (const { started } of racers) started.stop();
  }
}

async function measured(
  { name, task }: Workload,
  all: readonly Racer[],
  effort: Effort,
): Promise<Pick<Measurement, "timings" | "comparisons" | "noise"> & Pick<Turns, "failures">> {
  const operations = operationsOf(task);
  const { times, failures, noise } = await timeInTurns(
    all.map(({ started }) => started),
    effort,
  );
  const racers = all.filter(({ started }) => times.has(started));
  const timesOf = ({ started }: Racer): readonly number[] => times.get(started) ?? [];
  const timings = racers.map((racer): Timing => {
    const { variant, operations: ownOperations = operations } = racer.started;
    const { name: contestant, threads, target } = racer.contestant;
    const seconds = spreadOf(timesOf(racer)).median;
    return { name: contestant, threads, variant, seconds, operations: ownOperations, ...(target && { target }) };
  });
  const comparisons = racers
    .filter(({ contestant }) => contestant.role === "target")
    .flatMap((own) =>
      racers
        .filter(({ contestant }) => isComparable(own.contestant, contestant))
        .map((other): Comparison => {
          const { operations: otherOperations = operations, isOtherWork = false } = other.started;
          // For other work the rates are compared: what counts is the time for as much work.
          const share = isOtherWork ? operations / otherOperations : 1;
          const { low, median, high } = ratioOf(timesOf(own), timesOf(other), share);
          const { name: target, threads } = own.contestant;
          return { workload: name, target, threads, against: other.contestant.name, ratio: median, low, high };
        }),
    );
  return { timings, comparisons, failures, noise };
}

/** Whether it says something to compare a target with that contestant: another target, or one that isn't another's. */
function isComparable(target: Contestant, { name, target: owner = target.name }: Contestant): boolean {
  return name !== target.name && owner === target.name;
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
