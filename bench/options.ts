import { type Option, parseArguments } from "../codegen/cli/arguments.js";
import { UsageError } from "../codegen/cli/usage-error.js";
import { INSTALL_COMMAND } from "./missing-packages.js";
import type { Format } from "./report.js";

/** What a run is asked for. */
export interface BenchOptions {
  readonly isHelp: boolean;
  readonly isQuick: boolean;
  /** What is printed to stdout. */
  readonly format: Format;
  /** Where the comparisons are written as JSON besides. */
  readonly jsonFile?: string;
  /** Parts of the names of workloads, of which one must be there; everything is measured where there is none. */
  readonly only: readonly string[];
}

const options: readonly Option[] = [
  { name: "quick", summary: "fewer workloads, peers and rounds: under a minute" },
  { name: "only", value: "NAME", summary: "only workloads with NAME in theirs: causal, 'seq 128', 'cold start', size" },
  { name: "json", summary: "print a JSON object for each comparison, one a line; with FILE, write them there" },
  { name: "markdown", summary: "print a table in Markdown" },
  { name: "help", short: "h", summary: "show this" },
];

/** What `--help` shows. */
export const help = `Usage: npm run bench -- [--quick] [--only NAME]... [--json [FILE]] [--markdown]

Times the generated kernels and what they are compared with, each in a process of its own, in turns, and prints the median
of the ratios with its quartiles. Above 1 the kernel is faster; against a ceiling, the most that the machine does, the ratio
is the fraction that the kernel reaches. What everyone computes is checked first. Nothing else should run on the machine.
The table, the comparisons and a chart are written to bench/results.

The libraries that it compares with are installed by
  ${INSTALL_COMMAND}
Those that aren't installed are left out.

Options:
${options.map(({ name, value, summary }) => `  ${`--${name}${value === undefined ? "" : ` ${value}`}`.padEnd(12)} ${summary}`).join("\n")}

HEDDLE_BENCH_NODE, the path of a newer Node, adds kernels with relaxed SIMD, which run there.
`;

/**
 * Reads a command line.
 * @throws UsageError where it can't be understood
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const given = parseArguments(args.flatMap(splitJsonFile), options);
  const [file, another] = given.operands;
  if (another !== undefined || (file !== undefined && !given.has("json"))) {
    throw new UsageError(`there is nothing to do with ${another ?? file ?? ""}`);
  }
  if (given.has("markdown") && given.has("json") && file === undefined) {
    throw new UsageError("--json and --markdown print to the same place: give --json a FILE");
  }
  return {
    isHelp: given.has("help"),
    isQuick: given.has("quick"),
    format: given.has("markdown") ? "markdown" : given.has("json") && file === undefined ? "json" : "table",
    ...(file !== undefined && { jsonFile: file }),
    only: given.values("only").flatMap((names) => names.split(",")),
  };
}

/** `--json=FILE` is `--json FILE`: the option takes a value or none. */
function splitJsonFile(arg: string): readonly string[] {
  const joined = "--json=";
  return arg.startsWith(joined) ? [arg.slice(0, joined.length - 1), arg.slice(joined.length)] : [arg];
}
