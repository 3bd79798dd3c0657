import { type Option, parseArguments } from "../codegen/cli/arguments.js";
import { UsageError } from "../codegen/cli/usage-error.js";
import { FolderError } from "./folder-error.js";
import { onnxSuite } from "./onnx/suite.js";
import { Report } from "./report.js";
import type { Suite } from "./suite.js";
import { allTargets, type Target } from "./targets/index.js";
import { torchSuite } from "./torch/suite.js";
import { judge } from "./verdict.js";

const suites: readonly Suite[] = [onnxSuite, torchSuite];

const options: readonly Option[] = [
  { name: "suite", value: "NAME", summary: "what the folder holds" },
  { name: "json", summary: "print one JSON object only, with every failure in it" },
  { name: "help", short: "h", summary: "show this" },
];

const help = `Usage: npm run conformance -- --suite NAME DIR

Runs every case in the folder DIR through the reference evaluator and every generated target, and compares the outputs
with those expected: no further from float64 than twice the float32 reference, and 1e-6 of the greatest value to spare.
ONNX's expected values are float32 at best: there 2e-6 of the greatest value are to spare, 2^-10 where they are float16.
Prints a line for each failure and each unsupported case; the last line is a JSON object with the counts.

Suites:
${suites.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join("\n")}

Options:
${options.map(({ name, value = "", summary }) => `  ${`--${name} ${value}`.padEnd(14)} ${summary}`).join("\n")}

Exit codes: 0 if no case failed, 1 if one did, 2 if the command line or the folder can't be used.
`;

/** Where a run prints. */
export interface Streams {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Runs `npm run conformance` with those arguments; gives the exit code. */
export async function runConformance(
  args: readonly string[],
  { stdout, stderr }: Streams,
  targets: readonly Target[] = allTargets(),
): Promise<number> {
  try {
    const given = parseArguments(args, options);
    if (given.has("help")) {
      stdout(help);
      return 0;
    }
    const suite = suiteNamed(given.values("suite"));
    const [folder, ...more] = given.operands;
    if (folder === undefined || more.length > 0) throw new UsageError("give one folder: --suite NAME DIR");
    return await runSuite(suite, folder, given.has("json"), stdout, targets);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof FolderError)) throw error;
    stderr(`conformance: ${error.message}\n`);
    return 2;
  }
}

function suiteNamed(names: readonly string[]): Suite {
  const [name, ...more] = names;
  const known = suites.map((suite) => suite.name);
  if (name === undefined || more.length > 0) throw new UsageError(`give one suite: --suite ${known.join(" | ")}`);
  const suite = suites.find((candidate) => candidate.name === name);
  if (suite) return suite;
  throw new UsageError(`there is no suite ${name}: use ${known.join(", ")}`);
}

async function runSuite(
  suite: Suite,
  folder: string,
  isJson: boolean,
  stdout: Streams["stdout"],
  targets: readonly Target[],
): Promise<number> {
  const report = new Report();
  for (const subject of suite.load(folder)) {
    const verdicts = new Map<string, Awaited<ReturnType<typeof judge>>>();
    for (const target of targets) verdicts.set(target.name, await judge(target, subject));
    const lines = report.add(subject, verdicts);
    if (!isJson) for (const line of lines) stdout(`${line}\n`);
  }
  const summary = report.summary(suite.name, folder);
  const { failures, unsupported } = report;
  stdout(`${JSON.stringify(isJson ? { ...summary, failures, unsupportedCases: unsupported } : summary)}\n`);
  return summary.failed > 0 ? 1 : 0;
}
