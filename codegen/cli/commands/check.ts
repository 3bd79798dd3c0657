import { check } from "../../check.js";
import type { StaleFile } from "../../check.js";
import { configOption, exitFine, exitStale, openProject, quietOption } from "../command.js";
import type { Command } from "../command.js";
import type { Terminal } from "../terminal.js";

/** `heddle check`: compares without writing. */
export const checkCommand: Command = {
  name: "check",
  summary: "compare the kernels on disk with what generate would write",
  operands: { text: "[NAME..]", least: 0, most: Number.POSITIVE_INFINITY },
  options: [configOption, quietOption],
  details: [
    "Writes nothing. Lists each file that is stale, missing or left over, with what differs, and exits with 1 if there",
    "is any. With --quiet, the list without the differences.",
  ],
  async run(context) {
    const { args, terminal, environment } = context;
    const project = await openProject(context);
    const { stale, upToDate } = check(project, args.operands, await environment.loadCompiler());
    for (const file of stale) printStale(terminal, file);
    if (stale.length > 0) terminal.info(`${stale.length} not up to date: run heddle generate`);
    else terminal.info(`${upToDate} up to date`);
    terminal.json({ stale, upToDate });
    return stale.length > 0 ? exitStale : exitFine;
  },
};

function printStale(terminal: Terminal, { path, state, note, diff }: StaleFile): void {
  terminal.print(`${terminal.paint("red", state)} ${path}${note === undefined ? "" : `: ${note}`}`);
  for (const line of diff) terminal.info(`  ${paintDiff(terminal, line)}`);
}

function paintDiff(terminal: Terminal, line: string): string {
  if (line.startsWith("+")) return terminal.paint("green", line);
  if (line.startsWith("-")) return terminal.paint("red", line);
  return line.startsWith("@@") ? terminal.paint("dim", line) : line;
}
