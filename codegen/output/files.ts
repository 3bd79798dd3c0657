import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, sep, isAbsolute } from "node:path";

/** What lies at a path: a file with its bytes, nothing, or something that no file can be written over. */
export type Found = { readonly kind: "file"; readonly bytes: Buffer } | { readonly kind: "nothing" | "obstacle" };

/** What lies at `path`. A folder there, or a file where a folder would have to be, is an obstacle. */
export function lookUp(path: string): Found {
  try {
    return { kind: "file", bytes: readFileSync(path) };
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return { kind: "nothing" };
    if (code === "EISDIR" || code === "ENOTDIR") return { kind: "obstacle" };
    throw error;
  }
}

/** Whether `path`, with links followed as far as it exists, lies below `folder`. */
export function liesInside(folder: string, path: string): boolean {
  const way = relative(realpathSync(folder), realpathSync(nearestExisting(path)));
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
}

/** The code of an error from the file system, such as `"EACCES"`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** `path` itself or the first folder above it that exists. */
function nearestExisting(path: string): string {
  try {
    realpathSync(path);
    return path;
  } catch (error) {
    if (path === dirname(path)) throw error;
    return nearestExisting(dirname(path));
  }
}
