import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../codegen/cli/usage-error.js";
import { coldStartName, measureColdStarts } from "./cold/measure.js";
import { race } from "./compare.js";
import type { Contestant } from "./contestant.js";
import { contestantsWith, quickPeers, raceOf } from "./contestants.js";
import type { Effort } from "./measure.js";
import { isInstalled, missingNote } from "./missing-packages.js";
import { type BenchOptions, help, readOptions } from "./options.js";
import { processStarter } from "./process/start.js";
import { Report, type Streams } from "./report.js";
import { compareSizes, measureSizes, SIZE } from "./size/measure.js";
import type { Start } from "./start.js";
import { type Workload, workloads } from "./workloads.js";

/** What is measured, and for how long. */
export interface BenchPlan {
  /** Everyone, where kernels lie in the folder of that name. */
  readonly contestants: (kernels: string) => readonly Contestant[];
  /** Who takes part in quick runs besides the targets. */
  readonly quickPeers: readonly string[];
  readonly workloads: readonly Workload[];
  /** How contestants are started, where the run has a folder of its own, which is gone in the end. */
  readonly starter: (folder: string) => Promise<Start>;
  readonly thorough: Effort;
  readonly quick: Effort;
  /** For workloads that one target does alone. */
  readonly alone: Effort;
  /** How cold starts and sizes are measured in thorough runs; not at all where nothing is said. */
  readonly coldStarts?: Effort;
  /** The folder for the table, the comparisons and the chart. */
  readonly results: URL;
}

const everything: BenchPlan = {
  contestants: contestantsWith,
  quickPeers,
  workloads,
  starter: processStarter,
  thorough: { warmUp: 0.5, budget: 0.7, rounds: 7 },
  quick: { warmUp: 0.3, budget: 0.5, rounds: 5 },
  alone: { warmUp: 0.4, budget: 0.6, rounds: 9 },
  coldStarts: { warmUp: 0, budget: 2, rounds: 9 },
  results: new URL("results/", import.meta.url),
};

/**
 * Runs `npm run bench` with those arguments; gives the exit code: 0, or 2 if the command line can't be understood.
 * @throws Error if someone computes something else than the workload
 */
export async function runBench(args: readonly string[], streams: Streams, plan = everything): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.isHelp) streams.stdout.write(help);
    else await measureAll(plan, options, new Report(streams, options.format));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`bench: ${error.message}\n`);
    return 2;
  }
}

async function measureAll(plan: BenchPlan, options: BenchOptions, report: Report): Promise<void> {
  const { isQuick } = options;
  const isAsked = (name: string): boolean =>
    options.only.length === 0 || options.only.some((part) => name.includes(part));
  const chosen = plan.workloads.filter(({ name, isQuick: isShort }) => isAsked(name) && (isShort || !isQuick));
  const [isColdAsked, isSizeAsked] = [coldStartName, SIZE].map((name) => !isQuick && plan.coldStarts && isAsked(name));
  if (chosen.length === 0 && !isColdAsked && !isSizeAsked) {
    throw new UsageError(`no workload is called ${options.only.join(" or ")}`);
  }
  mkdirSync(plan.results, { recursive: true });
  const folder = mkdtempSync(join(fileURLToPath(plan.results), "run-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const invited = plan
      .contestants(folder)
      .filter((each) => !isQuick || ((each.role === "target" || plan.quickPeers.includes(each.name)) && isFirst(each)));
    const present = invited.filter(({ packages }) => packages.every(isInstalled));
    report.note(missingNote(invited.filter((each) => !present.includes(each))));
    const start = await plan.starter(folder);
    for (const workload of chosen) {
      for (const name of new Set(present.map(raceOf))) {
        const racers = present.filter((each) => raceOf(each) === name && isFor(workload, each));
        if (!racers.some(({ role }) => role === "target")) continue;
        report.progress(`${workload.name}, ${name}`);
        const effort = effortFor(workload, plan, isQuick);
        report.add(await race(workload, racers, start, effort));
      }
    }
    if (plan.coldStarts && isColdAsked) {
      report.progress(coldStartName);
      report.add(await measureColdStarts(folder, plan.coldStarts));
    }
    if (isSizeAsked) {
      const sizes = await measureSizes(folder);
      report.addSizes(sizes, compareSizes(sizes));
    }
    report.finish();
  } finally {
    process.off("exit", remove);
    remove();
    // What was measured before someone computed something else is kept.
    report.write(plan.results);
    if (options.jsonFile !== undefined) report.writeJson(options.jsonFile);
  }
}

/** Of the sentences it is their median that counts: each by itself needs less. */
function effortFor({ only, task }: Workload, { thorough, quick, alone }: BenchPlan, isQuick: boolean): Effort {
  if (isQuick || task.kind === "sentence") return quick;
  return only === undefined ? thorough : alone;
}

/** Whether a contestant is in the race of one thread. */
function isFirst(contestant: Contestant): boolean {
  return raceOf(contestant) === raceOf({ threads: 1 });
}

/** Whether a contestant does a workload: everyone does, but where it is one target's alone, or too short for two threads. */
function isFor({ only, task }: Workload, contestant: Contestant): boolean {
  if (task.kind === "sentence" || task.kind === "text") return isFirst(contestant);
  if (only === undefined) return true;
  return isFirst(contestant) && (contestant.target ?? contestant.name) === only;
}
