import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { resolveConfig } from "../config.js";
import type { ResolvedConfig } from "../config.js";
import { ConfigError, OutputError } from "../errors.js";
import { bundle } from "./bundle.js";
import { BundleSources } from "./source-map.js";
import { SourceError, sourceError } from "./source.js";
import type { SourceLocation, StackReader } from "./source.js";
import { importTemporary } from "./temporary-module.js";

/** A loaded config and what is known of the files it came from. */
export interface Project extends StackReader {
  /** The config's folder, absolute: `outDir` is relative to it. */
  readonly root: string;
  /** The config's file name. */
  readonly configName: string;
  readonly config: ResolvedConfig;
  /** Where in the user's files the program of that name is defined. */
  locateProgram(name: string): SourceLocation | undefined;
}

/** The names under which a config is looked for, in this order. */
export const configNames = ["heddle.config.ts", "heddle.config.js", "heddle.config.mjs"] as const;

/** The config in `folder`, absolute, or undefined if there is none. */
export function findConfig(folder: string): string | undefined {
  return configNames.map((name) => join(folder, name)).find((file) => existsSync(file));
}

/**
 * Bundles and runs a config, and checks what it exports.
 *
 * @param configFile absolute
 * @throws SourceError with the places in the user's files, for whatever is wrong in the config or in a program
 * @throws MissingPeerError if esbuild is not installed
 * @throws OutputError if the config's folder can't be written to
 */
export async function loadProject(configFile: string): Promise<Project> {
  const root = dirname(configFile);
  const configName = basename(configFile);
  if (!existsSync(configFile)) throw new ConfigError(configFile, "does not exist");
  const { code, map } = await bundle(configFile);
  const moduleName = `.heddle-${randomUUID()}.mjs`;
  const sources = new BundleSources(root, moduleName, map);
  const exported = await runConfig(root, moduleName, code, sources);
  return {
    root,
    configName,
    config: checkExport(exported, configName, sources),
    locate: (error) => sources.locate(error),
    locateProgram: (name) => sources.find(new RegExp(`\\bname:\\s*["'\`]${name}["'\`]`)),
    mapStack: (stack) => sources.mapStack(stack),
  };
}

async function runConfig(root: string, moduleName: string, code: string, sources: BundleSources): Promise<unknown> {
  try {
    return await importTemporary(root, moduleName, code);
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw linkError(error, sources) ?? sourceError(error, sources);
  }
}

/** What Node says of an import that can't be resolved has no place in it, so the place is that of the import. */
function linkError(error: unknown, sources: BundleSources): SourceError | undefined {
  if (!(error instanceof Error)) return undefined;
  const [message, specifier] =
    /^Cannot find (?:package|module) '([^']+)'/.exec(error.message) ??
    /^The requested module '([^']+)' does not provide an export named '[^']+'/.exec(error.message) ??
    /^Package subpath '\.([^']+)' is not defined by "exports"/.exec(error.message) ??
    [];
  if (message === undefined || specifier === undefined) return undefined;
  return new SourceError([{ message, location: sources.findImport(specifier) }]);
}

/** The programs in the `default` export of a config's module. */
function checkExport(exported: unknown, configName: string, sources: BundleSources): ResolvedConfig {
  try {
    if (typeof exported !== "object" || exported === null || !("default" in exported)) {
      throw new ConfigError(configName, "has no default export: write export default defineConfig({ programs: [..] })");
    }
    return resolveConfig(exported.default);
  } catch (error) {
    const start = { file: join(sources.folder, configName), line: 1, column: 1 };
    throw sourceError(error, sources, sources.find(/export\s+default/, configName) ?? start);
  }
}
