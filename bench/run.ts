import { type Option, parseArguments } from "../codegen/cli/arguments.js";
import { UsageError } from "../codegen/cli/usage-error.js";
import { measureColdStarts } from "./cold/measure.js";
import { race } from "./compare.js";
import type { Contestant } from "./contestant.js";
import { contestants, quickPeers } from "./contestants.js";
import type { Effort } from "./measure.js";
import { INSTALL_COMMAND, isInstalled, missingNote } from "./missing-packages.js";
import { startInProcess } from "./process/start.js";
import { Report, type Streams } from "./report.js";
import { compareSizes, measureSizes } from "./size/measure.js";
import type { Start } from "./start.js";
import { type Workload, workloads } from "./workloads.js";

const options: readonly Option[] = [
  { name: "quick", summary: "fewer workloads, peers and rounds: under a minute" },
  { name: "json", summary: "print a JSON object for each comparison, one a line" },
  { name: "help", short: "h", summary: "show this" },
];

const help = `Usage: npm run bench -- [--quick] [--json]

Times the generated kernels and what they are compared with, each in a process of its own, in turns, and prints the median
of the ratios with its quartiles. Above 1 the kernel is faster; against a ceiling, the most that the machine does, the ratio
is the fraction that the kernel reaches. What everyone computes is checked first. Nothing else should run on the machine.
The table, the comparisons and a chart are written to bench/results.

The libraries that it compares with are installed by
  ${INSTALL_COMMAND}
Those that aren't installed are left out.

Options:
${options.map(({ name, summary }) => `  ${`--${name}`.padEnd(8)} ${summary}`).join("\n")}
`;

/** What is measured, and for how long. */
export interface BenchPlan {
  readonly contestants: readonly Contestant[];
  /** Who takes part in quick runs besides the targets. */
  readonly quickPeers: readonly string[];
  readonly workloads: readonly Workload[];
  readonly start: Start;
  readonly thorough: Effort;
  readonly quick: Effort;
  /** How cold starts and sizes are measured in thorough runs; not at all where nothing is said. */
  readonly coldStarts?: Effort;
  /** The folder for the table, the comparisons and the chart. */
  readonly results: URL;
}

const everything: BenchPlan = {
  contestants,
  quickPeers,
  workloads,
  start: startInProcess,
  thorough: { warmUp: 1, budget: 12, rounds: 7 },
  quick: { warmUp: 0.3, budget: 5, rounds: 5 },
  coldStarts: { warmUp: 0, budget: 30, rounds: 7 },
  results: new URL("results/", import.meta.url),
};

/**
 * Runs `npm run bench` with those arguments; gives the exit code: 0, or 2 if the command line can't be understood.
 * @throws Error if someone computes something else than the workload
 */
export async function runBench(args: readonly string[], streams: Streams, plan = everything): Promise<number> {
  try {
    const given = parseArguments(args, options);
    const [operand] = given.operands;
    if (operand !== undefined) throw new UsageError(`there is nothing to do with ${operand}`);
    if (given.has("help")) streams.stdout.write(help);
    else await measureAll(plan, given.has("quick"), new Report(streams, given.has("json")));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`bench: ${error.message}\n`);
    return 2;
  }
}

async function measureAll(plan: BenchPlan, isQuick: boolean, report: Report): Promise<void> {
  const invited = plan.contestants.filter(
    ({ name, role, threads }) => !isQuick || ((role === "target" || plan.quickPeers.includes(name)) && threads === 1),
  );
  const present = invited.filter(({ packages }) => packages.every(isInstalled));
  report.note(missingNote(invited.filter((each) => !present.includes(each))));
  try {
    for (const workload of plan.workloads.filter((each) => each.isQuick || !isQuick)) {
      for (const threads of new Set(present.map((each) => each.threads))) {
        report.progress(`${workload.name}, threads ${threads}`);
        const racers = present.filter((each) => each.threads === threads);
        report.add(await race(workload, racers, plan.start, isQuick ? plan.quick : plan.thorough));
      }
    }
    if (plan.coldStarts && !isQuick) {
      report.progress("cold start");
      report.add(await measureColdStarts(plan.coldStarts));
      const sizes = await measureSizes();
      report.addSizes(sizes, compareSizes(sizes));
    }
  } finally {
    // What was measured before someone computed something else is kept.
    report.write(plan.results);
  }
}
