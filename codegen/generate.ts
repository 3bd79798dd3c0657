import { compilePrograms } from "./compile-programs.js";
import type { CompileKernel, CompileProgress } from "./compile-programs.js";
import type { Project } from "./load/index.js";
import { applyPlan, planOutput } from "./output/index.js";

/** What `generate` did, as paths relative to the project folder. */
export interface GenerateResult {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * Compiles the programs of those names, all of them if none is given, and brings their files up to date. Writes only
 * what differs and deletes only what it wrote before. Nothing is written unless every kernel compiles.
 *
 * @throws UnknownProgramError if a name is none of the config's programs
 * @throws SourceError with the place in the user's files, if a program can't be compiled
 * @throws OutputError if a file of someone else is in the way, or the folder can't be written
 */
export function generate(
  project: Project,
  names: readonly string[],
  compile: CompileKernel,
  progress?: CompileProgress,
): GenerateResult {
  const { outDir } = project.config;
  const kernels = compilePrograms(project, names, compile, progress);
  const plan = planOutput(project, kernels, names.length === 0);
  applyPlan(plan, outDir);
  const inProject = (path: string) => `${outDir}/${path}`;
  return {
    written: [...plan.writes, ...(plan.manifest ? [plan.manifest] : [])].map(({ path }) => inProject(path)),
    unchanged: plan.unchanged.map(inProject),
    deleted: plan.deletions.map(({ path }) => inProject(path)),
  };
}
