import { parseArgs } from "node:util";
import { didYouMean } from "../nearest.js";
import { UsageError } from "./usage-error.js";

/** An option of a command. */
export interface Option {
  /** Without the dashes: `"config"`. */
  readonly name: string;
  readonly short?: string;
  /** What its value stands for in the help, if it takes one: `"FILE"`. */
  readonly value?: string;
  readonly summary: string;
}

/** A command line, taken apart. */
export interface Arguments {
  /** What is not an option, in order. */
  readonly operands: readonly string[];
  /** Whether an option without a value is given. */
  has(name: string): boolean;
  /** The values given for an option, in order. */
  values(name: string): readonly string[];
}

/**
 * Takes a command line apart. An option may stand before or after the operands; `--` ends the options.
 *
 * @throws UsageError for an option that isn't one of `options`, lacks its value, or has one that it doesn't take
 */
export function parseArguments(args: readonly string[], options: readonly Option[]): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((option) => [option.name, toConfig(option)])),
    strict: false,
    tokens: true,
  });
  const operands: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind === "option") {
      const option = knownOption(token.name, token.rawName, options);
      const values = given.get(option.name) ?? [];
      given.set(option.name, [...values, ...checkValue(option, token.value, token.inlineValue === true)]);
    }
  }
  return {
    operands,
    has: (name) => given.has(name),
    values: (name) => given.get(name) ?? [],
  };
}

function toConfig({ short, value }: Option) {
  return { type: value === undefined ? ("boolean" as const) : ("string" as const), ...(short ? { short } : {}) };
}

function knownOption(name: string, written: string, options: readonly Option[]): Option {
  const option = options.find((candidate) => candidate.name === name);
  if (option) return option;
  const known = options.map((candidate) => `--${candidate.name}`);
  throw new UsageError(`unknown option ${written}${didYouMean(written, known)}`);
}

/** A value that looks like an option is taken for a forgotten value, unless it is written with `=`. */
function checkValue(option: Option, value: string | undefined, isInline: boolean): readonly string[] {
  const { name, value: placeholder } = option;
  if (placeholder === undefined) {
    if (value !== undefined) throw new UsageError(`--${name} takes no value: got ${value}`);
    return [];
  }
  if (value === undefined || value === "" || (value.startsWith("-") && !isInline)) {
    throw new UsageError(`--${name} needs a value: --${name} ${placeholder}`);
  }
  return [value];
}
