import { describe, isRecord } from "./describe.js";
import { ConfigError } from "./errors.js";
import type { Target, WasmOptions } from "./kernel.js";
import { didYouMean } from "./nearest.js";

/** What kernels are generated for: of a whole config, or of one program in it. */
export interface TargetsConfig {
  /**
   * What a kernel is generated for. Where there are several, a call of `create` that names none takes the first of them
   * that runs there. By default `["typescript"]`.
   */
  readonly targets?: readonly Target[];
  /** How WebAssembly is carried, by default in base64, and in which forms besides the plain one. */
  readonly wasm?: Partial<WasmOptions>;
}

/** The same with its defaults filled in: `wasm` is there exactly if it is among the targets. */
export interface ResolvedTargets {
  readonly targets: readonly Target[];
  readonly wasm?: WasmOptions;
}

/** The fields of something from outside. */
export type Fields = Readonly<Record<string, unknown>>;

const allTargets: readonly Target[] = ["typescript", "wasm"];
const carriers: readonly WasmOptions["bytes"][] = ["base64", "file"];
const forms = ["relaxed", "threads"] as const;

/**
 * Refuses fields that are none of `known`. `path` stands before their names: `"programs[1]."`.
 *
 * @throws ConfigError that names the field
 */
export function checkFields(given: Fields, path: string, known: readonly string[], owner: string): void {
  for (const field of Object.keys(given)) {
    if (!known.includes(field)) {
      throw new ConfigError(`${path}${field}`, `is not a field of ${owner}${didYouMean(field, known)}`);
    }
  }
}

/**
 * The `targets` and `wasm` of a config or of a program in it, checked. What isn't said is as in `inherited`.
 *
 * @throws ConfigError that names the field at fault
 */
export function resolveTargets(given: Fields, path: string, inherited?: SharedTargets): SharedTargets {
  const { targets = ["typescript"], wasm = { bytes: "base64" } } = inherited ?? {};
  return {
    targets: given["targets"] === undefined ? targets : checkTargets(given["targets"], `${path}targets`),
    wasm: given["wasm"] === undefined ? wasm : { ...wasm, ...checkWasm(given["wasm"], `${path}wasm`) },
  };
}

/** What the programs of a config share, and those that say nothing of their own take. */
export interface SharedTargets {
  readonly targets: readonly Target[];
  readonly wasm: WasmOptions;
}

/** `wasm` stands there exactly if it is of use. */
export function onlyUsed({ targets, wasm }: SharedTargets): ResolvedTargets {
  return targets.includes("wasm") ? { targets, wasm } : { targets };
}

/**
 * Refuses a `wasm` that says how something is carried which is not generated.
 *
 * @throws ConfigError that names the field
 */
export function refuseUnusedWasm(given: Fields, path: string, isUsed: boolean): void {
  if (given["wasm"] === undefined || isUsed) return;
  throw new ConfigError(`${path}wasm`, `is of no use without the target: write targets: ["typescript", "wasm"]`);
}

function checkTargets(targets: unknown, field: string): readonly Target[] {
  if (!Array.isArray(targets)) {
    throw new ConfigError(field, `must be a list such as ["typescript", "wasm"]: got ${describe(targets)}`);
  }
  if (targets.length === 0) throw new ConfigError(field, `is empty: name at least one of ${allTargets.join(", ")}`);
  const checked: Target[] = [];
  for (const [index, given] of targets.entries()) {
    const target = checkOneOf(given, `${field}[${index}]`, allTargets);
    if (checked.includes(target)) throw new ConfigError(`${field}[${index}]`, `is ${target} again: name it once`);
    checked.push(target);
  }
  return checked;
}

/** What is said, and nothing of what isn't. */
function checkWasm(wasm: unknown, field: string): Partial<WasmOptions> {
  if (!isRecord(wasm)) throw new ConfigError(field, `must be options such as { bytes: "file" }: got ${describe(wasm)}`);
  checkFields(wasm, `${field}.`, ["bytes", ...forms], "the options for wasm");
  const said = forms.filter((form) => wasm[form] !== undefined);
  return {
    ...(wasm["bytes"] === undefined ? {} : { bytes: checkOneOf(wasm["bytes"], `${field}.bytes`, carriers) }),
    ...Object.fromEntries(said.map((form) => [form, checkFlag(wasm[form], `${field}.${form}`)])),
  };
}

function checkFlag(given: unknown, field: string): boolean {
  if (typeof given === "boolean") return given;
  throw new ConfigError(field, `must be true or false: got ${describe(given)}`);
}

function checkOneOf<T extends string>(given: unknown, field: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === given);
  if (found !== undefined) return found;
  throw new ConfigError(field, `must be one of ${allowed.join(", ")}: got ${describe(given)}`);
}
