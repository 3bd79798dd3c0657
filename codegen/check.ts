import { compilePrograms } from "./compile-programs.js";
import type { CompileKernel, CompileProgress } from "./compile-programs.js";
import type { Project } from "./load/index.js";
import { planOutput, showDiff } from "./output/index.js";
import type { FileWrite } from "./output/index.js";

/** A file that is not as `generate` would leave it. */
export interface StaleFile {
  /** Relative to the project folder. */
  readonly path: string;
  /** `left over`: no kernel has it any more. `blocked`: `generate` would refuse to touch it. */
  readonly state: "stale" | "missing" | "left over" | "blocked";
  /** What else there is to say, such as what differs if the text doesn't. */
  readonly note?: string;
  /** From what the file holds to what it should hold, as a short unified diff; empty unless it is stale. */
  readonly diff: readonly string[];
}

/** What `check` found. */
export interface CheckResult {
  /** Sorted by path. Empty if everything is up to date. */
  readonly stale: readonly StaleFile[];
  /** How many files are as they should be. */
  readonly upToDate: number;
}

/** The most lines of a diff that are shown of one file. */
const mostDiffLines = 20;

/**
 * Compiles as {@link generate} does and compares, but writes nothing.
 *
 * @throws UnknownProgramError if a name is none of the config's programs
 * @throws SourceError with the place in the user's files, if a program can't be compiled
 * @throws OutputError if the manifest can't be read as one
 */
export function check(
  project: Project,
  names: readonly string[],
  compile: CompileKernel,
  progress?: CompileProgress,
): CheckResult {
  const kernels = compilePrograms(project, names, compile, progress);
  const plan = planOutput(project, kernels, names.length === 0);
  const { outDir } = project.config;
  const inProject = (path: string) => `${outDir}/${path}`;
  const stale: StaleFile[] = [
    ...[...plan.writes, ...(plan.manifest ? [plan.manifest] : [])].map((write) => staleFile(write, outDir)),
    ...plan.deletions.map(({ path }) => ({ path: inProject(path), state: "left over" as const, diff: [] })),
    ...plan.blocked.map(({ path, reason }) => ({
      path: inProject(path),
      state: "blocked" as const,
      note: reason,
      diff: [],
    })),
  ];
  return {
    stale: stale.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
    upToDate: plan.unchanged.length,
  };
}

function staleFile({ path, before, after, isText }: FileWrite, outDir: string): StaleFile {
  const inProject = `${outDir}/${path}`;
  if (before === undefined) return { path: inProject, state: "missing", diff: [] };
  const text = before.toString("utf8");
  const diff = isText ? showDiff(text, after.toString("utf8"), mostDiffLines) : [];
  if (diff.length > 0) return { path: inProject, state: "stale", diff };
  const note =
    isText && text.includes("\r")
      ? `differs in its line endings only: heddle writes LF (put \`${outDir}/** text=auto eol=lf\` into .gitattributes)`
      : "differs in bytes that are not text";
  return { path: inProject, state: "stale", note, diff };
}
