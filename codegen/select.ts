import type { ResolvedProgram } from "./config.js";
import { didYouMean } from "./nearest.js";

/** A name on the command line that no program of the config has. */
export class UnknownProgramError extends Error {
  override readonly name = "UnknownProgramError";

  constructor(program: string, known: readonly string[]) {
    super(`no program is called ${program}${didYouMean(program, known)} (the config has ${known.join(", ")})`);
  }
}

/**
 * The programs of those names, in the order of the config; all of them if no name is given.
 *
 * @throws UnknownProgramError if a name is none of theirs
 */
export function selectPrograms(
  programs: readonly ResolvedProgram[],
  names: readonly string[],
): readonly ResolvedProgram[] {
  const known = programs.map(({ program }) => program.name);
  for (const name of names) {
    if (!known.includes(name)) throw new UnknownProgramError(name, known);
  }
  return names.length === 0 ? programs : programs.filter(({ program }) => names.includes(program.name));
}
