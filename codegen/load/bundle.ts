import { dirname, join } from "node:path";
import type { BuildFailure, Message } from "esbuild";
import { importPeer } from "../peer.js";
import { SourceError } from "./source.js";
import type { Problem } from "./source.js";

/** A config and the user's files that it imports, as one module. */
export interface Bundle {
  readonly code: string;
  /** The source map of `code`, as JSON. Its sources are relative to the config's folder. */
  readonly map: string;
}

/**
 * Bundles a config, TypeScript or JavaScript, with the user's files that it imports. Packages stay imports.
 *
 * @param configFile absolute
 * @throws SourceError with each of esbuild's complaints at its place
 * @throws MissingPeerError if esbuild is not installed
 */
export async function bundle(configFile: string): Promise<Bundle> {
  const esbuild = await importPeer("esbuild", () => import("esbuild"));
  const folder = dirname(configFile);
  try {
    const { outputFiles } = await esbuild.build({
      absWorkingDir: folder,
      entryPoints: [configFile],
      outfile: join(folder, "config.mjs"),
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      // Named besides, because `paths` in a tsconfig.json may map them to files, and files would be bundled.
      external: ["heddle", "heddle/*"],
      sourcemap: "external",
      sourcesContent: true,
      logLevel: "silent",
    });
    const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
    return { code: text(".mjs"), map: text(".map") };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new SourceError(error.errors.map((message) => toProblem(message, folder)));
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors) && error.errors.length > 0;
}

function toProblem({ text, location }: Message, folder: string): Problem {
  return {
    message: text,
    location: location
      ? { file: join(folder, location.file), line: location.line, column: location.column + 1 }
      : undefined,
  };
}
