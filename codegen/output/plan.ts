import { dirname, join } from "node:path";
import { OutputError } from "../errors.js";
import type { Kernel, KernelFile } from "../kernel.js";
import type { Project } from "../load/index.js";
import { liesInside, lookUp } from "./files.js";
import { isPlainPath, manifestName, printManifest, readManifest } from "./manifest.js";

/** A file that is missing or holds something else than it should. */
export interface FileWrite {
  /** Relative to the output folder. */
  readonly path: string;
  /** What it holds now; undefined if it is missing. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  /** Whether people can read it. */
  readonly isText: boolean;
}

/** A file that heddle wrote before and that no kernel has any more. */
export interface FileDeletion {
  /** Relative to the output folder. */
  readonly path: string;
  readonly before: Buffer;
}

/** A path that heddle would have to write or delete, but must not. */
export interface BlockedPath {
  /** Relative to the output folder. */
  readonly path: string;
  readonly reason: string;
}

/** What has to happen so that the output folder holds the kernels. Lists are sorted by path. */
export interface OutputPlan {
  /** The output folder, absolute. */
  readonly folder: string;
  readonly writes: readonly FileWrite[];
  readonly deletions: readonly FileDeletion[];
  readonly unchanged: readonly string[];
  readonly blocked: readonly BlockedPath[];
  /** The manifest to hold while the writes go on: the files of before and after. */
  readonly interimManifest: string;
  /** The manifest afterwards, if it isn't that already. */
  readonly manifest: FileWrite | undefined;
}

/**
 * Compares the kernels with what lies in the project's output folder.
 *
 * @param kernels the kernels just compiled
 * @param isWhole whether these are all kernels of the project; if not, files of others are left as they are
 * @throws OutputError if the manifest can't be read as one, or a kernel has a path outside of its folder
 */
export function planOutput(project: Project, kernels: readonly Kernel[], isWhole: boolean): OutputPlan {
  const { outDir } = project.config;
  const place: Place = { root: project.root, folder: join(project.root, outDir) };
  const wanted = collectFiles(kernels);
  const found = lookUp(join(place.folder, manifestName));
  const before = found.kind === "file" ? found.bytes : undefined;
  const owned = before ? readManifest(before.toString("utf8"), `${outDir}/${manifestName}`) : new Set<string>();

  const selected = new Set(kernels.map(({ name }) => name));
  const isSelected = (path: string) => isWhole || selected.has(path.split("/")[0] ?? "");
  const others = [...owned].filter((path) => !wanted.has(path) && !isSelected(path));
  const leftOver = [...owned].filter((path) => !wanted.has(path) && isSelected(path));

  const written = planWrites(place, wanted, owned);
  const deleted = planDeletions(place, leftOver);
  const after = Buffer.from(printManifest(new Set([...others, ...wanted.keys()])));
  const isManifestSame = before?.equals(after) ?? false;
  return {
    folder: place.folder,
    writes: written.writes,
    unchanged: written.unchanged,
    deletions: deleted.deletions,
    blocked: [...written.blocked, ...deleted.blocked],
    interimManifest: printManifest(new Set([...owned, ...wanted.keys()])),
    manifest: isManifestSame ? undefined : { path: manifestName, before, after, isText: true },
  };
}

/** The project's folder and the output folder in it, both absolute. */
interface Place {
  readonly root: string;
  readonly folder: string;
}

function planWrites({ root, folder }: Place, wanted: ReadonlyMap<string, KernelFile>, owned: ReadonlySet<string>) {
  const writes: FileWrite[] = [];
  const unchanged: string[] = [];
  const blocked: BlockedPath[] = [];
  for (const [path, { text, encoding = "utf8" }] of wanted) {
    const file = join(folder, path);
    const found = lookUp(file);
    const after = Buffer.from(text, encoding);
    const isSame = found.kind === "file" && found.bytes.equals(after);
    const reason = whyBlocked(root, file, found.kind, isSame || owned.has(path));
    if (reason !== undefined) blocked.push({ path, reason });
    else if (isSame) unchanged.push(path);
    else {
      const before = found.kind === "file" ? found.bytes : undefined;
      writes.push({ path, before, after, isText: encoding === "utf8" });
    }
  }
  return { writes, unchanged, blocked };
}

/** What is gone already, or is a folder now, needs no deletion. */
function planDeletions({ root, folder }: Place, leftOver: readonly string[]) {
  const deletions: FileDeletion[] = [];
  const blocked: BlockedPath[] = [];
  for (const path of leftOver.toSorted()) {
    const file = join(folder, path);
    const found = lookUp(file);
    if (found.kind !== "file") continue;
    const reason = whyBlocked(root, file, found.kind, true);
    if (reason !== undefined) blocked.push({ path, reason });
    else deletions.push({ path, before: found.bytes });
  }
  return { deletions, blocked };
}

/** The files of all kernels by their path below the output folder, sorted by it. */
function collectFiles(kernels: readonly Kernel[]): ReadonlyMap<string, KernelFile> {
  const files = kernels.flatMap((kernel) =>
    kernel.files.map((file) => ({ ...file, path: `${kernel.name}/${file.path}` })),
  );
  const refused = files.find(({ path }) => !isPlainPath(path));
  if (refused) throw new OutputError(refused.path, "is not a path inside of the kernel's folder");
  const byPath = new Map(files.map((file) => [file.path, file]));
  return new Map([...byPath].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** Why heddle must not touch a path, or undefined if it may. */
function whyBlocked(root: string, path: string, kind: string, isOurs: boolean): string | undefined {
  if (kind === "obstacle") return "a folder or file is in the way: move or delete it";
  if (!liesInside(root, dirname(path))) return "a link leads out of the project: replace it by a folder";
  if (kind === "file" && !isOurs) return "heddle did not write this file and leaves it alone: move or delete it";
  return undefined;
}
