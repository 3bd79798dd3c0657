import type { AnyProgram } from "../src/program/program.js";
import type { ResolvedProgram } from "./config.js";
import type { CompileOptions, Kernel } from "./kernel.js";
import { sourceError } from "./load/index.js";
import type { Project } from "./load/index.js";
import { selectPrograms } from "./select.js";

/** Makes a program into a kernel; throws GenerateError on what it can't generate. */
export type CompileKernel = (program: AnyProgram, options: CompileOptions) => Kernel;

/** Told of each kernel before and after it is compiled. */
export interface CompileProgress {
  started(name: string): void;
  compiled(name: string): void;
}

/**
 * Compiles the programs of those names, all of them if none is given, in the order of the config.
 *
 * @throws UnknownProgramError if a name is none of theirs
 * @throws SourceError with the place in the user's files, if a program can't be compiled
 */
export function compilePrograms(
  project: Project,
  names: readonly string[],
  compile: CompileKernel,
  progress?: CompileProgress,
): readonly Kernel[] {
  return selectPrograms(project.config.programs, names).map((selected) => {
    const { name } = selected.program;
    progress?.started(name);
    const kernel = compileProgram(project, selected, compile);
    progress?.compiled(name);
    return kernel;
  });
}

/** Compiles one program; throws as {@link compilePrograms} does. */
export function compileProgram(project: Project, selected: ResolvedProgram, compile: CompileKernel): Kernel {
  const { program, ...targets } = selected;
  try {
    return compile(program, { command: commandFor(project.configName, program.name), ...targets });
  } catch (error) {
    throw sourceError(error, project, project.locateProgram(program.name));
  }
}

/**
 * The command that makes a kernel again from the config's folder, wherever it was run from this time. It stands in a
 * comment of the generated code, so a config of an odd name is left out of it.
 */
function commandFor(configName: string, program: string): string {
  const isDefault = configName.startsWith("heddle.config.");
  const option = isDefault || !/^[\w.-]+$/.test(configName) ? "" : ` --config ${configName}`;
  return `npx heddle generate ${program}${option}`;
}
