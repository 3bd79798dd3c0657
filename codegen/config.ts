import type { AnyProgram } from "../src/program/program.js";
import { isName } from "../src/shape/name.js";
import {
  checkFields,
  type Fields,
  onlyUsed,
  refuseUnusedWasm,
  type ResolvedTargets,
  resolveTargets,
  type TargetsConfig,
} from "./config-targets.js";
import { describe, isRecord } from "./describe.js";
import { ConfigError } from "./errors.js";

/** What `heddle.config.ts` exports. */
export interface HeddleConfig extends TargetsConfig {
  /** Folder for the kernels, relative to the config's own folder and inside of it. By default `"generated"`. */
  readonly outDir?: string;
  /**
   * The programs to generate, each with a name of its own; one that is generated for something else than the rest is
   * written `{ program: mha, targets: ["wasm"] }`.
   */
  readonly programs: readonly (AnyProgram | ProgramConfig)[];
}

/** A program with targets of its own. */
export interface ProgramConfig extends TargetsConfig {
  readonly program: AnyProgram;
}

/** A config with its defaults filled in. */
export interface ResolvedConfig {
  readonly outDir: string;
  readonly programs: readonly ResolvedProgram[];
}

/** A program and what it is generated for. */
export interface ResolvedProgram extends ResolvedTargets {
  readonly program: AnyProgram;
}

const fields = ["outDir", "programs", "targets", "wasm"];
const programFields = ["program", "targets", "wasm"];

/**
 * The config of a project, checked: `export default defineConfig({ programs: [mha] })`.
 *
 * @throws ConfigError that names the field at fault
 */
export function defineConfig(config: HeddleConfig): ResolvedConfig {
  return resolveConfig(config);
}

/**
 * Checks a value from outside against {@link HeddleConfig} and fills in the defaults.
 *
 * @throws ConfigError that names the field at fault
 */
export function resolveConfig(config: unknown): ResolvedConfig {
  if (!isRecord(config)) {
    throw new ConfigError("itself", `is ${describe(config)}: write export default defineConfig({ programs: [..] })`);
  }
  checkFields(config, "", fields, "the config");
  const outDir = resolveOutDir(config["outDir"] ?? "generated");
  const programs = resolvePrograms(config["programs"], config);
  refuseUnusedWasm(
    config,
    "",
    programs.some(({ wasm }) => wasm !== undefined),
  );
  return { outDir, programs };
}

/** The folder with `/` between its parts and without `.` and `..`. */
function resolveOutDir(outDir: unknown): string {
  if (typeof outDir !== "string") {
    throw new ConfigError("outDir", `must be a folder such as "generated": got ${describe(outDir)}`);
  }
  const written = JSON.stringify(outDir);
  if (/^[\\/]|^[A-Za-z]:/.test(outDir)) {
    throw new ConfigError("outDir", `must be relative to the folder of the config: got ${written}`);
  }
  if (/\p{Cc}/u.test(outDir)) throw new ConfigError("outDir", `has a control character in it: ${written}`);
  const parts: string[] = [];
  for (const part of outDir.split(/[\\/]/)) {
    if (part === "" || part === ".") continue;
    if (part !== "..") {
      parts.push(part);
    } else if (parts.pop() === undefined) {
      throw new ConfigError("outDir", `lies outside of the project, the folder of the config: ${written}`);
    }
  }
  if (parts.length === 0) {
    throw new ConfigError("outDir", `must be a folder of its own inside of the project: got ${written}`);
  }
  return parts.join("/");
}

function resolvePrograms(programs: unknown, config: Fields): readonly ResolvedProgram[] {
  if (!Array.isArray(programs)) {
    throw new ConfigError("programs", `must be a list of programs: got ${describe(programs)}`);
  }
  if (programs.length === 0) throw new ConfigError("programs", "is empty: list at least one program to generate");
  const shared = resolveTargets(config, "");
  const resolved: ResolvedProgram[] = [];
  for (const [index, given] of programs.entries()) {
    const field = `programs[${index}]`;
    const others = resolved.map(({ program }) => program);
    if (isRecord(given) && "program" in given && !isProgram(given)) {
      checkFields(given, `${field}.`, programFields, "a program in the config");
      const program = checkProgram(given["program"], `${field}.program`, others);
      const own = onlyUsed(resolveTargets(given, `${field}.`, shared));
      refuseUnusedWasm(given, `${field}.`, own.wasm !== undefined);
      resolved.push({ program, ...own });
    } else {
      resolved.push({ program: checkProgram(given, field, others), ...onlyUsed(shared) });
    }
  }
  return resolved;
}

/** Names must differ by more than case, because each is a folder and some file systems ignore case. */
function checkProgram(program: unknown, field: string, before: readonly AnyProgram[]): AnyProgram {
  if (!isProgram(program)) {
    throw new ConfigError(field, `must be what program() returned: got ${describe(program)}`);
  }
  if (!isName(program.name)) {
    throw new ConfigError(field, `has the name ${JSON.stringify(program.name)}: use letters, digits and _`);
  }
  const same = before.findIndex(({ name }) => name.toLowerCase() === program.name.toLowerCase());
  if (same === -1) return program;
  const other = before[same];
  throw new ConfigError(
    field,
    other === program
      ? `is the same program as programs[${same}] (${program.name}): list it once`
      : `has the name ${program.name}, but programs[${same}] is ${other?.name}: each name becomes a folder, give another`,
  );
}

/** Structural, because the config may have loaded another instance of the library than the generator's own. */
function isProgram(value: unknown): value is AnyProgram {
  return isRecord(value) && ["params", "inputs", "outputs"].every((field) => field in value) && "name" in value;
}
