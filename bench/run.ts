import { type Option, parseArguments } from "../codegen/cli/arguments.js";
import { UsageError } from "../codegen/cli/usage-error.js";
import { measure, type Measurement } from "./compare.js";
import type { Effort } from "./measure.js";
import { tableOf } from "./table.js";
import { type BenchTarget, targets } from "./targets.js";
import { type Workload, workloads } from "./workloads.js";

const options: readonly Option[] = [
  { name: "quick", summary: "fewer workloads and rounds: under a minute" },
  { name: "json", summary: "print a JSON object for each comparison, one a line" },
  { name: "help", short: "h", summary: "show this" },
];

const help = `Usage: npm run bench -- [--quick] [--json]

Times the generated kernels and what they are compared with, in turns in one process, and prints the median of the
ratios with its quartiles. Above 1 the kernel is faster; against scalar-ceiling, the most that scalar JavaScript does,
the ratio is the fraction that the kernel reaches. Nothing else should run on the machine.

Options:
${options.map(({ name, summary }) => `  ${`--${name}`.padEnd(8)} ${summary}`).join("\n")}
`;

/** What is measured, and for how long. */
export interface BenchPlan {
  readonly targets: readonly BenchTarget[];
  readonly workloads: readonly Workload[];
  readonly thorough: Effort;
  readonly quick: Effort;
}

const everything: BenchPlan = {
  targets,
  workloads,
  thorough: { warmUp: 1, budget: 12, rounds: 7 },
  quick: { warmUp: 0.3, budget: 5, rounds: 5 },
};

/** Where a run prints. Progress goes to stderr where a person watches it. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
}

/**
 * Runs `npm run bench` with those arguments; gives the exit code: 0, or 2 if the command line can't be understood.
 * @throws Error if a peer computes something else than the kernel
 */
export async function runBench(args: readonly string[], streams: Streams, plan = everything): Promise<number> {
  try {
    const given = parseArguments(args, options);
    const [operand] = given.operands;
    if (operand !== undefined) throw new UsageError(`there is nothing to do with ${operand}`);
    if (given.has("help")) streams.stdout.write(help);
    else await measureAll(plan, given.has("quick"), given.has("json"), streams);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`bench: ${error.message}\n`);
    return 2;
  }
}

async function measureAll(
  plan: BenchPlan,
  isQuick: boolean,
  isJson: boolean,
  { stdout, stderr }: Streams,
): Promise<void> {
  const measurements: Measurement[] = [];
  for (const target of plan.targets) {
    for (const workload of plan.workloads.filter((each) => each.isQuick || !isQuick)) {
      if (stderr.isTTY) stderr.write(`${target.name}: ${workload.name} ...\n`);
      const measurement = await measure(workload, target, isQuick ? plan.quick : plan.thorough);
      measurements.push(measurement);
      if (!isJson) continue;
      for (const { comparison } of measurement.peers) stdout.write(`${JSON.stringify(comparison)}\n`);
    }
  }
  if (!isJson) stdout.write(tableOf(measurements));
}
