import { type Option, parseArguments } from "../codegen/cli/arguments.js";
import { UsageError } from "../codegen/cli/usage-error.js";
import { type Compiler, compilers } from "./compiler.js";
import { ListError } from "./list-error.js";
import { readList } from "./read/list.js";
import { reportLines, reportOn } from "./report.js";

const options: readonly Option[] = [
  { name: "compiler", value: "NAME", summary: `what judges the types: ${compilers.join(", ")}` },
  { name: "help", short: "h", summary: "show this" },
];

const help = `Usage: npm run patterns -- [--compiler NAME] FILE.json

Judges every einsum equation and einops pattern of a list both ways. At run time: an accepted one gives the shape and
the elements that the list and an oracle of plain loops give, a refused one throws a ShapeError. In the types, all in
one compilation: an accepted one compiles to the very type, a refused one doesn't compile.
Prints a line for each disagreement, then the counts; the last line is a JSON object with all of it.

Options:
${options.map(({ name, value = "", summary }) => `  ${`--${name} ${value}`.padEnd(16)} ${summary}`).join("\n")}

Exit codes: 0 if all agree, 1 if there is a disagreement, 2 if the command line or the list can't be used.
`;

/** Where a run prints. */
export interface Streams {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Runs `npm run patterns` with those arguments; gives the exit code. */
export async function runPatterns(args: readonly string[], { stdout, stderr }: Streams): Promise<number> {
  try {
    const given = parseArguments(args, options);
    if (given.has("help")) {
      stdout(help);
      return 0;
    }
    const compiler = compilerNamed(given.values("compiler"));
    const [file, ...more] = given.operands;
    if (file === undefined || more.length > 0) throw new UsageError("give one list: FILE.json");
    const report = await reportOn(readList(file), compiler);
    for (const line of reportLines(report)) stdout(`${line}\n`);
    stdout(`${JSON.stringify({ file, ...report })}\n`);
    return report.disagreements.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ListError)) throw error;
    stderr(`patterns: ${error.message}\n`);
    return 2;
  }
}

function compilerNamed(names: readonly string[]): Compiler {
  const [name = "typescript", ...more] = names;
  const compiler = compilers.find((known) => known === name);
  if (compiler !== undefined && more.length === 0) return compiler;
  throw new UsageError(`give one compiler: --compiler ${compilers.join(" | ")}`);
}
