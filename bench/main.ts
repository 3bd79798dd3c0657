import { type Option, parseArguments } from "../codegen/cli/arguments.js";
import { UsageError } from "../codegen/cli/usage-error.js";
import { measure, type Measurement } from "./compare.js";
import type { Effort } from "./measure.js";
import { tableOf } from "./table.js";
import { targets } from "./targets.js";
import { workloads } from "./workloads.js";

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

const thorough: Effort = { warmUp: 1, budget: 20, rounds: 9 };
const quick: Effort = { warmUp: 0.3, budget: 5, rounds: 5 };

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const given = parseArguments(args, options);
    const [operand] = given.operands;
    if (operand !== undefined) throw new UsageError(`there is nothing to do with ${operand}`);
    if (given.has("help")) process.stdout.write(help);
    else await runAll(given.has("quick"), given.has("json"));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`bench: ${error.message}\n`);
    return 2;
  }
}

async function runAll(isQuick: boolean, isJson: boolean): Promise<void> {
  const measurements: Measurement[] = [];
  for (const target of targets) {
    for (const workload of workloads.filter((each) => each.isQuick || !isQuick)) {
      if (process.stderr.isTTY) process.stderr.write(`${target.name}: ${workload.name} ...\n`);
      const measurement = await measure(workload, target, isQuick ? quick : thorough);
      measurements.push(measurement);
      if (!isJson) continue;
      for (const { comparison } of measurement.peers) process.stdout.write(`${JSON.stringify(comparison)}\n`);
    }
  }
  if (!isJson) process.stdout.write(tableOf(measurements));
}
