import { OutputError } from "../errors.js";

/** The name of the manifest in the output folder. */
export const manifestName = ".heddle.json";

/** The manifest's text: the files that heddle wrote, relative to the output folder, sorted by code unit. */
export function printManifest(files: Iterable<string>): string {
  return `${JSON.stringify({ files: [...files].toSorted() }, undefined, 2)}\n`;
}

/**
 * The files that a manifest lists. Only plain paths below the output folder pass, because files are deleted by it.
 *
 * @param path where the manifest lies, for messages
 * @throws OutputError if the text is not a manifest
 */
export function readManifest(text: string, path: string): ReadonlySet<string> {
  const manifest = parse(text);
  if (typeof manifest === "object" && manifest !== null && "files" in manifest && isPathList(manifest.files)) {
    return new Set(manifest.files);
  }
  throw new OutputError(
    path,
    "is not a list of files as heddle writes it: restore it, or delete it and generate again",
  );
}

/** Whether `path` is relative, written with `/`, and stays below the folder it is relative to. */
export function isPlainPath(path: string): boolean {
  const parts = path.split("/");
  return parts.every((part) => !["", ".", ".."].includes(part)) && !/[\\:\p{Cc}]/u.test(path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPathList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && isPlainPath(item));
}
