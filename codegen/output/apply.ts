import { mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { OutputError } from "../errors.js";
import { errorCode } from "./files.js";
import { manifestName } from "./manifest.js";
import type { OutputPlan } from "./plan.js";

/**
 * Brings the output folder to what a plan says. All files are written to a staging folder first and then renamed to
 * their places, so that a file is either as before or complete. The manifest lists a file before it stands in its
 * place, so that one left by a crash is still known as heddle's own.
 *
 * @param outDir the output folder as messages name it
 * @throws OutputError if a path of the plan is blocked, before anything is written, or if the folder can't be written
 */
export function applyPlan(plan: OutputPlan, outDir: string): void {
  const [blocked] = plan.blocked;
  if (blocked) throw new OutputError(`${outDir}/${blocked.path}`, blocked.reason);
  if (plan.writes.length === 0 && plan.deletions.length === 0 && plan.manifest === undefined) return;
  try {
    mkdirSync(plan.folder, { recursive: true });
    const staging = mkdtempSync(join(plan.folder, ".heddle-staging-"));
    try {
      writeThrough(plan, staging);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  } catch (error) {
    throw new OutputError(outDir, `can't be written: ${describe(error)}`);
  }
}

function writeThrough({ folder, writes, deletions, interimManifest, manifest }: OutputPlan, staging: string): void {
  const staged = writes.map(({ path, after }, index) => {
    const file = join(staging, String(index));
    writeFileSync(file, after);
    return { file, place: join(folder, path) };
  });
  const writeManifest = (text: string) => {
    const file = join(staging, manifestName);
    writeFileSync(file, text);
    renameSync(file, join(folder, manifestName));
  };
  if (manifest) writeManifest(interimManifest);
  for (const { file, place } of staged) {
    mkdirSync(dirname(place), { recursive: true });
    renameSync(file, place);
  }
  for (const { path } of deletions) {
    rmSync(join(folder, path), { force: true });
    removeEmptyFolders(folder, dirname(path));
  }
  const finalManifest = manifest?.after.toString("utf8") ?? interimManifest;
  if (finalManifest !== interimManifest) writeManifest(finalManifest);
}

/** Removes `path` below `folder`, and the folders above it, as long as nothing is in them. */
function removeEmptyFolders(folder: string, path: string): void {
  if (path === ".") return;
  try {
    rmdirSync(join(folder, path));
  } catch (error) {
    if (errorCode(error) === "ENOTEMPTY" || errorCode(error) === "EEXIST") return;
    throw error;
  }
  removeEmptyFolders(folder, dirname(path));
}

function describe(error: unknown): string {
  const code = errorCode(error);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `no permission to write there (${code})`;
  if (code === "ENOSPC") return "the disk is full";
  return error instanceof Error ? error.message : String(error);
}
