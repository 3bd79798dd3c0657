import { isAbsolute, join } from "node:path";
import { ConfigError } from "../errors.js";
import { configNames, findConfig, loadProject } from "../load/index.js";
import type { Project } from "../load/index.js";
import type { Arguments, Option } from "./arguments.js";
import type { CliEnvironment } from "./environment.js";
import type { Terminal } from "./terminal.js";

/** Everything is as it should be. */
export const exitFine = 0;
/** `check` found something stale. */
export const exitStale = 1;
/** The config, a program or the command line is wrong, or a file can't be written. */
export const exitError = 2;

/** What a command works with. */
export interface CommandContext {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly environment: CliEnvironment;
}

/** One of the CLI's commands. */
export interface Command {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** What its operands stand for, and how many it takes. */
  readonly operands: { readonly text: string; readonly least: number; readonly most: number };
  readonly options: readonly Option[];
  /** More to know, for the command's own help. */
  readonly details: readonly string[];
  /** Does it; gives the exit code. */
  run(context: CommandContext): Promise<number>;
}

/** Options that every command has. */
export const commonOptions: readonly Option[] = [
  { name: "json", summary: "print one JSON object and nothing else" },
  { name: "verbose", summary: "print the stack trace of an error" },
  { name: "help", short: "h", summary: "print this help" },
];

/** The option of the commands that read a config. */
export const configOption: Option = {
  name: "config",
  value: "FILE",
  summary: `the config (by default ${configNames[0]}, .js or .mjs in this folder)`,
};

/** The option of the commands that report progress. */
export const quietOption: Option = { name: "quiet", short: "q", summary: "print only what is wrong" };

/**
 * Loads the project that the command line names, or else the one in the current folder.
 *
 * @throws ConfigError if there is none; else as {@link loadProject}
 */
export async function openProject({ args, environment }: CommandContext): Promise<Project> {
  const given = args.values("config").at(-1);
  if (given !== undefined) return loadProject(isAbsolute(given) ? given : join(environment.cwd, given));
  const found = findConfig(environment.cwd);
  if (found !== undefined) return loadProject(found);
  throw new ConfigError(configNames[0], "is not in this folder: run heddle init, or name one with --config FILE");
}
