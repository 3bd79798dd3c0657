import { commonOptions } from "./command.js";
import type { Command } from "./command.js";
import type { Option } from "./arguments.js";

/** Options of `heddle` itself. */
export const globalOptions: readonly Option[] = [
  { name: "version", short: "v", summary: "print the version" },
  { name: "json", summary: "print one JSON object and nothing else" },
  { name: "help", short: "h", summary: "print this help" },
];

/** The help of `heddle` itself. */
export function overallHelp(commands: readonly Command[]): string[] {
  return [
    "usage: heddle COMMAND [options]",
    "",
    "Makes shape-specialised kernels from the programs of a heddle.config.ts.",
    "",
    "commands:",
    ...twoColumns(commands.map(({ name, summary }) => [name, summary])),
    "",
    "options:",
    ...twoColumns(globalOptions.map(describeOption)),
    "",
    "heddle COMMAND --help says more. Exit codes: 0 fine, 1 something is stale (check), 2 an error.",
  ];
}

/** The help of one command. */
export function commandHelp({ name, summary, operands, options, details }: Command): string[] {
  return [
    `usage: heddle ${[name, operands.text, "[options]"].filter((part) => part !== "").join(" ")}`,
    "",
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...details,
    "",
    "options:",
    ...twoColumns([...options, ...commonOptions].map(describeOption)),
  ];
}

function describeOption({ name, short, value, summary }: Option): readonly [string, string] {
  return [`${short ? `-${short}, ` : "    "}--${name}${value === undefined ? "" : ` ${value}`}`, summary];
}

function twoColumns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
