import { didYouMean } from "../nearest.js";
import { parseArguments } from "./arguments.js";
import type { Arguments } from "./arguments.js";
import { commonOptions, exitError, exitFine } from "./command.js";
import type { Command } from "./command.js";
import { commands } from "./commands/index.js";
import type { CliEnvironment } from "./environment.js";
import { commandHelp, globalOptions, overallHelp } from "./help.js";
import { reportError } from "./report.js";
import { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** The user's own line must be on the stack of an error that comes up deep in the library. */
const stackDepth = 100;

/**
 * Runs the CLI.
 *
 * @param args without the names of the interpreter and the script
 * @returns the exit code: 0 fine, 1 something is stale, 2 an error
 */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<number> {
  const depthBefore = Error.stackTraceLimit;
  Error.stackTraceLimit = stackDepth;
  const terminal = new Terminal(environment, {
    json: args.includes("--json"),
    quiet: args.includes("--quiet") || args.includes("-q"),
  });
  try {
    return await dispatch(args, terminal, environment);
  } catch (error) {
    reportError(error, terminal, environment.cwd, args.includes("--verbose"));
    return exitError;
  } finally {
    Error.stackTraceLimit = depthBefore;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal, environment: CliEnvironment): Promise<number> {
  const [name] = args;
  if (name === undefined) {
    for (const line of overallHelp(commands)) terminal.error(line);
    return exitError;
  }
  if (name.startsWith("-")) return runGlobal(parseArguments(args, globalOptions), terminal, environment);
  const command = findCommand(name);
  const parsed = parseArguments(args.slice(1), [...command.options, ...commonOptions]);
  if (parsed.has("help")) {
    return printLines(commandHelp(command), terminal);
  }
  checkOperands(command, parsed.operands);
  return command.run({ args: parsed, terminal, environment });
}

function runGlobal(parsed: Arguments, terminal: Terminal, { version }: CliEnvironment): number {
  return printLines(parsed.has("version") ? [version] : overallHelp(commands), terminal);
}

function printLines(lines: readonly string[], terminal: Terminal): number {
  for (const line of lines) terminal.print(line);
  terminal.json({ text: lines.join("\n") });
  return exitFine;
}

function findCommand(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const known = commands.map((candidate) => candidate.name);
  throw new UsageError(`unknown command ${name}${didYouMean(name, known)} (heddle --help lists them)`);
}

function checkOperands({ name, operands }: Command, given: readonly string[]): void {
  if (given.length < operands.least)
    throw new UsageError(`heddle ${name} needs ${operands.text} (see heddle ${name} --help)`);
  const extra = given[operands.most];
  if (extra !== undefined)
    throw new UsageError(`heddle ${name} can't do anything with ${extra} (see heddle ${name} --help)`);
}
