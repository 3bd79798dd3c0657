import { generate } from "../../generate.js";
import type { GenerateResult } from "../../generate.js";
import { configOption, exitFine, openProject, quietOption } from "../command.js";
import type { Command } from "../command.js";
import { showProgress } from "../progress.js";
import type { Terminal } from "../terminal.js";

/** `heddle generate`: writes the kernels. */
export const generateCommand: Command = {
  name: "generate",
  summary: "write the kernels of the config's programs",
  operands: { text: "[NAME..]", least: 0, most: Number.POSITIVE_INFINITY },
  options: [configOption, quietOption],
  details: [
    "With names, only the kernels of those programs. Files that are up to date are left as they are, files that no",
    "program has any more are deleted, and files that heddle did not write are never touched.",
  ],
  async run(context) {
    const { args, terminal, environment } = context;
    const project = await openProject(context);
    const compile = await environment.loadCompiler();
    const result = generate(project, args.operands, compile, showProgress(terminal, environment));
    printResult(terminal, result);
    terminal.json(result);
    return exitFine;
  },
};

function printResult(terminal: Terminal, { written, unchanged, deleted }: GenerateResult): void {
  for (const path of written) terminal.info(`${terminal.paint("green", "wrote")} ${path}`);
  for (const path of deleted) terminal.info(`${terminal.paint("yellow", "deleted")} ${path}`);
  terminal.info(`${written.length} written, ${unchanged.length} unchanged, ${deleted.length} deleted`);
}
