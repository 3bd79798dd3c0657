import { compileProgram } from "../../compile-programs.js";
import type { Target } from "../../kernel.js";
import { selectPrograms } from "../../select.js";
import { didYouMean } from "../../nearest.js";
import { configOption, exitFine, openProject } from "../command.js";
import type { Command } from "../command.js";
import { showInspection } from "../show-inspection.js";
import { UsageError } from "../usage-error.js";

/** `heddle inspect`: what a kernel does and costs. */
export const inspectCommand: Command = {
  name: "inspect",
  summary: "show a kernel's shapes, cost, code size, memory plan and loop IR",
  operands: { text: "NAME", least: 1, most: 1 },
  options: [
    configOption,
    { name: "dim", value: "NAME=SIZE", summary: "the size of a dim, to show numbers: --dim seq=128 (repeatable)" },
    { name: "target", value: "NAME", summary: "of which target, where there are several; the first unless said" },
  ],
  details: [
    "Writes nothing. Counts are formulas in the dims of the program, and numbers where --dim gives their sizes.",
  ],
  async run(context) {
    const { args, terminal, environment } = context;
    const dims = parseDims(args.values("dim"));
    const project = await openProject(context);
    const compile = await environment.loadCompiler();
    for (const selected of selectPrograms(project.config.programs, args.operands)) {
      const kernel = compileProgram(project, selected, compile);
      const target = chosenTarget(args.values("target").at(-1), selected.targets, kernel.name);
      checkDims(Object.keys(dims), kernel.inspect({}, target).dims, kernel.name);
      const inspection = kernel.inspect(dims, target);
      for (const line of showInspection(inspection)) terminal.print(line);
      terminal.json(inspection);
    }
    return exitFine;
  },
};

function parseDims(texts: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(texts.map(parseDim));
}

function parseDim(text: string): readonly [name: string, size: number] {
  const [, name, digits] = /^([A-Za-z_]\w*)=(\d+)$/.exec(text) ?? [];
  const size = Number(digits);
  if (name === undefined || !Number.isSafeInteger(size) || size < 1) {
    throw new UsageError(`--dim takes a name and a positive integer, such as seq=128: got ${text}`);
  }
  return [name, size];
}

function chosenTarget(named: string | undefined, targets: readonly Target[], program: string): Target | undefined {
  if (named === undefined) return undefined;
  const target = targets.find((candidate) => candidate === named);
  if (target) return target;
  throw new UsageError(`${program} isn't generated for ${named}, but for ${targets.join(", ")}`);
}

function checkDims(given: readonly string[], known: readonly string[], program: string): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const list = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
  throw new UsageError(`${program} has no dim ${unknown}${didYouMean(unknown, known)} (${list})`);
}
